import type {
  PlatformFacts,
  PlatformLine,
} from '@runai-portal/backstage-plugin-runai-common';
import type { Reading } from '../engine/Reading';
import { apiGroupsFact } from '../facts/request/apiGroups';
import { nodesFact } from '../facts/nodes';
import { openshiftVersionFact } from '../facts/openshift';
import { storageClassesFact } from '../facts/storage';
import { versionFact } from '../facts/version';
import { isReady, workloadName } from '../facts/workloads';
import { labelledDriver } from '../observations/gpuDrivers';
import { gpuInstallObservation } from '../observations/gpuInstall';
import { distributionObservation } from '../observations/distribution';
import { prometheusServersObservation } from '../observations/prometheusServers';
import { nodeReady } from '../facts/nodeFact';
import { gpuNodesObservation, isForContainers } from '../observations/gpuNodes';

/** Distribution and versions in short; undefined where neither version nor API groups could be read. */
export function platformFacts(reading: Reading): PlatformFacts | undefined {
  const version = reading.value(versionFact);
  const distribution = reading.value(distributionObservation);
  const openshift = reading.value(openshiftVersionFact);
  if (!distribution || (!version && !reading.value(apiGroupsFact))) {
    return undefined;
  }
  return {
    distribution: distribution.title,
    track: distribution.track,
    kubernetesVersion: version?.gitVersion || undefined,
    openshiftVersion:
      openshift?.clusterVersion?.history.find(
        ({ state }) => state === 'Completed',
      )?.version ?? openshift?.apiserverOperatorVersion,
  };
}

/** The lines of the platform card: only what was read, each with the signal that it comes from. */
export function platformLines(reading: Reading): PlatformLine[] {
  return [
    ...distributionLines(reading),
    ...nodeLines(reading),
    ...gpuStackLines(reading),
    ...prometheusLines(reading),
    ...storageLines(reading),
  ];
}

const TITLES = {
  distribution: 'Distribution',
  track: 'Track',
  kubernetes: 'Kubernetes',
  openshift: 'OpenShift',
  nodes: 'Nodes',
  runtime: 'Container runtime',
  gpuStack: 'GPU stack',
  driver: 'NVIDIA driver',
  prometheus: 'Prometheus',
  storage: 'Storage classes',
};

/** One line; none without a value. */
function line(
  key: keyof typeof TITLES,
  value: string | undefined,
  signals: string[],
  warning?: string | false,
): PlatformLine[] {
  const title = TITLES[key];
  return value
    ? [{ key, title, value, signals, ...(warning && { warning }) }]
    : [];
}

function distributionLines(reading: Reading): PlatformLine[] {
  const facts = platformFacts(reading);
  const distribution = reading.value(distributionObservation);
  if (!facts || !distribution) {
    return [];
  }
  const { id, title, track, signals, assumed } = distribution;
  const own = signals
    .filter(signal => signal.distribution === id)
    .map(({ what, key, value }) =>
      [what, key, value].filter(Boolean).join(' '),
    );
  const { kubernetesVersion, openshiftVersion } = facts;
  return [
    ...line(
      'distribution',
      title,
      own,
      assumed && 'no sign of a distribution was found',
    ),
    ...line('track', track === 'openshift' ? 'OpenShift' : 'Kubernetes', [
      'distribution',
    ]),
    ...line('kubernetes', kubernetesVersion, ['GET /version']),
    ...line('openshift', openshiftVersion, ['ClusterVersion version']),
  ];
}

function nodeLines(reading: Reading): PlatformLine[] {
  const nodes = reading.value(nodesFact);
  if (!nodes) {
    return [];
  }
  const ready = nodes.filter(node => nodeReady(node) === 'True').length;
  const gpu = reading.value(gpuNodesObservation)?.nodes.length ?? 0;
  const runtimes = new Set(
    nodes.flatMap(
      ({ nodeInfo }) =>
        nodeInfo?.containerRuntimeVersion?.replace('://', ' ') ?? [],
    ),
  );
  return [
    ...line('nodes', `${ready} of ${nodes.length} ready, ${gpu} with GPUs`, [
      'nodes',
    ]),
    ...line('runtime', [...runtimes].slice(0, 3).join(', '), ['node status']),
  ];
}

function gpuStackLines(reading: Reading): PlatformLine[] {
  const install = reading.value(gpuInstallObservation);
  const found = reading.value(gpuNodesObservation)?.nodes;
  if (!install || !found) {
    return [];
  }
  const { object, plugins, summary } = install;
  const gpu = found.filter(isForContainers);
  const drivers = gpu.flatMap(
    ({ node }) => labelledDriver(node.labels)?.value ?? [],
  );
  const signals = [
    ...(object ? [`${object.kind} ${object.name}`] : []),
    ...plugins.map(({ workload }) => workloadName(workload)),
  ].slice(0, 3);
  const some = drivers.length > 0 && drivers.length < gpu.length;
  return [
    ...line(
      'gpuStack',
      summary,
      signals,
      some && `driver ready on ${drivers.length} of ${gpu.length}`,
    ),
    ...line('driver', [...new Set(drivers)].sort().join(', '), ['node labels']),
  ];
}

function prometheusLines(reading: Reading): PlatformLine[] {
  const servers = reading.value(prometheusServersObservation)?.all;
  if (!servers) {
    return [];
  }
  const value = servers
    .map(({ version, method }) => [version, method].filter(Boolean).join(', '))
    .join('; ');
  const waiting = servers.filter(server => !isReady(server)).length;
  return line(
    'prometheus',
    value || 'none',
    servers.map(workloadName),
    waiting > 0 && `${waiting} of ${servers.length} not ready`,
  );
}

function storageLines(reading: Reading): PlatformLine[] {
  const classes = reading.value(storageClassesFact);
  const shown = (classes ?? []).slice(0, 5);
  return line(
    'storage',
    classes && (shown.map(({ name }) => name).join(', ') || 'none'),
    shown.map(({ name, provisioner }) => `${name}: ${provisioner}`),
  );
}
