import { createPrivateKey, X509Certificate } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { errorCode } from '../errors/errorCode';
import { parseServer } from '../http/Transport';
import { KubeconfigError } from '../kubeconfig/KubeconfigError';

/** @throws KubeconfigError that names `key` and, so that no password shows, not the value */
export function checkServer(server: string, key: string): void {
  try {
    parseServer(server);
  } catch (error) {
    throw new KubeconfigError(
      `${key}: ${
        error instanceof TypeError ? error.message : 'not an address'
      }.`,
    );
  }
}

/** @throws KubeconfigError that names `key` */
export function checkProxyUrl(proxyUrl: string, key: string): void {
  const protocol = URL.canParse(proxyUrl) ? new URL(proxyUrl).protocol : '';
  if (!['http:', 'https:', 'socks5:'].includes(protocol)) {
    throw new KubeconfigError(
      `${key} must begin with http://, https:// or socks5://.`,
    );
  }
}

/**
 * Looks at a certificate or key before TLS does: OpenSSL passes over a CA that it cannot read, and calls the server's certificate
 * unknown then.
 *
 * @returns `pem`
 * @throws KubeconfigError that names `key`
 */
export function checkPem(
  pem: string,
  key: string,
  what: 'certificate' | 'private key',
): string {
  try {
    if (what === 'private key') {
      createPrivateKey(pem);
    } else {
      const blocks = pem.match(
        /-----BEGIN (TRUSTED |X509 )?CERTIFICATE-----[^-]+-----END [A-Z0-9 ]+-----/g,
      ) ?? [''];
      blocks.forEach(block => new X509Certificate(block));
    }
  } catch {
    throw new KubeconfigError(
      `${key} does not hold a ${what} in PEM form that can be read.`,
    );
  }
  return pem;
}

/** @throws KubeconfigError that names the file and `key` */
export function readKeyedFile(path: string, key: string): string {
  try {
    return readFileSync(path, 'utf8');
  } catch (error) {
    const code = errorCode(error) ?? 'unknown';
    const why =
      code === 'ENOENT' ? 'does not exist' : `cannot be read (${code})`;
    throw new KubeconfigError(`${key} names the file ${path}, which ${why}.`);
  }
}
