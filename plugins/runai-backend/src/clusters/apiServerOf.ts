import type { SourcedCluster } from '@runai-portal/backstage-plugin-runai-node';
import { certificateBlocks } from '@runai-portal/kube';
import type { ApiServer } from '../database/clusterRow';
import { isUnusable } from '../sources/isUnusable';

/**
 * A server as others may be told of it: address and certificate authority, rebuilt, so that nothing else of the connection goes along.
 *
 * @returns undefined where an entity cannot say how the server is reached: without TLS or an authority of its own, with a
 * certificate that is not looked at or is another name's
 */
export function apiServerOf(
  connection: SourcedCluster['connection'],
): ApiServer | undefined {
  const reached = isUnusable(connection)
    ? connection.unusable.lacksCredentials
    : connection;
  if (
    !reached?.caData ||
    reached.skipTLSVerify ||
    reached.tlsServerName ||
    !URL.canParse(reached.server)
  ) {
    return undefined;
  }
  const { protocol, origin, pathname } = new URL(reached.server);
  const certificates = certificateBlocks(reached.caData);
  return protocol === 'https:' && certificates.length > 0
    ? {
        server: origin + pathname.replace(/\/+$/, ''),
        caData: `${certificates.join('\n')}\n`,
      }
    : undefined;
}
