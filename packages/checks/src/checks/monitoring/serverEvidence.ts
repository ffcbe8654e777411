import type { Evidence } from '@runai-portal/backstage-plugin-runai-common';
import type { PrometheusServer } from '../../observations/prometheusServers';

/** `Deployment monitoring/prometheus-server (2.26.0)`: how messages name a server. */
export function serverName({
  kind,
  namespace,
  name,
  version,
}: PrometheusServer): string {
  return `${kind} ${namespace}/${name}${version ? ` (${version})` : ''}`;
}

/** One line that tells what a server is and how many of it are ready. */
export function serverEvidence(
  server: PrometheusServer,
): Omit<Evidence, 'observedAt'> {
  const version = server.version
    ? `Prometheus ${server.version}`
    : 'version not told';
  return {
    what: `${server.kind} ${server.namespace}/${server.name}`,
    key: server.method,
    value: `${version}, ${server.ready} of ${server.desired} ready`,
  };
}
