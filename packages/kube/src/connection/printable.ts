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
      proxyUrl: withoutUser(connection.proxyUrl),
    }),
    caData: connection.caData ? 'given' : 'absent',
    credentials: connection.credentials ? 'given' : 'absent',
  });
  Object.defineProperty(connection, inspect.custom, { value: print });
  Object.defineProperty(connection, 'toJSON', { value: print });
  return connection;
}

/** A password may hold an `@` or a slash of its own: only what a parser calls the host is shown. */
function withoutUser(address: string): string {
  return URL.canParse(address)
    ? `${new URL(address).protocol}//${new URL(address).host}`
    : 'given';
}
