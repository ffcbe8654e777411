import type {
  PlatformFacts,
  PlatformLine,
} from '@runai-portal/backstage-plugin-runai-common';
import type { FactOutcomes } from '../declarations';
import type { Reading } from '../engine/Reading';
import { apiGroupsFact } from '../facts/request/apiGroups';
import { nodeReady, type NodeFact } from '../facts/nodeFact';
import { nodesFact } from '../facts/nodes';
import { openshiftVersionFact } from '../facts/openshiftVersion';
import { prometheusFact } from '../facts/prometheus';
import { storageClassesFact } from '../facts/storageClasses';
import { versionFact } from '../facts/version';
import { workloadName } from '../facts/workload';
import { workloadsFact } from '../facts/workloads';
import { valueOf } from '../install/readSignals';
import type { Profile } from '../profiles';
import { detectDistribution } from '../observations/distribution';
import { labelledDriver } from '../observations/driverLabels';
import { gpuInstallObservation } from '../observations/gpuInstall';
import { gpuNodesObservation, isForContainers } from '../observations/gpuNodes';
import { findPrometheusServers } from '../observations/prometheusServers';
import type { ClusterSettings } from '../settings';

/** What the lines are told by. */
export interface PlatformInput {
  outcomes: FactOutcomes;
  reading: Reading;
  profile: Profile;
  settings: ClusterSettings;
}

/** Distribution and versions in short; undefined where neither version nor API groups could be read. */
export function platformFacts({
  outcomes,
}: PlatformInput): PlatformFacts | undefined {
  const version = valueOf(versionFact, outcomes);
  const apiGroups = valueOf(apiGroupsFact, outcomes);
  if (!version && !apiGroups) {
    return undefined;
  }
  const distribution = distributionOf(outcomes);
  const openshiftVersion = completedVersion(outcomes);
  return {
    distribution: distribution.title,
    track: distribution.track,
    ...(version?.gitVersion && { kubernetesVersion: version.gitVersion }),
    ...(openshiftVersion && { openshiftVersion }),
  };
}

/** The lines of the platform card: only what was read, each with the signal that it comes from. */
export function platformLines(input: PlatformInput): PlatformLine[] {
  const { outcomes } = input;
  const facts = platformFacts(input);
  const nodes = valueOf(nodesFact, outcomes);
  return [
    ...(facts ? distributionLines(outcomes, facts) : []),
    ...(nodes ? nodeLines(nodes, input) : []),
    ...gpuStackLines(input),
    ...prometheusLines(outcomes),
    ...storageLines(outcomes),
  ];
}

/** The distribution by all that was read. */
export function distributionOf(outcomes: FactOutcomes) {
  return detectDistribution({
    apiGroups: valueOf(apiGroupsFact, outcomes),
    version: valueOf(versionFact, outcomes),
    nodes: valueOf(nodesFact, outcomes),
    workloads: valueOf(workloadsFact, outcomes),
  });
}

function completedVersion(outcomes: FactOutcomes): string | undefined {
  const fact = valueOf(openshiftVersionFact, outcomes);
  return (
    fact?.clusterVersion?.history.find(({ state }) => state === 'Completed')
      ?.version ?? fact?.apiserverOperatorVersion
  );
}

function distributionLines(
  outcomes: FactOutcomes,
  facts: PlatformFacts,
): PlatformLine[] {
  const { id, signals, assumed } = distributionOf(outcomes);
  const own = signals.filter(({ distribution }) => distribution === id);
  const lines: PlatformLine[] = [
    {
      key: 'distribution',
      title: 'Distribution',
      value: facts.distribution,
      signals: own.map(({ what, key, value }) =>
        [what, key, value].filter(Boolean).join(' '),
      ),
      ...(assumed && { warning: 'no sign of a distribution was found' }),
    },
    {
      key: 'track',
      title: 'Track',
      value: facts.track === 'openshift' ? 'OpenShift' : 'Kubernetes',
      signals: ['distribution'],
    },
  ];
  if (facts.kubernetesVersion) {
    lines.push({
      key: 'kubernetes',
      title: 'Kubernetes',
      value: facts.kubernetesVersion,
      signals: ['GET /version'],
    });
  }
  if (facts.openshiftVersion) {
    lines.push({
      key: 'openshift',
      title: 'OpenShift',
      value: facts.openshiftVersion,
      signals: ['ClusterVersion version'],
    });
  }
  return lines;
}

function nodeLines(
  nodes: readonly NodeFact[],
  { reading }: PlatformInput,
): PlatformLine[] {
  const ready = nodes.filter(node => nodeReady(node) === 'True').length;
  const gpu = reading.value(gpuNodesObservation)?.nodes.length ?? 0;
  const runtimes = [
    ...new Set(
      nodes.flatMap(
        ({ nodeInfo }) =>
          nodeInfo?.containerRuntimeVersion?.replace('://', ' ') ?? [],
      ),
    ),
  ];
  return [
    {
      key: 'nodes',
      title: 'Nodes',
      value: `${ready} of ${nodes.length} ready, ${gpu} with GPUs`,
      signals: ['nodes'],
    },
    ...(runtimes.length > 0
      ? [
          {
            key: 'runtime',
            title: 'Container runtime',
            value: runtimes.slice(0, 3).join(', '),
            signals: ['node status'],
          },
        ]
      : []),
  ];
}

function gpuStackLines({ reading }: PlatformInput): PlatformLine[] {
  const install = reading.value(gpuInstallObservation);
  const found = reading.value(gpuNodesObservation)?.nodes;
  if (!install || !found) {
    return [];
  }
  const gpu = found.filter(isForContainers);
  const drivers = gpu.map(({ node }) => labelledDriver(node.labels)?.version);
  const known = drivers.filter(driver => driver !== undefined);
  const lines: PlatformLine[] = [
    {
      key: 'gpuStack',
      title: 'GPU stack',
      value: install.summary,
      signals: [
        ...(install.object
          ? [`${install.object.kind} ${install.object.name}`]
          : []),
        ...install.plugins.map(({ workload }) => workloadName(workload)),
      ].slice(0, 3),
      ...(known.length > 0 &&
        known.length < gpu.length && {
          warning: `driver ready on ${known.length} of ${gpu.length}`,
        }),
    },
  ];
  if (known.length > 0) {
    lines.push({
      key: 'driver',
      title: 'NVIDIA driver',
      value: [...new Set(known)].sort().join(', '),
      signals: ['node labels'],
    });
  }
  return lines;
}

function prometheusLines(outcomes: FactOutcomes): PlatformLine[] {
  const workloads = valueOf(workloadsFact, outcomes);
  const prometheus = valueOf(prometheusFact, outcomes);
  if (!workloads || !prometheus) {
    return [];
  }
  const servers = findPrometheusServers(workloads, prometheus);
  const value = servers
    .map(({ version, method }) => [version, method].filter(Boolean).join(', '))
    .join('; ');
  const waiting = servers.filter(({ ready, desired }) => ready < desired);
  return [
    {
      key: 'prometheus',
      title: 'Prometheus',
      value: value || 'none',
      signals: servers.map(
        ({ kind, namespace, name }) => `${kind} ${namespace}/${name}`,
      ),
      ...(waiting.length > 0 && {
        warning: `${waiting.length} of ${servers.length} not ready`,
      }),
    },
  ];
}

function storageLines(outcomes: FactOutcomes): PlatformLine[] {
  const classes = valueOf(storageClassesFact, outcomes);
  return classes
    ? [
        {
          key: 'storage',
          title: 'Storage classes',
          value:
            classes.length > 0
              ? classes
                  .map(({ name }) => name)
                  .slice(0, 5)
                  .join(', ')
              : 'none',
          signals: classes
            .slice(0, 5)
            .map(({ name, provisioner }) => `${name}: ${provisioner}`),
        },
      ]
    : [];
}
