/**
 * A kubeconfig, or a cluster's settings, that cannot be used: one sentence that names the file, the line where there is one, and
 * the key. Never a token.
 *
 * @public
 */
export class KubeconfigError extends Error {
  constructor(sentence: string) {
    super(sentence);
    this.name = 'KubeconfigError';
  }
}
