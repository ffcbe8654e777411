import type {
  PlatformFacts,
  PlatformLine,
} from '@runai-portal/backstage-plugin-runai-common';
import type { Reading } from '../engine/Reading';
import { apiGroupsFact } from '../facts/request/apiGroups';
import { nodesFact } from '../facts/nodes';
import { openshiftVersionFact } from '../facts/openshift';
import { storageClassesFact } from '../facts/storageClasses';
import { versionFact } from '../facts/version';
import { isReady, workloadName } from '../facts/workload';
import { labelledDriver } from '../observations/driverLabels';
import { gpuInstallObservation } from '../observations/gpuInstall';
import { distributionObservation } from '../observations/platform';
import { prometheusServersObservation } from '../observations/prometheusServers';
import { nodeReady } from '../facts/nodeFact';
import { gpuNodesObservation, isForContainers } from '../observations/gpuNodes';

/** Distribution and versions in short; undefined where neither version nor API groups could be read. */
export function platformFacts(reading: Reading): PlatformFacts | undefined {
  const version = reading.value(versionFact);
  const apiGroups = reading.value(apiGroupsFact);
  const distribution = reading.value(distributionObservation);
  if (!distribution || (!version && !apiGroups)) {
    return undefined;
  }
  const openshiftVersion = completedVersion(reading);
  return {
    distribution: distribution.title,
    track: distribution.track,
    ...(version?.gitVersion && { kubernetesVersion: version.gitVersion }),
    ...(openshiftVersion && { openshiftVersion }),
  };
}

/** The lines of the platform card: only what was read, each with the signal that it comes from. */
export function platformLines(reading: Reading): PlatformLine[] {
  const facts = platformFacts(reading);
  return [
    ...(facts ? distributionLines(reading, facts) : []),
    ...nodeLines(reading),
    ...gpuStackLines(reading),
    ...prometheusLines(reading),
    ...storageLines(reading),
  ];
}

function completedVersion(reading: Reading): string | undefined {
  const fact = reading.value(openshiftVersionFact);
  return (
    fact?.clusterVersion?.history.find(({ state }) => state === 'Completed')
      ?.version ?? fact?.apiserverOperatorVersion
  );
}

function distributionLines(
  reading: Reading,
  facts: PlatformFacts,
): PlatformLine[] {
  const distribution = reading.value(distributionObservation);
  if (!distribution) {
    return [];
  }
  const { id, signals, assumed } = distribution;
  const own = signals.filter(signal => signal.distribution === id);
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

function nodeLines(reading: Reading): PlatformLine[] {
  const nodes = reading.value(nodesFact);
  if (!nodes) {
    return [];
  }
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

function gpuStackLines(reading: Reading): PlatformLine[] {
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

function prometheusLines(reading: Reading): PlatformLine[] {
  const servers = reading.value(prometheusServersObservation)?.all;
  if (!servers) {
    return [];
  }
  const value = servers
    .map(({ version, method }) => [version, method].filter(Boolean).join(', '))
    .join('; ');
  const waiting = servers.filter(server => !isReady(server));
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

function storageLines(reading: Reading): PlatformLine[] {
  const classes = reading.value(storageClassesFact);
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
