import { InputError } from '@backstage/errors';
import { readAuthority } from '@runai-portal/backstage-plugin-runai-node';

/**
 * The certificates of an authority as PEM, and nothing else that stood with them, such as a private key.
 *
 * @param written - PEM, or that or DER as base64
 * @returns undefined where there is none
 * @throws InputError where it holds none that can be read
 */
export function certificatesOf(written?: string): string | undefined {
  if (!written?.trim()) {
    return undefined;
  }
  const read = readAuthority(written);
  if (!read.ok) {
    throw new InputError(
      'ca must hold certificates in PEM form, or that encoded as base64',
    );
  }
  return read.certificates.map(String).join('');
}
