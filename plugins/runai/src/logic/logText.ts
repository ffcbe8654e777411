/** Escape sequences with which programs colour what they write. */
const ANSI =
  // eslint-disable-next-line no-control-regex -- that is what they begin with
  /[\u001b\u009b][[\]()#;?]*(?:\d{1,4}(?:;\d{0,4})*)?[\dA-PR-TZcf-nq-uy=><~]/g;

/** The lines of a log, without colours and without an empty one at the end. */
export function logLines(text: string): string[] {
  const plain = text.replace(ANSI, '').replace(/\r/g, '').replace(/\n$/, '');
  return plain === '' ? [] : plain.split('\n');
}

/** Where a text that is searched for stands. */
export interface LogMatch {
  line: number;
  from: number;
  to: number;
}

/** More would not help anybody, and would cost the page its pace. */
export const MOST_MATCHES = 5_000;

/** Every place of a text, whatever its case; the first {@link MOST_MATCHES} of them. */
export function logMatches(
  lines: readonly string[],
  searched: string,
): LogMatch[] {
  const needle = searched.toLocaleLowerCase('en');
  const matches: LogMatch[] = [];
  if (!needle) return matches;
  for (const [line, text] of lines.entries()) {
    const hay = text.toLocaleLowerCase('en');
    for (
      let from = hay.indexOf(needle);
      from >= 0;
      from = hay.indexOf(needle, from + needle.length)
    ) {
      matches.push({ line, from, to: from + needle.length });
      if (matches.length >= MOST_MATCHES) return matches;
    }
  }
  return matches;
}

/** A match, with its place among all of them. */
export type NumberedMatch = readonly [index: number, match: LogMatch];

/** The matches of each line that has any. */
export function matchesByLine(
  matches: readonly LogMatch[],
): ReadonlyMap<number, NumberedMatch[]> {
  const byLine = new Map<number, NumberedMatch[]>();
  for (const [index, match] of matches.entries()) {
    const known = byLine.get(match.line);
    if (known) known.push([index, match]);
    else byLine.set(match.line, [[index, match]]);
  }
  return byLine;
}
