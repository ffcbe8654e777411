/** Something that was given cannot be used: one sentence on stderr, exit code 2. */
export class InputError extends Error {
  constructor(sentence: string) {
    super(sentence);
    this.name = 'InputError';
  }
}
