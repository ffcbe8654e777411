/** A word of a state in the middle of a sentence: "not ready", but "TLS error". */
export function midSentence(word: string): string {
  return /^\p{Lu}\p{Lu}/u.test(word)
    ? word
    : word.charAt(0).toLocaleLowerCase() + word.slice(1);
}
