/**
 * A text as an entity holds it: on one line, without control characters, cut where it is long.
 *
 * @returns undefined where nothing is left
 */
export function oneLine(
  text: string | undefined,
  longest: number,
): string | undefined {
  const line = text?.replace(/[\p{Cc}\p{Cf}\p{Cs}\s]+/gu, ' ').trim();
  return line ? [...line].slice(0, longest).join('').trim() : undefined;
}
