/** What tokens are made of, dots included. */
const RUN = /[\w.-]+/g;
const BEGINNING = 'eyJ';
/** Characters of the first part. */
const SHORTEST = BEGINNING.length + 8;

/**
 * A text as it may be logged: what looks like a JSON web token (three parts of base64url of which the first begins as a JSON object
 * does), e.g. in the path of a request, is left out.
 *
 * @public
 * @remarks Each character is looked at once or twice: somebody else chose the text, and one pattern for a whole token would begin anew
 * at every `eyJ`.
 */
export function withoutTokens(text: string): string {
  return text.includes(BEGINNING) ? text.replace(RUN, withoutTokensOf) : text;
}

function withoutTokensOf(run: string): string {
  const parts = run.split('.');
  const kept: string[] = [];
  for (let at = 0; at < parts.length; at += 1) {
    const begins = parts[at].indexOf(BEGINNING);
    const isToken =
      begins >= 0 &&
      parts[at].length - begins >= SHORTEST &&
      parts[at + 1] &&
      parts[at + 2] !== undefined;
    if (isToken) {
      kept.push(`${parts[at].slice(0, begins)}[token]`);
      at += 2;
    } else {
      kept.push(parts[at]);
    }
  }
  return kept.join('.');
}
