const MAX_LINE = 200;

/** What only a credential looks like; plugins print more than they should. */
const SECRETS =
  /eyJ[\w-]{10,}\.[\w-]+\.?[\w-]*|k8s-aws-v1\.\S+|(?<=\bBearer )\S+|[\w+/=-]{100,}/gi;
/** A question that waits for an answer: the reason stands in the line before it. */
const PROMPT = /[?:>\]]$/;

/** A terminal's escape sequences; written by its code, since a control character in a pattern is easily a mistake. */
const COLOUR = new RegExp(`${String.fromCharCode(27)}\\[[0-9;?]*[A-Za-z]`, 'g');

/**
 * What a command said last: its last line that is not empty, and the one before where that is a question.
 *
 * @returns nothing where it said nothing
 */
export function lastWords(output: string): string | undefined {
  const lines = output
    // Progress is written over and over on one line, and colours are of no use here.
    .replace(COLOUR, '')
    .split(/[\r\n]+/)
    .map(line => line.replace(/\s+/g, ' ').trim())
    .filter(Boolean);
  const [before, last] = lines.slice(-2);
  if (last === undefined) {
    return before && presentable(before);
  }
  return PROMPT.test(last)
    ? `${presentable(before)} / ${presentable(last)}`
    : presentable(last);
}

/** One short line without secrets and without the stop at its end. */
export function presentable(text: string): string {
  const line = text.replace(/\s+/g, ' ').trim().replace(SECRETS, '<redacted>');
  return line.length > MAX_LINE
    ? `${line.slice(0, MAX_LINE)}…`
    : line.replace(/\.$/, '');
}
