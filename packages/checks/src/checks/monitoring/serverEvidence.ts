import type { EvidenceLine } from '../../declarations';
import { workloadName } from '../../facts/workload';
import type { PrometheusServer } from '../../observations/prometheusServers';

/** `Deployment monitoring/prometheus-server (2.26.0)`: how messages name servers. */
export function serverNames(servers: readonly PrometheusServer[]): string {
  return servers
    .map(server =>
      server.version
        ? `${workloadName(server)} (${server.version})`
        : workloadName(server),
    )
    .join(' and ');
}

/** One line that tells what a server is and how many of it are ready. */
export function serverEvidence(server: PrometheusServer): EvidenceLine {
  const { method, version, ready, desired } = server;
  const product = version ? `Prometheus ${version}` : 'version not told';
  return {
    what: workloadName(server),
    key: method,
    value: `${product}, ${ready} of ${desired} ready`,
    how: 'observed',
  };
}
