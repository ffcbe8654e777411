/** Names as a message lists them: the first few, then how many more there are. */
export function someNames(names: readonly string[], most: number): string {
  const shown = names.slice(0, most).join(', ');
  return names.length > most
    ? `${shown} and ${names.length - most} more`
    : shown;
}

/** Things by their names, the first few of them. */
export function namesOf(
  things: readonly { readonly name: string }[],
  most = 5,
): string {
  return someNames(
    things.map(({ name }) => name),
    most,
  );
}

/** The text as the beginning of a sentence. */
export function capitalised(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}

/** `a, b or c`. */
export function alternatives(names: readonly string[]): string {
  return names.length < 2
    ? names.join('')
    : `${names.slice(0, -1).join(', ')} or ${names[names.length - 1]}`;
}
