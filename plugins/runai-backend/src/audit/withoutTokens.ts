/** Three parts of base64url that begin as a JSON object does: a JSON web token, wherever somebody wrote it. */
const TOKENS = /eyJ[\w-]{8,}\.[\w-]+\.[\w-]*/g;

/** A text as it may be logged: what looks like a token, e.g. in the path of a request, is left out. */
export function withoutTokens(text: string): string {
  return text.replace(TOKENS, '[token]');
}
