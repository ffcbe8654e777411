import { inspect } from 'node:util';
import type { ClusterConnection } from './ClusterConnection';

/** Makes a connection print itself, and turn into JSON, without the password that a proxy's address may carry. */
export function withoutSecretsInPrint(
  connection: ClusterConnection,
): ClusterConnection {
  const print = () => ({
    server: connection.server,
    ...(connection.skipTLSVerify && { skipTLSVerify: true }),
    ...(connection.tlsServerName && {
      tlsServerName: connection.tlsServerName,
    }),
    ...(connection.proxyUrl && {
      proxyUrl: connection.proxyUrl.replace(/\/\/[^@/]*@/, '//'),
    }),
    caData: connection.caData ? 'given' : 'absent',
    credentials: connection.credentials ? 'given' : 'absent',
  });
  Object.defineProperty(connection, inspect.custom, { value: print });
  Object.defineProperty(connection, 'toJSON', { value: print });
  return connection;
}
