import { firstOf, type EvidenceRow } from '../../engine/findings';
import { workloadName } from '../../facts/workloads';
import type { MonitoringWorkload } from '../../observations/monitoringParts';
import type { PrometheusServer } from '../../observations/prometheusServers';
import type { Profile } from '../../profiles';
import type { ClusterSettings } from '../../settings';

/**
 * Whether Run:ai is connected to a Prometheus that is there: `undeclared` where there is one and the installer, told nothing,
 * would bring its own.
 */
export function existingUse(
  existing: readonly PrometheusServer[],
  { existingPrometheus: declared }: Pick<ClusterSettings, 'existingPrometheus'>,
  { prometheus: { installedByInstaller } }: Profile,
) {
  return firstOf(
    // Where nothing else is brought, one has to be there: that it is not is told by monitoring.prometheus.
    [declared || !installedByInstaller, 'used'],
    [declared === false, 'declaredUnused'],
    [existing.length === 0, 'none'],
    'undeclared',
  );
}

/** What is said where no existing Prometheus is used. */
export const NOT_USED = {
  status: 'notApplicable',
  says: 'No existing Prometheus is used. [By the setting existingPrometheus: {declared}, the installer brings its own|There is none, and the installer brings its own], and this with it',
  actual: 'not used',
} as const;

/** What a part is called in messages. */
export function partNames(parts: readonly MonitoringWorkload[]): string {
  return parts
    .map(({ workload, version }) => {
      const name = workloadName(workload);
      return version ? `${name} (${version})` : name;
    })
    .join(' and ');
}

/** How many of its pods are ready, as evidence. */
export function partRow({
  workload,
  version,
}: MonitoringWorkload): EvidenceRow {
  const ready = `${workload.ready} of ${workload.desired} ready`;
  return [workloadName(workload), version, ready];
}
