import { X509Certificate } from 'node:crypto';
import { InputError } from '@backstage/errors';

const CERTIFICATE =
  /-----BEGIN CERTIFICATE-----[\s\S]+?-----END CERTIFICATE-----/g;

/**
 * The certificates of an authority as PEM, and nothing else that stood with them, such as a private key.
 *
 * @param written - PEM, or PEM as base64
 * @returns undefined where there is none
 * @throws InputError where it holds none that can be read
 */
export function certificatesOf(written?: string): string | undefined {
  if (!written?.trim()) {
    return undefined;
  }
  const text = written.includes('-----BEGIN')
    ? written
    : Buffer.from(written, 'base64').toString();
  const found = text.match(CERTIFICATE) ?? [];
  if (found.length === 0) {
    throw unreadable();
  }
  return found
    .map(pem => {
      try {
        return new X509Certificate(pem).toString();
      } catch {
        throw unreadable();
      }
    })
    .join('');
}

function unreadable(): Error {
  return new InputError(
    'ca must hold certificates in PEM form, or that encoded as base64',
  );
}
