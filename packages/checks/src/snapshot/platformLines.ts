import type {
  PlatformFacts,
  PlatformLine,
} from '@runai-portal/backstage-plugin-runai-common';
import type { Reading } from '../engine/Reading';
import { apiGroupsFact } from '../facts/request/apiGroups';
import { nodesFact } from '../facts/nodes';
import { storageClassesFact } from '../facts/storage';
import { versionFact } from '../facts/version';
import { isReady, workloadName } from '../facts/workloads';
import { labelledDriver } from '../observations/gpuDrivers';
import { gpuInstallObservation } from '../observations/gpuInstall';
import { distributionObservation } from '../observations/distribution';
import { openshiftUpdateObservation } from '../observations/openshift';
import { prometheusServersObservation } from '../observations/prometheusServers';
import { nodeReady } from '../facts/nodeFact';
import { gpuNodesObservation } from '../observations/gpuNodes';

/** Distribution and versions in short; undefined where neither version nor API groups could be read. */
export function platformFacts(reading: Reading): PlatformFacts | undefined {
  const version = reading.value(versionFact);
  const distribution = reading.value(distributionObservation);
  if (!distribution || (!version && !reading.value(apiGroupsFact))) {
    return undefined;
  }
  return {
    distribution: distribution.title,
    track: distribution.track,
    kubernetesVersion: version?.gitVersion || undefined,
    openshiftVersion: reading.value(openshiftUpdateObservation)?.running,
  };
}

/** One line of the card; it is left out where it has no value. */
type Row = readonly [
  key: string,
  title: string,
  value: string | undefined,
  signals: string[],
  warning?: string | false,
];

/** The lines of the platform card: only what was read, each with the signal that it comes from. */
export function platformLines(reading: Reading): PlatformLine[] {
  const rows: Row[] = [
    ...distributionRows(reading),
    ...nodeRows(reading),
    ...gpuStackRows(reading),
    ...prometheusRows(reading),
    ...storageRows(reading),
  ];
  return rows.flatMap(([key, title, value, signals, warning]) =>
    value ? [{ key, title, value, signals, ...(warning && { warning }) }] : [],
  );
}

function distributionRows(reading: Reading): Row[] {
  const facts = platformFacts(reading);
  const distribution = reading.value(distributionObservation);
  if (!facts || !distribution) {
    return [];
  }
  const { id, title, track, signals, assumed } = distribution;
  const own = signals
    .filter(signal => signal.distribution === id)
    .map(sign => [sign.what, sign.key, sign.value].filter(Boolean).join(' '));
  const warning = assumed && 'no sign of a distribution was found';
  const family = track === 'openshift' ? 'OpenShift' : 'Kubernetes';
  const { kubernetesVersion, openshiftVersion } = facts;
  return [
    ['distribution', 'Distribution', title, own, warning],
    ['track', 'Track', family, ['distribution']],
    ['kubernetes', 'Kubernetes', kubernetesVersion, ['GET /version']],
    ['openshift', 'OpenShift', openshiftVersion, ['ClusterVersion version']],
  ];
}

function nodeRows(reading: Reading): Row[] {
  const nodes = reading.value(nodesFact);
  if (!nodes) {
    return [];
  }
  const ready = nodes.filter(node => nodeReady(node) === 'True').length;
  const gpu = reading.value(gpuNodesObservation)?.nodes.length ?? 0;
  const counts = `${ready} of ${nodes.length} ready, ${gpu} with GPUs`;
  const runtimes = new Set(
    nodes.flatMap(
      ({ nodeInfo }) =>
        nodeInfo?.containerRuntimeVersion?.replace('://', ' ') ?? [],
    ),
  );
  const shown = [...runtimes].slice(0, 3).join(', ');
  return [
    ['nodes', 'Nodes', counts, ['nodes']],
    ['runtime', 'Container runtime', shown, ['node status']],
  ];
}

function gpuStackRows(reading: Reading): Row[] {
  const install = reading.value(gpuInstallObservation);
  const gpu = reading.value(gpuNodesObservation)?.forContainers;
  if (!install || !gpu) {
    return [];
  }
  const { object, plugins, summary } = install;
  const drivers = gpu.flatMap(
    ({ node }) => labelledDriver(node.labels)?.value ?? [],
  );
  const signals = [
    ...(object ? [object.title] : []),
    ...plugins.map(({ workload }) => workloadName(workload)),
  ].slice(0, 3);
  const versions = [...new Set(drivers)].sort().join(', ');
  const some = drivers.length > 0 && drivers.length < gpu.length;
  const warning = some && `driver ready on ${drivers.length} of ${gpu.length}`;
  return [
    ['gpuStack', 'GPU stack', summary, signals, warning],
    ['driver', 'NVIDIA driver', versions, ['node labels']],
  ];
}

function prometheusRows(reading: Reading): Row[] {
  const servers = reading.value(prometheusServersObservation)?.all;
  if (!servers) {
    return [];
  }
  const methods = servers
    .map(({ version, method }) => [version, method].filter(Boolean).join(', '))
    .join('; ');
  const names = servers.map(workloadName);
  const waiting = servers.filter(server => !isReady(server)).length;
  const warning = waiting > 0 && `${waiting} of ${servers.length} not ready`;
  return [['prometheus', 'Prometheus', methods || 'none', names, warning]];
}

function storageRows(reading: Reading): Row[] {
  const shown = reading.value(storageClassesFact)?.slice(0, 5);
  const names = shown && (shown.map(({ name }) => name).join(', ') || 'none');
  const signals = shown?.map(
    ({ name, provisioner }) => `${name}: ${provisioner}`,
  );
  return [['storage', 'Storage classes', names, signals ?? []]];
}
