const MAX_LENGTH = 100;

/** @public What somebody wrote, as a sentence can repeat it: on one line, and cut where it is long. */
export function quoted(value: string): string {
  const line = value.replace(/[\p{Cc}\s]+/gu, ' ').trim();
  return line.length > MAX_LENGTH
    ? `'${line.slice(0, MAX_LENGTH)}...'`
    : `'${line}'`;
}
