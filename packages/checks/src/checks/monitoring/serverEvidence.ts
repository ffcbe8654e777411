import type { EvidenceRow } from '../../engine/findings';
import { workloadName } from '../../facts/workloads';
import type { PrometheusServer } from '../../observations/prometheusServers';

/** `Deployment monitoring/prometheus-server (2.26.0)`: how messages name servers. */
export function serverNames(servers: readonly PrometheusServer[]): string {
  return servers
    .map(server => {
      const name = workloadName(server);
      return server.version ? `${name} (${server.version})` : name;
    })
    .join(' and ');
}

/** What a server is, and how many of it are ready. */
export function serverState(server: PrometheusServer): string {
  const { version, ready, desired } = server;
  const product = version ? `Prometheus ${version}` : 'version not told';
  return `${product}, ${ready} of ${desired} ready`;
}

/** The same as evidence. */
export function serverRow(server: PrometheusServer): EvidenceRow {
  return [workloadName(server), server.method, serverState(server)];
}
