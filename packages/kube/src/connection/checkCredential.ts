import type { KubeCredential } from './ClusterConnection';
import { CredentialError } from './CredentialError';
import { belongTogether, readCertificates, readPrivateKey } from './pem';

/**
 * Looks at a credential that came from elsewhere before it goes into a header or into TLS.
 *
 * @param subject - begins the sentence
 * @throws CredentialError that says what is wrong with it, never what it is
 * @public
 */
export function checkCredential(
  { token, basic, clientCert }: KubeCredential,
  subject: string,
): KubeCredential {
  if (token !== undefined && !isHeaderSafe(token)) {
    throw new CredentialError(
      `${subject} is no token: it is empty or holds characters that no token has.`,
    );
  }
  return { token, basic, clientCert: clientCert && pair(clientCert, subject) };
}

/** A token goes into a header as it is: one line of visible ASCII. */
export function isHeaderSafe(token: string): boolean {
  return /^[\x21-\x7e]+$/.test(token);
}

function pair(
  given: { cert: string; key: string },
  subject: string,
): { cert: string; key: string } {
  try {
    const cert = readCertificates(Buffer.from(given.cert));
    const key = readPrivateKey(Buffer.from(given.key));
    if (!belongTogether(cert, key)) {
      throw new Error('holds a client certificate and the key of another one');
    }
    return { cert, key };
  } catch (error) {
    throw new CredentialError(
      `${subject} ${
        error instanceof Error ? error.message : 'cannot be read'
      }.`,
    );
  }
}
