import type { EvidenceRow } from '../../engine/findings';
import { workloadName } from '../../facts/workloads';
import type { PrometheusServer } from '../../observations/prometheusServers';

/** What servers are called in messages. */
export function serverNames(servers: readonly PrometheusServer[]): string {
  return servers.map(({ title }) => title).join(' and ');
}

/** What a server is, and how many of it are ready, as evidence. */
export function serverRow(server: PrometheusServer): EvidenceRow {
  return [workloadName(server), server.method, serverState(server)];
}

/** The same in words. */
export function serverState(server: PrometheusServer): string {
  const { version, ready, desired } = server;
  const product = version ? `Prometheus ${version}` : 'version not told';
  return `${product}, ${ready} of ${desired} ready`;
}
