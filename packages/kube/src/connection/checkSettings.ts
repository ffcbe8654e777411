import { readFileSync } from 'node:fs';
import { errorCode } from '../errors/errorCode';
import { parseServer } from '../http/parseServer';
import { KubeconfigError } from '../kubeconfig/KubeconfigError';
import { belongTogether, readCertificates, readPrivateKey } from './pem';

const PROXY_SCHEMES = ['http:', 'https:', 'socks5:', 'socks5h:'];

/** @throws KubeconfigError that names `key` and, so that no password shows, not the value */
export function checkServer(server: string, key: string): void {
  try {
    parseServer(server);
  } catch (error) {
    throw new KubeconfigError(
      'badAddress',
      `${key}: ${
        error instanceof TypeError ? error.message : 'not an address'
      }.`,
    );
  }
}

/** @throws KubeconfigError that names `key` and, so that no password shows, not the value */
export function checkProxyUrl(proxyUrl: string, key: string): void {
  const protocol = URL.canParse(proxyUrl) ? new URL(proxyUrl).protocol : '';
  if (!PROXY_SCHEMES.includes(protocol)) {
    throw new KubeconfigError(
      'badAddress',
      `${key} must begin with http://, https:// or socks5://.`,
    );
  }
}

/** Data, or the file that holds it; data goes first, as kubectl has it. */
export interface KeyedData {
  /** As it stands: base64, or PEM where that is allowed. */
  data?: Buffer;
  file?: string;
  /** How sentences name the keys. */
  dataKey: string;
  fileKey: string;
}

/**
 * The certificates of a setting as PEM.
 *
 * @returns nothing where none is given
 * @throws KubeconfigError that names the key and, for a file, its path
 */
export function certificatesOf(given: KeyedData): string | undefined {
  return readKeyed(given, readCertificates);
}

/** A client certificate with its key, both as PEM. */
export interface CertificatePair {
  cert: string;
  key: string;
}

/**
 * @returns nothing where neither is given
 * @throws KubeconfigError where one is missing or unreadable, or the key is another certificate's
 */
export function certificatePairOf(
  certificate: KeyedData,
  privateKey: KeyedData,
): CertificatePair | undefined {
  const cert = readKeyed(certificate, readCertificates);
  const key = readKeyed(privateKey, readPrivateKey);
  if (cert === undefined && key === undefined) {
    return undefined;
  }
  const where = certificate.data ? certificate.dataKey : certificate.fileKey;
  if (cert === undefined || key === undefined) {
    throw new KubeconfigError(
      'badCertificate',
      `${where}: a client certificate and its key must be given together.`,
    );
  }
  if (!belongTogether(cert, key)) {
    throw new KubeconfigError(
      'badCertificate',
      `${where}: the key that is given with this client certificate is not its key.`,
    );
  }
  return { cert, key };
}

function readKeyed(
  { data, file, dataKey, fileKey }: KeyedData,
  read: (bytes: Buffer) => string,
): string | undefined {
  if (data === undefined && file === undefined) {
    return undefined;
  }
  const bytes =
    data ?? (file === undefined ? Buffer.of() : readKeyedFile(file, fileKey));
  try {
    return read(bytes);
  } catch (error) {
    const where = data ? dataKey : `${fileKey} names the file ${file}, which`;
    throw new KubeconfigError(
      'badCertificate',
      `${where} ${error instanceof Error ? error.message : 'cannot be read'}.`,
    );
  }
}

/** @throws KubeconfigError that names the file and `key` */
export function readKeyedFile(path: string, key: string): Buffer {
  try {
    return readFileSync(path);
  } catch (error) {
    const code = errorCode(error) ?? 'unknown';
    throw code === 'ENOENT'
      ? new KubeconfigError(
          'missingFile',
          `${key} names the file ${path}, which does not exist.`,
        )
      : new KubeconfigError(
          'unreadableFile',
          `${key} names the file ${path}, which cannot be read (${code}).`,
        );
  }
}
