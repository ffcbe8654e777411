/** Of a line that a terminal or a log shows: what would begin another line, colour it or turn it around. */
const STEERING = /[\p{Cc}\p{Bidi_Control}\s]+/gu;

/** A text of the other side as one line that is not too long. */
export function oneLine(text: string): string {
  const line = text.replace(STEERING, ' ').trim();
  return line.length > 300 ? `${line.slice(0, 300)}…` : line;
}
