import { defineObservation } from '../declarations';
import type { NodeFact } from '../facts/nodeFact';
import { workloadName, type WorkloadFact } from '../facts/workloads';
import { acceleratorTable, gpuSoftwareTable } from '../profiles/tables';
import { byNode } from './byNode';
import { gpuDriverPodsFact, type GpuStackPod } from './followUps/gpuDriverPods';
import { gpuNodesObservation, type GpuNode } from './gpuNodes';
import { offeredUnits } from './gpuOffer';
import {
  chooser,
  driverImageVersion,
  gpuStackObservation,
  selects,
  type GpuStack,
} from './gpuStack';
import { memoize } from './memoize';

/** The driver's version by feature discovery's labels. */
export const labelledDriver = labelledVersion('driver');

/** The newest CUDA that the driver serves, by feature discovery's labels. */
export const labelledCuda = labelledVersion('cuda');

/** Joined with dots as written: `02` keeps its zero, and the last part may be an empty text (a two-part version). */
function labelledVersion(what: 'driver' | 'cuda') {
  return memoize((labels: NodeFact['labels']) => {
    for (const form of gpuSoftwareTable().versionLabels[what]) {
      const keys = form.filter(key => labels[key]);
      if (keys[0] === form[0]) {
        return { value: keys.map(key => labels[key]).join('.'), keys };
      }
    }
    return undefined;
  });
}

/** What is known of the driver on one node, before it is judged. */
export type GpuDriver = ReturnType<typeof lookAtDriver>;

/** The init container of the validator that tries the driver; those after it need a driver that works. */
const DRIVER_STAGE = 'driver-validation';

/** What is known of the driver on each GPU node. */
export const gpuDriversObservation = defineObservation({
  id: 'gpu-drivers',
  uses: { gpus: gpuNodesObservation, stack: gpuStackObservation },
  optional: { pods: gpuDriverPodsFact },
  observe: ({ gpus, stack, pods = [] }) => {
    const nodes = gpus.nodes.map(({ node }) => node);
    const meantFor = (workloads: readonly WorkloadFact[]) =>
      chooser(workloads.map(workload => meant(workload, nodes)));
    const driverFor = meantFor(stack.drivers);
    const validatorFor = meantFor(stack.validators);
    const podsOf = byNode(pods);
    return gpus.nodes.map(gpu =>
      lookAtDriver(gpu, stack, {
        driver: driverFor(gpu.node.labels),
        validator: validatorFor(gpu.node.labels),
        pods: podsOf.get(gpu.name) ?? [],
      }),
    );
  },
});

/** A DaemonSet, and whether it is ready on as many nodes as its selector takes: then also on the one that is looked at. */
function meant(workload: WorkloadFact, nodes: readonly NodeFact[]) {
  const selected = nodes.filter(({ labels }) => selects(workload, labels));
  return {
    workload,
    readyOnAll: workload.ready > 0 && workload.ready >= selected.length,
  };
}

type Meant = ReturnType<typeof meant>;

function lookAtDriver(
  gpu: GpuNode,
  stack: GpuStack,
  found: { driver?: Meant; validator?: Meant; pods: readonly GpuStackPod[] },
) {
  const { name, node, offer } = gpu;
  const { driver, validator, pods } = found;
  const offers = offeredUnits(offer);
  const down = pods.filter(({ ready }) => !ready);
  const pod =
    down.find(one => isOf(one, driver)) ??
    down.find(({ stage }) => stage === DRIVER_STAGE);
  const daemonSet = driver?.workload;
  const image =
    !daemonSet &&
    acceleratorTable().imagesWithDriver.find(row =>
      row.labels.some(key => node.labels[key] !== undefined),
    );
  const noneReady = daemonSet && daemonSet.desired > 0 && daemonSet.ready === 0;
  const works =
    offers > 0 ||
    driver?.readyOnAll ||
    validator?.readyOnAll ||
    pods.some(one => isOf(one, validator) && one.stage !== DRIVER_STAGE) ||
    Object.values(offer.shares).some(({ allocatable }) => allocatable > 0);
  return {
    name,
    gpu,
    /** GPUs that the node offers, in units that pods can have. */
    offers,
    cuda: labelledCuda(node.labels),
    version: versionOf(gpu, stack, driver),
    /** The driver DaemonSet that is meant for the node. */
    daemonSet,
    /** Its pod on the node, or the validator's that waits for the driver: not ready. */
    pod,
    /** The pod, or all pods of the DaemonSet, are not ready, or driver-validation has not ended well. */
    broken: pod !== undefined || noneReady === true,
    /** Something on the node says that the driver works. */
    confirmed: works === true,
    /** GPUs of the cluster are offered by Dynamic Resource Allocation: neither labels nor `nvidia.com/gpu` are to be expected. */
    dra: stack.dra || offer.dra !== undefined,
    /** The cloud whose image brings the driver, e.g. `EKS`, where no DaemonSet installs one. */
    image: image ? image.title : undefined,
    /** The name of the ClusterPolicy in force. */
    policy: stack.policy?.name,
  };
}

function isOf({ maker }: GpuStackPod, daemonSet: Meant | undefined): boolean {
  return daemonSet !== undefined && maker === workloadName(daemonSet.workload);
}

/** A version, as whoever knows it wrote it. */
interface FoundVersion {
  readonly value: string;
  readonly from: string;
  /** It is told of the node itself: by labels of feature discovery, or by its ResourceSlice. */
  readonly direct: boolean;
  /** The labels that tell it. */
  readonly keys?: readonly string[];
}

/** Where no label tells it: of a DRA driver's slice, of the DaemonSet's image, or as the operator was told. */
function versionOf(
  { name, node, offer }: GpuNode,
  { dra, policy }: GpuStack,
  driver: Meant | undefined,
): FoundVersion | undefined {
  const label = labelledDriver(node.labels);
  if (label) {
    return { ...label, from: `label ${label.keys.join(', ')}`, direct: true };
  }
  const slice = offer.dra?.driverVersion;
  if (slice) {
    return { value: slice, from: `ResourceSlice of ${name}`, direct: true };
  }
  const runs =
    driver &&
    driver.workload.ready > 0 &&
    (offeredUnits(offer) > 0 || driver.readyOnAll);
  if (!runs) {
    return undefined;
  }
  const value = driverImageVersion(driver.workload);
  if (value) {
    const from = `image of ${workloadName(driver.workload)}`;
    // Under DRA no label will ever tell it: the DaemonSet is where the version stands.
    return { value, from, direct: dra };
  }
  return policy?.driverVersion && !policy.driverDisabled
    ? {
        value: policy.driverVersion,
        from: `ClusterPolicy ${policy.name}`,
        direct: false,
      }
    : undefined;
}
