import type { Reading } from '../engine/Reading';
import { imageVersion } from '../facts/image';
import { runaiPublicFact } from '../facts/runaiPublic';
import { workloadName } from '../facts/workload';
import { workloadsIn } from './readSignals';

/** A version, and where it was read. */
export interface InstalledVersion {
  readonly version: string;
  readonly source: string;
}

/**
 * The version of the cluster component: as it publishes it (2.9 and later), else by the chart that its operator belongs to, else
 * by the tag of the operator's image. Helm's own record is a Secret and is not read.
 */
export function installedVersion(
  reading: Reading,
  namespace: string,
): InstalledVersion | undefined {
  const published = reading.value(runaiPublicFact)?.clusterVersion;
  if (published) {
    return {
      version: published,
      source: `ConfigMap ${namespace}/runai-public`,
    };
  }
  const operator = workloadsIn(reading, namespace)?.find(
    ({ kind, name }) => kind === 'Deployment' && name === 'runai-operator',
  );
  if (!operator) {
    return undefined;
  }
  const chart = /^runai-cluster-v?(\d+\.\d+\.\d+)/.exec(
    operator.labels['helm.sh/chart'] ?? operator.labels.chart ?? '',
  )?.[1];
  if (chart) {
    return { version: chart, source: `chart of ${workloadName(operator)}` };
  }
  const container =
    operator.containers.find(({ name }) => name === 'runai-operator') ??
    operator.containers[0];
  const version = imageVersion(container?.image);
  return version === undefined
    ? undefined
    : {
        version,
        source: `image of container ${container?.name} of ${workloadName(
          operator,
        )}`,
      };
}
