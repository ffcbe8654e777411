import { KubeconfigError } from '../kubeconfig/KubeconfigError';
import {
  checkPem,
  checkProxyUrl,
  checkServer,
  readKeyedFile,
} from './checkSettings';
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
  if (clientCert) {
    checkPem(clientCert.cert, 'clientCert.cert', 'certificate');
    checkPem(clientCert.key, 'clientCert.key', 'private key');
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

function certificateAuthority({
  caData,
  caFile,
}: ConnectionSettings): string | undefined {
  if (caData) {
    const pem = caData.includes('-----BEGIN')
      ? caData
      : Buffer.from(caData, 'base64').toString('utf8');
    return checkPem(pem, 'caData', 'certificate');
  }
  return caFile
    ? checkPem(readKeyedFile(caFile, 'caFile'), 'caFile', 'certificate')
    : undefined;
}
