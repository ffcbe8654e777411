import type { EvidenceLine } from '../../declarations';
import type { PrometheusServer } from '../../observations/prometheusServers';

/** `Deployment monitoring/prometheus-server (2.26.0)`: how messages name servers. */
export function serverNames(servers: readonly PrometheusServer[]): string {
  return servers
    .map(
      ({ kind, namespace, name, version }) =>
        `${kind} ${namespace}/${name}${version ? ` (${version})` : ''}`,
    )
    .join(' and ');
}

/** One line that tells what a server is and how many of it are ready. */
export function serverEvidence(server: PrometheusServer): EvidenceLine {
  const version = server.version
    ? `Prometheus ${server.version}`
    : 'version not told';
  return {
    what: `${server.kind} ${server.namespace}/${server.name}`,
    key: server.method,
    value: `${version}, ${server.ready} of ${server.desired} ready`,
    how: 'observed',
  };
}
