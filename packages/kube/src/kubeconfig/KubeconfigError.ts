/**
 * What is wrong with what a connection is made from.
 *
 * @remarks
 * - `missingFile`, `unreadableFile`: the kubeconfig, or a file that it names
 * - `malformed`: not YAML, or a key that is missing or of the wrong kind
 * - `missingEntry`: a context, or what a context names, that the kubeconfig does not have
 * - `badCertificate`: a certificate authority, client certificate or key that cannot be read, or that do not belong together
 * - `badAddress`: of the server or of a proxy
 * - `missingPlugin`: a credential plugin that is not installed
 * - `pluginNotAllowed`: a user that needs a command where commands are not run
 * - `unsupported`: what we do not do, e.g. impersonation
 *
 * @public
 */
export type KubeconfigErrorKind =
  | 'missingFile'
  | 'unreadableFile'
  | 'malformed'
  | 'missingEntry'
  | 'badCertificate'
  | 'badAddress'
  | 'missingPlugin'
  | 'pluginNotAllowed'
  | 'unsupported';

const MENDED_FROM_OUTSIDE: readonly KubeconfigErrorKind[] = [
  'missingFile',
  'unreadableFile',
  'missingPlugin',
];

/**
 * A kubeconfig, or a cluster's settings, that cannot be used: one sentence that names the file, the line where there is one, and
 * the key. Never a token.
 *
 * @public
 */
export class KubeconfigError extends Error {
  readonly kind: KubeconfigErrorKind;

  constructor(kind: KubeconfigErrorKind, sentence: string) {
    super(sentence);
    this.name = 'KubeconfigError';
    this.kind = kind;
  }

  /** It may go away although nobody edits what was read: a file that appears, a plugin that is installed. Worth another try. */
  get mayMendItself(): boolean {
    return MENDED_FROM_OUTSIDE.includes(this.kind);
  }
}
