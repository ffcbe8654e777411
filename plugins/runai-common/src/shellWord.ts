const WORD = /^[\w.:/=@%+,[\]][\w.:/=@%+,[\]-]*$/;

/**
 * Whether a shell, and the command that is given it, reads a text as one word that means nothing else; no option begins so either.
 *
 * @remarks People copy commands that hold names of a cluster. The names that an API server takes are such words; what poses as one
 * may say anything.
 *
 * @public
 */
export function isShellWord(text: string): boolean {
  return WORD.test(text);
}
