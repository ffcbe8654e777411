import type { InstallView } from '@runai-portal/backstage-plugin-runai-common';
import { defineObservation } from '../declarations';
import { imageVersion } from '../facts/image';
import { runaiPublicFact, type RunaiPublicFact } from '../facts/runai';
import {
  workloadName,
  workloadsFact,
  type WorkloadFact,
} from '../facts/workloads';

/** Which version of the cluster component is installed, if it is. */
export const installedVersionObservation = defineObservation({
  id: 'installed-version',
  uses: { workloads: workloadsFact },
  optional: { published: runaiPublicFact },
  observe: ({ workloads, published, profile }) => {
    const { cluster: namespace } = profile.namespaces;
    const own = workloads.filter(one => one.namespace === namespace);
    const told = installedVersion(published, namespace, own);
    return {
      ...told,
      /** It is there, in whatever version. */
      isInstalled: told.version !== undefined || own.some(isOperator),
    };
  },
});

function isOperator({ kind, name }: WorkloadFact): boolean {
  return kind === 'Deployment' && name === 'runai-operator';
}

/**
 * The version of the cluster component: as it publishes it (2.9 and later), else by the chart that its operator belongs to, else
 * by the tag of the operator's image. Helm's own record is a Secret and is not read.
 */
export function installedVersion(
  published: RunaiPublicFact | undefined,
  namespace: string,
  workloads: readonly WorkloadFact[],
): Pick<InstallView, 'version' | 'versionSource'> {
  if (published?.clusterVersion) {
    return {
      version: published.clusterVersion,
      versionSource: `ConfigMap ${namespace}/runai-public`,
    };
  }
  const operator = workloads.find(isOperator);
  if (!operator) {
    return {};
  }
  const { labels, containers } = operator;
  const chart = /^runai-cluster-v?(\d+\.\d+\.\d+)/.exec(
    labels['helm.sh/chart'] ?? labels.chart ?? '',
  )?.[1];
  const container =
    containers.find(({ name }) => name === 'runai-operator') ?? containers[0];
  const source = chart ? 'chart' : `image of container ${container?.name}`;
  const version = chart ?? imageVersion(container?.image);
  return version
    ? { version, versionSource: `${source} of ${workloadName(operator)}` }
    : {};
}
