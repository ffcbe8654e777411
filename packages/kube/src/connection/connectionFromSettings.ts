import { readFileSync } from 'node:fs';
import { parseServer } from '../http/Transport';
import { KubeconfigError } from '../kubeconfig/KubeconfigError';
import type { ClusterConnection } from './ClusterConnection';
import { withoutSecretsInPrint } from './printable';
import { isHeaderSafe, tokenFromFile } from './tokenFile';

/** @public A cluster described by plain values. */
export interface ConnectionSettings {
  server: string;
  /** PEM, or base64 of PEM as in a kubeconfig. */
  caData?: string;
  caFile?: string;
  skipTLSVerify?: boolean;
  tlsServerName?: string;
  proxyUrl?: string;
  token?: string;
  /** Read again when it changes. */
  tokenFile?: string;
  /** PEM. */
  clientCert?: { cert: string; key: string };
}

/**
 * Builds a connection from plain settings.
 *
 * @throws KubeconfigError with one sentence that names the key
 * @public
 */
export function connectionFromSettings(
  settings: ConnectionSettings,
): ClusterConnection {
  const { token, tokenFile, clientCert } = settings;
  checkServer(settings.server, 'server');
  if (settings.proxyUrl !== undefined) {
    checkProxyUrl(settings.proxyUrl, 'proxyUrl');
  }
  if (token !== undefined && !isHeaderSafe(token)) {
    throw new KubeconfigError(
      'token is empty or holds characters that no token has.',
    );
  }
  const readToken =
    token === undefined && tokenFile !== undefined
      ? tokenFromFile(tokenFile)
      : async () => token;
  return withoutSecretsInPrint({
    server: settings.server,
    caData: certificateAuthority(settings),
    skipTLSVerify: settings.skipTLSVerify || undefined,
    tlsServerName: settings.tlsServerName || undefined,
    proxyUrl: settings.proxyUrl,
    credentials: async () => ({ token: await readToken(), clientCert }),
  });
}

/** @throws KubeconfigError that names `key` and, so that no password shows, not the value */
export function checkServer(server: string, key: string): void {
  try {
    parseServer(server);
  } catch (error) {
    throw new KubeconfigError(
      `${key}: ${error instanceof Error ? error.message : error}.`,
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

/** @returns PEM @throws KubeconfigError that names `key` */
export function checkPem(
  pem: string,
  key: string,
  what: 'CERTIFICATE' | 'PRIVATE KEY',
): string {
  if (!new RegExp(`-----BEGIN [A-Z ]*${what}-----`).test(pem)) {
    throw new KubeconfigError(
      `${key} does not hold a ${what.toLowerCase()} in PEM form.`,
    );
  }
  return pem;
}

/** @throws KubeconfigError that names the file and `key` */
export function readKeyedFile(path: string, key: string): string {
  try {
    return readFileSync(path, 'utf8');
  } catch (error) {
    const code =
      error instanceof Error && 'code' in error ? error.code : 'unknown';
    const why =
      code === 'ENOENT' ? 'does not exist' : `cannot be read (${code})`;
    throw new KubeconfigError(`The file ${path} that ${key} names ${why}.`);
  }
}

function certificateAuthority({
  caData,
  caFile,
}: ConnectionSettings): string | undefined {
  if (caData) {
    const pem = caData.includes('-----BEGIN')
      ? caData
      : Buffer.from(caData, 'base64').toString('utf8');
    return checkPem(pem, 'caData', 'CERTIFICATE');
  }
  return caFile
    ? checkPem(readKeyedFile(caFile, 'caFile'), 'caFile', 'CERTIFICATE')
    : undefined;
}
