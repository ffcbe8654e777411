import {
  compareDriverVersions,
  parseDriverVersion,
  type DriverVersion,
} from '@runai-portal/kube';
import type { Evidence } from '@runai-portal/backstage-plugin-runai-common';
import type { EngineReason, LegacyFinding } from '../../declarations';
import type { NodeFact } from '../../facts/nodeFact';
import type { PodFact } from '../../facts/pod';
import { podTrouble } from '../../facts/pod';
import type { WorkloadFact } from '../../facts/workload';
import { workloadName } from '../../facts/workload';
import type { Profile } from '../../profiles';
import type { GpuNode } from '../../observations/gpuNodes';
import { gpuResources, totalOf } from '../../observations/gpuNodes';
import { remember } from '../../observations/remember';
import { driverImageVersion } from '../../observations/gpuStack';
import {
  DRIVER_LABEL_KEYS,
  labelledCuda,
  labelledDriver,
  type LabelledVersion,
} from './driverLabels';
import { driverRemediation } from './driverRemediation';
import type { DriverDaemonSet, GpuStackView } from './gpuStackView';

/** What gpu.node-driver may say of a node. */
export const DRIVER_REASONS = [
  'DriverMeetsMinimum',
  'DriverMissing',
  'DriverNotRunning',
  'DriverTooOld',
  'CudaTooOld',
  'DriverVersionIndirect',
  'DriverVersionUnreadable',
  'DriverPodNotReady',
] as const;
/** One of {@link DRIVER_REASONS}. */
export type DriverReason = (typeof DRIVER_REASONS)[number];

/** A finding about a node's driver. */
export type DriverFinding = LegacyFinding<DriverReason | EngineReason>;

type EvidenceLine = Omit<Evidence, 'observedAt'>;

/** What is known of the driver on one node, before it is judged. */
export interface DriverSight {
  name: string;
  /** Sums over the NVIDIA resources of the node. */
  offered: { capacity: number; allocatable: number };
  version?: {
    value: string;
    parsed?: DriverVersion;
    from: string;
    direct: boolean;
  };
  cuda?: LabelledVersion;
  /** The driver DaemonSet that is meant for the node. */
  daemonSet?: WorkloadFact;
  /** Its pod on the node, where it is not ready. */
  pod?: PodFact;
  /** The pod, or all pods of the DaemonSet, are known not to be ready. */
  podDown: boolean;
  /** GPUs are offered by Dynamic Resource Allocation: neither labels nor `nvidia.com/gpu` are to be expected. */
  dra: boolean;
  hardware: GpuNode['signals'];
  operatorName?: string;
  evidence: EvidenceLine[];
}

/** Judges the driver of one GPU node (seed B5). */
export function judgeDriver(gpu: GpuNode, stack: GpuStackView): DriverFinding {
  const unwanted = withoutDriver(gpu);
  if (unwanted) {
    return unwanted;
  }
  const sight = lookAtDriver(gpu, stack);
  const finding: DriverFinding = judge(sight, gpu, stack.profile);
  finding.evidence = sight.evidence;
  if (finding.status !== 'pass') {
    finding.remediation = driverRemediation(sight, finding.reason);
  }
  return finding;
}

/** Undefined where a driver for containers is wanted on the node, else why none is. */
export function withoutDriver({
  node,
}: GpuNode): LegacyFinding<'NotApplicable'> | undefined {
  const workload = node.labels['nvidia.com/gpu.workload.config'];
  return workload?.startsWith('vm-')
    ? {
        status: 'notApplicable',
        reason: 'NotApplicable',
        message: `The GPUs of ${node.name} are given to virtual machines. By nvidia.com/gpu.workload.config=${workload} no driver for containers is wanted`,
      }
    : undefined;
}

function lookAtDriver(
  { node, signals }: GpuNode,
  stack: GpuStackView,
): DriverSight {
  const offered = totalOf(gpuResources(node, stack.profile.gpu.signals));
  const daemonSet = stack.driverDaemonSetFor(node.labels);
  const workload = daemonSet?.workload;
  const pod = stack.podsDown.get(node.name);
  const daemonSetDown =
    workload !== undefined && workload.desired > 0 && workload.ready === 0;
  const { dra } = stack;
  const label = labelledDriver(node.labels);
  const cuda = labelledCuda(node.labels);
  const version = label
    ? {
        value: label.version,
        parsed: label.parsed,
        from: `label ${label.keys.join(', ')}`,
        direct: true,
      }
    : otherVersion(node.name, stack, {
        daemonSet,
        offers: offered.allocatable > 0,
      });
  return {
    name: node.name,
    offered,
    version,
    cuda,
    daemonSet: workload,
    pod,
    podDown: pod !== undefined || daemonSetDown,
    dra,
    hardware: signals,
    operatorName: stack.operator.clusterPolicies[0]?.name,
    evidence: seen({
      gpu: { node, signals },
      labels: [...(label?.keys ?? []), ...(cuda?.keys ?? [])],
      absent: label ? [] : DRIVER_LABEL_KEYS,
      version,
      workload,
      pod,
    }),
  };
}

function seen({
  gpu: { node, signals },
  labels,
  absent,
  version,
  workload,
  pod,
}: {
  gpu: GpuNode;
  labels: readonly string[];
  absent: readonly string[];
  version: DriverSight['version'];
  workload?: WorkloadFact;
  pod?: PodFact;
}): EvidenceLine[] {
  const what = `node/${node.name}`;
  const lines: EvidenceLine[] = [];
  for (const { key, value } of signals) {
    lines.push({ what, key, value });
  }
  for (const key of absent) {
    lines.push({ what, key: `label ${key}`, value: 'absent' });
  }
  for (const key of labels) {
    lines.push({ what, key: `label ${key}`, value: node.labels[key] });
  }
  if (version && !version.direct) {
    lines.push({
      what: version.from,
      key: 'driver version',
      value: version.value,
    });
  }
  if (workload) {
    lines.push(readiness(workload));
  }
  if (pod) {
    lines.push({
      what: `pod/${pod.name}`,
      key: 'restarts',
      value: `${pod.restarts}, ${podTrouble(pod)}`,
    });
  }
  return lines;
}

/** The version where no label tells it: of a DRA driver's slice, of the DaemonSet's image, or as the operator was told. */
function otherVersion(
  name: string,
  { dra, sliceVersions, operator }: GpuStackView,
  { daemonSet, offers }: { daemonSet?: DriverDaemonSet; offers: boolean },
): DriverSight['version'] {
  const slice = sliceVersions.get(name);
  if (slice) {
    return { value: slice, from: `ResourceSlice of ${name}`, direct: true };
  }
  if (
    !daemonSet ||
    daemonSet.workload.ready === 0 ||
    !(offers || daemonSet.readyOnAll)
  ) {
    return undefined;
  }
  const { workload } = daemonSet;
  const byImage = driverImageVersion(workload);
  if (byImage) {
    // Under DRA no label will ever tell it: the DaemonSet is where the version stands.
    return {
      value: byImage,
      from: `image of ${workloadName(workload)}`,
      direct: dra,
    };
  }
  const [policy] = operator.clusterPolicies;
  return policy?.driverVersion && policy.driverEnabled !== false
    ? {
        value: policy.driverVersion,
        from: `ClusterPolicy ${policy.name}`,
        direct: false,
      }
    : undefined;
}

type Judgement = Omit<DriverFinding, 'evidence' | 'remediation' | 'reason'> & {
  reason: DriverReason;
};

const expectation = remember((labels: NodeFact['labels'], profile: Profile) => {
  const { driver, cuda } = profile.gpu;
  const machine = labels['nvidia.com/gpu.machine'] ?? '';
  const product = labels['nvidia.com/gpu.product'] ?? '';
  const rule = driver.rules.find(
    candidate =>
      matches(candidate.machine, machine) &&
      matches(candidate.product, product),
  );
  const minimum = rule?.minimum ?? driver.minimum;
  return {
    driver: minimum,
    least: parseDriverVersion(minimum),
    leastCuda: parseDriverVersion(cuda.minimum),
    because: rule ? `A ${rule.title} needs` : 'Run:ai needs',
    text: `driver ${minimum} or newer${rule ? ` (${rule.title})` : ''}, CUDA ${
      cuda.minimum
    } or newer`,
  };
});

function judge(sight: DriverSight, gpu: GpuNode, profile: Profile): Judgement {
  const { name, version, offered, podDown } = sight;
  const expected = expectation(gpu.node.labels, profile);
  const driver = version ? `driver ${version.value}` : 'no driver version';
  const actual = sight.cuda ? `${driver}, CUDA ${sight.cuda.version}` : driver;
  const say = (
    status: Judgement['status'],
    reason: DriverReason,
    message: string,
  ): Judgement => ({
    status,
    reason,
    message,
    expected: expected.text,
    actual,
  });
  if (podDown && offered.allocatable === 0) {
    return version?.direct
      ? say(
          'fail',
          'DriverNotRunning',
          `The NVIDIA driver of ${name} does not run. ${podSentence(
            sight,
          )}. The node offers no GPU; its driver labels are left from before`,
        )
      : say(
          'fail',
          'DriverMissing',
          `${missing(sight)}. ${podSentence(sight)}`,
        );
  }
  if (!version && sight.dra) {
    return say(
      'unknown',
      'DriverVersionUnreadable',
      `The driver version of ${name} cannot be read. Its GPUs are offered by Dynamic Resource Allocation, and neither a driver DaemonSet nor a ResourceSlice tells it`,
    );
  }
  if (!version) {
    return offered.capacity > 0
      ? say(
          'unknown',
          'DriverVersionUnreadable',
          `The driver version of ${name} cannot be read. It offers ${offered.allocatable} GPUs, so a driver works; no label of feature discovery tells which`,
        )
      : say('fail', 'DriverMissing', missing(sight));
  }
  const parsed = version.parsed ?? parseDriverVersion(version.value);
  const { least } = expected;
  if (!parsed || !least) {
    return say(
      'unknown',
      'DriverVersionUnreadable',
      `The driver version of ${name} cannot be read. It is written as "${version.value}" (${version.from})`,
    );
  }
  if (compareDriverVersions(parsed, least) < 0) {
    return say(
      'fail',
      'DriverTooOld',
      `${name} has driver ${version.value}, which is too old. ${expected.because} at least ${expected.driver}; the version is told by ${version.from}`,
    );
  }
  const cuda = sight.cuda?.parsed;
  const { leastCuda } = expected;
  if (cuda && leastCuda && compareDriverVersions(cuda, leastCuda) < 0) {
    return say(
      'fail',
      'CudaTooOld',
      `${name} serves CUDA ${sight.cuda?.version}, at least ${profile.gpu.cuda.minimum} is needed`,
    );
  }
  if (podDown) {
    return say(
      'warn',
      'DriverPodNotReady',
      `The driver pod of ${name} is not ready. ${podSentence(
        sight,
      )}; the node still offers ${offered.allocatable} GPUs with driver ${
        version.value
      }`,
    );
  }
  if (!version.direct) {
    return say(
      'warn',
      'DriverVersionIndirect',
      `${name} should have driver ${version.value}. So says the ${version.from}; no label of the node confirms it`,
    );
  }
  return say('pass', 'DriverMeetsMinimum', `${name} has ${actual}`);
}

function matches(pattern: string | undefined, value: string): boolean {
  return pattern === undefined || new RegExp(pattern, 'i').test(value);
}

function missing({ name, hardware, offered }: DriverSight): string {
  const sign = hardware.find(({ kind }) => kind !== 'resource') ?? hardware[0];
  return `${name} has no working NVIDIA driver. By ${sign.key}=${
    sign.value
  } it has a GPU, but it carries no driver label and offers ${
    offered.capacity > 0
      ? `${offered.allocatable} of ${offered.capacity} GPUs`
      : 'no GPU'
  }`;
}

function podSentence({ pod, daemonSet }: DriverSight): string {
  if (pod) {
    const restarted =
      pod.restarts > 0
        ? ` restarted ${pod.restarts === 1 ? 'once' : `${pod.restarts} times`}`
        : ' is not ready';
    return `The driver pod ${pod.name}${restarted}: ${podTrouble(pod)}`;
  }
  return daemonSet
    ? `${workloadName(daemonSet)} has ${daemonSet.ready} of ${
        daemonSet.desired
      } pods ready`
    : 'Its driver pod is not ready';
}

function readiness(workload: WorkloadFact): EvidenceLine {
  return {
    what: workloadName(workload),
    key: 'ready',
    value: `${workload.ready} of ${workload.desired}`,
  };
}
