import { compareDriverVersions, parseDriverVersion } from '@runai-portal/kube';
import { defineCheck, type EvidenceLine } from '../../declarations';
import { forEachSubject, nodeSubject } from '../../engine/findings';
import type { NodeFact } from '../../facts/nodeFact';
import { podTrouble } from '../../facts/pod';
import { workloadName } from '../../facts/workload';
import { DRIVER_LABEL_KEYS } from '../../observations/driverLabels';
import {
  gpuDriversObservation,
  type GpuDriver,
} from '../../observations/gpuDrivers';
import { registered } from '../../observations/gpuNodes';
import { offeredUnits } from '../../observations/gpuOffer';
import { memoize } from '../../observations/memoize';
import type { Profile } from '../../profiles';
import { DRIVER_OUTCOMES } from './driverOutcomes';

/** B5: every GPU node has a working driver that is new enough. */
export const nodeDriver = defineCheck({
  id: 'gpu.node-driver',
  title: 'Every GPU node has a working NVIDIA driver',
  category: 'nvidia',
  requirements: ['B5'],
  description:
    'Run:ai needs an NVIDIA driver and CUDA of a minimum version on each GPU node; a DGX A100 needs a newer one. Versions are read from the labels of GPU feature discovery in their old and their new form; that the driver works, from its pods, from the validator and from the GPUs that are offered.',
  scope: 'node',
  severity: 'required',
  attestable: true,
  uses: { drivers: gpuDriversObservation },
  dependsOn: ['platform.nodes-ready', 'gpu.nodes-present'],
  expected:
    'driver {minimum} or newer[ ({machine})], CUDA {cudaMinimum} or newer',
  actual: '{found}[, CUDA {cuda}]',
  outcomes: DRIVER_OUTCOMES,
  evaluate: ({ drivers, profile }) =>
    forEachSubject(
      drivers,
      ({ gpu }) => nodeSubject(gpu.node.name),
      driver => ({
        outcome: select(driver, profile),
        values: valuesOf(driver, profile),
        evidence: evidenceOf(driver),
      }),
    ),
});

/** What nodes with these labels need; the rules of the profile are patterns, tried once for each kind of node. */
const requirement = memoize((labels: NodeFact['labels'], profile: Profile) => {
  const { driver, cuda } = profile.gpu;
  const machine = labels['nvidia.com/gpu.machine'] ?? '';
  const product = labels['nvidia.com/gpu.product'] ?? '';
  const rule = driver.rules.find(
    candidate =>
      fits(candidate.machine, machine) && fits(candidate.product, product),
  );
  const minimum = rule?.minimum ?? driver.minimum;
  return {
    minimum,
    machine: rule?.title,
    cudaMinimum: cuda.minimum,
    least: parseDriverVersion(minimum),
    leastCuda: parseDriverVersion(cuda.minimum),
  };
});

function select(
  driver: GpuDriver,
  profile: Profile,
): keyof typeof DRIVER_OUTCOMES {
  const { gpu, version, cuda, state } = driver;
  if (gpu.simulation) {
    return gpu.simulation.pods === 'elsewhere' ? 'RunsElsewhere' : 'Simulated';
  }
  if (gpu.forVirtualMachines) {
    return 'GivenToVirtualMachines';
  }
  const offers = offeredUnits(gpu.offer) > 0;
  if (state === 'broken' && !offers) {
    return version?.direct ? 'DriverNotRunning' : 'DriverMissing';
  }
  if (!version) {
    return withoutVersion(driver, offers);
  }
  const { least, leastCuda } = requirement(gpu.node.labels, profile);
  if (!version.parsed || !least) {
    return 'DriverVersionUnreadable';
  }
  if (compareDriverVersions(version.parsed, least) < 0) {
    return 'DriverTooOld';
  }
  if (
    cuda?.parsed &&
    leastCuda &&
    compareDriverVersions(cuda.parsed, leastCuda) < 0
  ) {
    return 'CudaTooOld';
  }
  if (state === 'broken') {
    return 'DriverPodNotReady';
  }
  if (!version.direct) {
    return 'DriverVersionIndirect';
  }
  return state === 'working' || driver.dra
    ? 'DriverMeetsMinimum'
    : 'DriverUnconfirmed';
}

/** Whether there is a driver whose version nobody tells, none, or nothing that would show one. */
function withoutVersion(driver: GpuDriver, offers: boolean) {
  const { gpu, image, dra, state } = driver;
  if (offers || dra || state === 'working') {
    return 'DriverVersionUnreadable';
  }
  const hardware = gpu.signals.some(
    ({ kind }) => kind === 'hardware' || kind === 'present',
  );
  return hardware && image === undefined && !registered(gpu)
    ? 'DriverMissing'
    : 'DriverNotSeen';
}

function fits(pattern: string | undefined, value: string): boolean {
  return pattern === undefined || new RegExp(pattern, 'i').test(value);
}

function valuesOf(driver: GpuDriver, profile: Profile) {
  const { gpu, version, cuda, pod, daemonSet, policy, image } = driver;
  const { minimum, machine, cudaMinimum } = requirement(
    gpu.node.labels,
    profile,
  );
  const node = gpu.node.name;
  const offers = offeredUnits(gpu.offer);
  const sign =
    gpu.signals.find(({ kind }) => kind !== 'resource') ?? gpu.signals[0];
  const { forVirtualMachines, simulation } = gpu;
  return {
    node,
    minimum,
    machine,
    needer: machine ? `A ${machine}` : 'Run:ai',
    cudaMinimum,
    version: version?.value,
    from: version?.from,
    unparsed: version && !version.parsed ? version.value : undefined,
    found: version ? `driver ${version.value}` : 'no driver version',
    cuda: cuda?.version,
    offers,
    offering: !version && offers > 0 ? offers : undefined,
    none: offers === 0 ? 'no GPU' : undefined,
    sign: `${sign.key}=${sign.value}`,
    pod: pod && pod.restarts > 0 ? pod.name : undefined,
    waiting: pod && pod.restarts === 0 ? pod.name : undefined,
    restarts: pod?.restarts,
    trouble: pod && podTrouble(pod),
    daemonSet: !pod && daemonSet ? workloadName(daemonSet) : undefined,
    ready: daemonSet?.ready,
    desired: daemonSet?.desired,
    // For the commands, each of which belongs to one of the ways in which a driver comes.
    podName: pod?.name,
    podNamespace: pod?.namespace,
    set: pod ? undefined : daemonSet?.name,
    setNamespace: pod ? undefined : daemonSet?.namespace,
    managed: daemonSet || pod ? node : undefined,
    bare: daemonSet || pod ? undefined : node,
    policy: daemonSet && policy,
    drained: daemonSet && policy ? undefined : node,
    image,
    virtualKey: forVirtualMachines?.key,
    virtualValue: forVirtualMachines?.value,
    simulator: simulation?.by,
  };
}

function evidenceOf(driver: GpuDriver): EvidenceLine[] {
  const { gpu, version, label, cuda, daemonSet, pod } = driver;
  const { labels } = gpu.node;
  const what = `node/${gpu.node.name}`;
  const lines: EvidenceLine[] = [];
  for (const { key, value } of gpu.signals) {
    lines.push({ what, key, value });
  }
  if (!label) {
    for (const key of DRIVER_LABEL_KEYS) {
      lines.push({ what, key: `label ${key}`, value: 'absent' });
    }
  }
  for (const key of [...(label?.keys ?? []), ...(cuda?.keys ?? [])]) {
    lines.push({ what, key: `label ${key}`, value: labels[key] });
  }
  if (version && version.from !== undefined && !label) {
    lines.push({
      what: version.from,
      key: 'driver version',
      value: version.value,
      how: version.direct ? 'observed' : 'inferred',
    });
  }
  if (daemonSet) {
    lines.push({
      what: workloadName(daemonSet),
      key: 'ready',
      value: `${daemonSet.ready} of ${daemonSet.desired}`,
    });
  }
  if (pod) {
    const stage = pod.stage ? `, at ${pod.stage}` : '';
    lines.push({
      what: `pod/${pod.name}`,
      key: 'restarts',
      value: `${pod.restarts}${stage}, ${podTrouble(pod)}`,
    });
  }
  return lines;
}
