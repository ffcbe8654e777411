import { parseDriverVersion, type DriverVersion } from '@runai-portal/kube';
import { defineObservation } from '../declarations';
import type { NodeFact } from '../facts/nodeFact';
import type { WorkloadFact } from '../facts/workload';
import { workloadName } from '../facts/workload';
import { acceleratorTable } from '../profiles/acceleratorTable';
import {
  labelledCuda,
  labelledDriver,
  type LabelledVersion,
} from './driverLabels';
import { gpuDriverPodsFact, type GpuStackPod } from './followUps/gpuDriverPods';
import { gpuNodesObservation, type GpuNode } from './gpuNodes';
import { offeredUnits } from './gpuOffer';
import {
  driverImageVersion,
  gpuStackObservation,
  selects,
  type GpuStack,
} from './gpuStack';
import { memoize } from './memoize';

/** A driver's version and what tells it. */
export interface ToldVersion {
  readonly value: string;
  /** Undefined where it is not written as a version. */
  readonly parsed?: DriverVersion;
  readonly from: string;
  /** Of the node itself: a label of feature discovery, or its ResourceSlice. */
  readonly direct: boolean;
}

/** What is known of the driver on one node, before it is judged. */
export interface GpuDriver {
  readonly gpu: GpuNode;
  readonly version?: ToldVersion;
  readonly label?: LabelledVersion;
  readonly cuda?: LabelledVersion;
  /** The driver DaemonSet that is meant for the node. */
  readonly daemonSet?: WorkloadFact;
  /** Its pod on the node, or the validator's that waits for the driver: not ready. */
  readonly pod?: GpuStackPod;
  /**
   * `broken`: the pod, or all pods of the DaemonSet, are not ready, or driver-validation has not ended well; `working`: something
   * on the node says that it works; `unconfirmed`: nothing does.
   */
  readonly state: 'working' | 'broken' | 'unconfirmed';
  /** GPUs of the cluster are offered by Dynamic Resource Allocation: neither labels nor `nvidia.com/gpu` are to be expected. */
  readonly dra: boolean;
  /** The cloud whose image brings the driver, e.g. `EKS`, where no DaemonSet installs one. */
  readonly image?: string;
  /** The ClusterPolicy in force. */
  readonly policy?: string;
}

/** The init container of the validator that tries the driver; those after it need a driver that works. */
const DRIVER_STAGE = 'driver-validation';

/** What is known of the driver on each GPU node. */
export const gpuDriversObservation = defineObservation({
  id: 'gpu-drivers',
  uses: { gpus: gpuNodesObservation, stack: gpuStackObservation },
  optional: { pods: gpuDriverPodsFact },
  observe: ({ gpus, stack, pods = [] }): readonly GpuDriver[] => {
    const nodes = gpus.nodes.map(({ node }) => node);
    const driverFor = chooser(stack.drivers, nodes);
    const validatorFor = chooser(stack.validators, nodes);
    const podsOf = podsByNode(pods);
    return gpus.nodes.map(gpu =>
      lookAtDriver(gpu, stack, {
        driver: driverFor(gpu.node.labels),
        validator: validatorFor(gpu.node.labels),
        pods: podsOf.get(gpu.node.name) ?? [],
      }),
    );
  },
});

/** A DaemonSet that is meant for a node. */
interface Meant {
  readonly workload: WorkloadFact;
  /** Ready on as many nodes as its selector takes: then also on the one that is looked at. */
  readonly readyOnAll: boolean;
}

const imageWithDriver = memoize(
  (labels: NodeFact['labels']): string | undefined =>
    acceleratorTable().imagesWithDriver.find(row =>
      row.labels.some(key => labels[key] !== undefined),
    )?.title,
);

function lookAtDriver(
  gpu: GpuNode,
  stack: GpuStack,
  seen: {
    driver?: Meant;
    validator?: Meant;
    pods: readonly GpuStackPod[];
  },
): GpuDriver {
  const { labels } = gpu.node;
  const { driver, validator, pods } = seen;
  const label = labelledDriver(labels);
  const offers = offeredUnits(gpu.offer) > 0;
  const down = pods.filter(({ ready }) => !ready);
  const pod =
    down.find(one => isOf(one, driver)) ??
    down.find(({ stage }) => stage === DRIVER_STAGE);
  const noneReady =
    driver !== undefined &&
    driver.workload.desired > 0 &&
    driver.workload.ready === 0;
  const validated =
    validator?.readyOnAll ||
    pods.some(one => isOf(one, validator) && one.stage !== DRIVER_STAGE);
  const broken = pod !== undefined || noneReady;
  const confirmed =
    offers ||
    validated ||
    driver?.readyOnAll ||
    Object.values(gpu.offer.shares).some(({ allocatable }) => allocatable > 0);
  return {
    gpu,
    label,
    cuda: labelledCuda(labels),
    version: label
      ? {
          value: label.version,
          parsed: label.parsed,
          from: `label ${label.keys.join(', ')}`,
          direct: true,
        }
      : otherVersion(gpu, stack, driver, offers),
    daemonSet: driver?.workload,
    pod,
    state: stateOf(broken, confirmed),
    dra: stack.dra || gpu.offer.dra !== undefined,
    image: driver ? undefined : imageWithDriver(labels),
    policy: stack.objects?.clusterPolicies[0]?.name,
  };
}

function stateOf(
  broken: boolean,
  confirmed: boolean | undefined,
): GpuDriver['state'] {
  if (broken) {
    return 'broken';
  }
  return confirmed ? 'working' : 'unconfirmed';
}

function isOf(pod: GpuStackPod | undefined, meant: Meant | undefined): boolean {
  return (
    pod !== undefined &&
    meant !== undefined &&
    pod.owner?.name === meant.workload.name &&
    pod.namespace === meant.workload.namespace
  );
}

/** The version where no label tells it: of a DRA driver's slice, of the DaemonSet's image, or as the operator was told. */
function otherVersion(
  { node, offer }: GpuNode,
  { dra, objects }: GpuStack,
  driver: Meant | undefined,
  offers: boolean,
): ToldVersion | undefined {
  const slice = offer.dra?.driverVersion;
  if (slice) {
    return told(slice, `ResourceSlice of ${node.name}`, true);
  }
  if (
    !driver ||
    driver.workload.ready === 0 ||
    !(offers || driver.readyOnAll)
  ) {
    return undefined;
  }
  const byImage = driverImageVersion(driver.workload);
  if (byImage) {
    // Under DRA no label will ever tell it: the DaemonSet is where the version stands.
    return told(byImage, `image of ${workloadName(driver.workload)}`, dra);
  }
  const [policy] = objects?.clusterPolicies ?? [];
  return policy?.driverVersion && policy.driverEnabled !== false
    ? told(policy.driverVersion, `ClusterPolicy ${policy.name}`, false)
    : undefined;
}

function told(value: string, from: string, direct: boolean): ToldVersion {
  return { value, parsed: parseDriverVersion(value), from, direct };
}

/** Chooses the DaemonSet that is meant for nodes with these labels; one that wants pods goes before one that wants none. */
function chooser(
  workloads: readonly WorkloadFact[],
  nodes: readonly NodeFact[],
): (labels: NodeFact['labels']) => Meant | undefined {
  const all = workloads.map(workload => ({
    workload,
    readyOnAll:
      workload.ready > 0 && workload.ready >= countSelected(workload, nodes),
  }));
  return memoize((labels: NodeFact['labels']) => {
    const meant = all.filter(({ workload }) => selects(workload, labels));
    return meant.find(({ workload }) => workload.desired > 0) ?? meant[0];
  });
}

function countSelected(
  workload: WorkloadFact,
  nodes: readonly NodeFact[],
): number {
  const selected = memoize((labels: NodeFact['labels']) =>
    selects(workload, labels),
  );
  return nodes.filter(({ labels }) => selected(labels)).length;
}

function podsByNode(
  pods: readonly GpuStackPod[],
): ReadonlyMap<string, GpuStackPod[]> {
  const found = new Map<string, GpuStackPod[]>();
  for (const pod of pods) {
    if (pod.node) {
      const own = found.get(pod.node) ?? [];
      own.push(pod);
      found.set(pod.node, own);
    }
  }
  return found;
}
