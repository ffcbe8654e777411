import { KubeconfigError } from '../kubeconfig/KubeconfigError';
import { tokenFromFile } from './changingFile';
import { isHeaderSafe } from './checkCredential';
import {
  certificatePairOf,
  certificatesOf,
  checkProxyUrl,
  checkServer,
} from './checkSettings';
import type { ClusterConnection } from './ClusterConnection';
import { withoutSecretsInPrint } from './printable';

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
  const { token, tokenFile } = settings;
  checkServer(settings.server, 'server');
  if (settings.proxyUrl !== undefined) {
    checkProxyUrl(settings.proxyUrl, 'proxyUrl');
  }
  if (token !== undefined && !isHeaderSafe(token)) {
    throw new KubeconfigError(
      'malformed',
      'token is empty or holds characters that no token has.',
    );
  }
  const clientCert =
    settings.clientCert &&
    certificatePairOf(
      pem(settings.clientCert.cert, 'clientCert.cert'),
      pem(settings.clientCert.key, 'clientCert.key'),
    );
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
    renewal:
      token === undefined && tokenFile !== undefined ? 'file' : undefined,
  });
}

function certificateAuthority({
  caData,
  caFile,
}: ConnectionSettings): string | undefined {
  const data = caData || undefined;
  const encoding = data?.includes('-----BEGIN') ? 'utf8' : 'base64';
  return certificatesOf({
    data: data === undefined ? undefined : Buffer.from(data, encoding),
    file: caFile || undefined,
    dataKey: 'caData',
    fileKey: 'caFile',
  });
}

function pem(text: string, key: string) {
  return { data: Buffer.from(text), dataKey: key, fileKey: key };
}
