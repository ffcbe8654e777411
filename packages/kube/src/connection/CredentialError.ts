/**
 * Why credentials could not be had, in one sentence without secrets. A client turns it into a `KubeError` of class
 * `credentials`.
 *
 * @public
 */
export class CredentialError extends Error {
  constructor(sentence: string) {
    super(sentence);
    this.name = 'CredentialError';
  }
}
