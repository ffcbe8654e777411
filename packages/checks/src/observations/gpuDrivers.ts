import { defineObservation } from '../declarations';
import type { NodeFact } from '../facts/nodeFact';
import { workloadName, type WorkloadFact } from '../facts/workloads';
import { acceleratorTable, gpuSoftwareTable } from '../profiles/tables';
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
import { groupBy } from './groupBy';
import { memoize } from '../memoize';

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
  observe: ({ gpus: { nodes }, stack, pods = [] }) => {
    const { drivers, validators } = stack;
    const selected = (workload: WorkloadFact) =>
      nodes.filter(({ node }) => selects(workload, node.labels)).length;
    const readyOnAll = [...drivers, ...validators].filter(
      workload => workload.ready > 0 && workload.ready >= selected(workload),
    );
    const driverFor = chooser(drivers);
    const validatorFor = chooser(validators);
    const podsOf = groupBy(pods, ({ node }) => node);
    return nodes.map(gpu =>
      lookAtDriver(gpu, stack, {
        driver: driverFor(gpu.node.labels),
        validator: validatorFor(gpu.node.labels),
        readyOnAll,
        pods: podsOf.get(gpu.name) ?? [],
      }),
    );
  },
});

function lookAtDriver(
  gpu: GpuNode,
  stack: GpuStack,
  found: {
    /** The DaemonSets that are meant for the node. */
    driver?: WorkloadFact;
    validator?: WorkloadFact;
    /** Those that are ready on as many nodes as their selectors take: then also on this one. */
    readyOnAll: readonly WorkloadFact[];
    pods: readonly GpuStackPod[];
  },
) {
  const { name, node, offer } = gpu;
  const { driver, validator, pods } = found;
  const isReady = (workload: WorkloadFact | undefined) =>
    workload !== undefined && found.readyOnAll.includes(workload);
  const isOf = (workload: WorkloadFact | undefined, { maker }: GpuStackPod) =>
    workload !== undefined && maker === workloadName(workload);
  const offers = offeredUnits(offer);
  const down = pods.filter(({ ready }) => !ready);
  const pod =
    down.find(one => isOf(driver, one)) ??
    down.find(({ stage }) => stage === DRIVER_STAGE);
  const image = driver
    ? undefined
    : acceleratorTable().imagesWithDriver.find(row =>
        row.labels.some(key => node.labels[key] !== undefined),
      );
  const noneReady = driver && driver.desired > 0 && driver.ready === 0;
  const runs = driver && driver.ready > 0 && (offers > 0 || isReady(driver));
  return {
    name,
    gpu,
    /** GPUs that the node offers, in units that pods can have. */
    offers,
    cuda: labelledCuda(node.labels),
    version: versionOf(gpu, stack, runs ? driver : undefined),
    /** The driver DaemonSet that is meant for the node. */
    daemonSet: driver,
    /** Its pod on the node, or the validator's that waits for the driver: not ready. */
    pod,
    /** The pod, or all pods of the DaemonSet, are not ready, or driver-validation has not ended well. */
    broken: pod !== undefined || noneReady === true,
    /** Something on the node says that the driver works. */
    confirmed:
      offers > 0 ||
      isReady(driver) ||
      isReady(validator) ||
      pods.some(one => isOf(validator, one) && one.stage !== DRIVER_STAGE) ||
      Object.values(offer.shares).some(({ allocatable }) => allocatable > 0),
    /** GPUs of the cluster are offered by Dynamic Resource Allocation: neither labels nor `nvidia.com/gpu` are to be expected. */
    dra: stack.dra || offer.dra !== undefined,
    /** The cloud whose image brings the driver, e.g. `EKS`, where no DaemonSet installs one. */
    image: image?.title,
    /** The name of the ClusterPolicy in force. */
    policy: stack.policy?.name,
  };
}

/**
 * The version, from whom, and by which labels. Where none tells it: of a DRA driver's slice, of the image of the DaemonSet that
 * runs, or as the operator was told; `direct` where it is told of the node itself.
 */
function versionOf(
  { name, node, offer }: GpuNode,
  { dra, policy }: GpuStack,
  driver: WorkloadFact | undefined,
) {
  const label = labelledDriver(node.labels);
  if (label) {
    const { value, keys } = label;
    return { value, keys, from: `label ${keys.join(', ')}`, direct: true };
  }
  const slice = offer.dra?.driverVersion;
  if (slice) {
    return { value: slice, from: `ResourceSlice of ${name}`, direct: true };
  }
  const image = driver && driverImageVersion(driver);
  if (image) {
    // Under DRA no label will ever tell it: the DaemonSet is where the version stands.
    const from = `image of ${workloadName(driver)}`;
    return { value: image, from, direct: dra };
  }
  const told = policy?.driverDisabled ? undefined : policy?.driverVersion;
  return driver && told
    ? { value: told, from: `ClusterPolicy ${policy?.name}`, direct: false }
    : undefined;
}
