import { firstOf, type EvidenceRow } from '../../engine/findings';
import { workloadName } from '../../facts/workloads';
import type { MonitoringWorkload } from '../../observations/monitoringParts';
import type { PrometheusServer } from '../../observations/prometheusServers';
import type { Profile } from '../../profiles';
import type { ClusterSettings } from '../../settings';
import { broughtByInstaller } from '../software/guidedInstallation';

/** Whether the installation of Run:ai brings a Prometheus: the chart by itself, or a guided installation. */
export function installerBringsPrometheus(
  profile: Profile,
  settings: Pick<ClusterSettings, 'installPath' | 'mode'>,
): boolean {
  return (
    profile.prometheus.installedByInstaller ||
    broughtByInstaller('prometheus', { profile, settings })
  );
}

/**
 * Whether Run:ai is connected to a Prometheus that is there: `undeclared` where there is one and the installer, told nothing,
 * would bring its own.
 */
export function existingUse(
  existing: readonly PrometheusServer[],
  settings: Pick<
    ClusterSettings,
    'existingPrometheus' | 'installPath' | 'mode'
  >,
  profile: Profile,
) {
  const { existingPrometheus: declared } = settings;
  const comes = installerBringsPrometheus(profile, settings);
  return firstOf(
    // Where nothing else is brought, one has to be there: that it is not is told by monitoring.prometheus.
    [declared || !comes, 'used'],
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
