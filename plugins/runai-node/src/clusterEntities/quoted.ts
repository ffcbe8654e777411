const MAX_LENGTH = 100;

/**
 * What somebody wrote, as a sentence can repeat it: on one line, and cut where it is long. A character that nobody sees stands as
 * its number, and a space at an end stays: either may be what is wrong.
 *
 * @public
 */
export function quoted(value: string): string {
  const line = value
    .replace(/\s+/g, ' ')
    .replace(
      /[\p{Cc}\p{Cf}\p{Cs}]/gu,
      character => `\\u{${character.codePointAt(0)?.toString(16)}}`,
    );
  const characters = [...line];
  return characters.length > MAX_LENGTH
    ? `'${characters.slice(0, MAX_LENGTH).join('')}...'`
    : `'${line}'`;
}
