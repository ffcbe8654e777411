import { defineObservation, type ValueOf } from '../declarations';
import type { NodeFact } from '../facts/nodeFact';
import { workloadName, type WorkloadFact } from '../facts/workloads';
import { acceleratorTable, gpuSoftwareTable } from '../profiles/tables';
import { groupBy } from './collections';
import {
  gpuDriverPodsFact,
  isPast,
  type GpuStackPod,
} from './followUps/waitingPods';
import { gpuNodesObservation, type GpuNode } from './gpuNodes';
import { offeredUnits } from './gpuOffer';
import {
  chooser,
  driverImageVersion,
  gpuStackObservation,
  type GpuStack,
} from './gpuStack';
import { readyEverywhere } from './readyEverywhere';
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
export type GpuDriver = ValueOf<typeof gpuDriversObservation>[number];

/** What is known of the driver on each GPU node. */
export const gpuDriversObservation = defineObservation({
  id: 'gpu-drivers',
  uses: { gpus: gpuNodesObservation, stack: gpuStackObservation },
  optional: { pods: gpuDriverPodsFact },
  observe: ({ gpus: { nodes }, stack, pods = [] }) => {
    const { drivers, validators } = stack;
    const driverFor = chooser(drivers);
    const validatorFor = chooser(validators);
    const podsOf = groupBy(pods, ({ node }) => node);
    const readyOnAll = readyEverywhere([...drivers, ...validators], nodes);
    return nodes.map(gpu => {
      const { name, node, offer } = gpu;
      const driver = driverFor(node.labels);
      const validator = validatorFor(node.labels);
      const own = podsOf.get(name) ?? [];
      const offers = offeredUnits(offer);
      const isReady = readyOnAll.has(driver);
      const down = own.filter(({ ready }) => !ready);
      const pod =
        down.find(one => isOf(one, driver)) ??
        down.find(({ stage }) => stage === 'driver-validation');
      const noneReady = driver && driver.desired > 0 && driver.ready === 0;
      const runs = driver && driver.ready > 0 && (offers > 0 || isReady);
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
          isReady ||
          readyOnAll.has(validator) ||
          own.some(
            one => isOf(one, validator) && isPast(one, 'driver-validation'),
          ) ||
          Object.values(offer.shares).some(share => share.allocatable > 0),
        /** GPUs of the cluster are offered by Dynamic Resource Allocation: neither labels nor `nvidia.com/gpu` are to be expected. */
        dra: stack.dra || offer.dra !== undefined,
        /** The cloud whose image brings the driver, e.g. `EKS`, where no DaemonSet installs one. */
        image: driver ? undefined : imageWithDriver(node),
        /** The name of the ClusterPolicy in force. */
        policy: stack.policy?.name,
      };
    });
  },
});

function isOf({ maker }: GpuStackPod, workload: WorkloadFact | undefined) {
  return workload !== undefined && maker === workloadName(workload);
}

function imageWithDriver({ labels }: NodeFact): string | undefined {
  return acceleratorTable().imagesWithDriver.find(row =>
    row.labels.some(key => labels[key] !== undefined),
  )?.title;
}

/** The version of a driver, from whom, and by which labels; `direct` where it is told of the node itself. */
interface DriverVersionTold {
  readonly value: string;
  readonly from: string;
  readonly keys?: readonly string[];
  readonly direct: boolean;
}

type Labelled = NonNullable<ReturnType<typeof labelledDriver>>;

const toldByLabels = memoize(({ value, keys }: Labelled) => ({
  value,
  keys,
  from: `label ${keys.join(', ')}`,
  direct: true,
}));

const toldOfDaemonSet = memoize(
  (driver: WorkloadFact, dra: boolean, policy: GpuStack['policy']) => {
    const image = driverImageVersion(driver);
    if (image) {
      // Under DRA no label will ever tell it: the DaemonSet is where the version stands.
      const from = `image of ${workloadName(driver)}`;
      return { value: image, from, direct: dra };
    }
    const told = policy?.driverDisabled ? undefined : policy?.driverVersion;
    return told
      ? { value: told, from: `ClusterPolicy ${policy?.name}`, direct: false }
      : undefined;
  },
);

/**
 * The version, from whom, and by which labels. Where none tells it: of a DRA driver's slice, of the image of the DaemonSet that
 * runs, or as the operator was told; `direct` where it is told of the node itself.
 */
function versionOf(
  { name, node, offer }: GpuNode,
  { dra, policy }: GpuStack,
  driver: WorkloadFact | undefined,
): DriverVersionTold | undefined {
  const label = labelledDriver(node.labels);
  if (label) {
    return toldByLabels(label);
  }
  const slice = offer.dra?.driverVersion;
  if (slice) {
    return { value: slice, from: `ResourceSlice of ${name}`, direct: true };
  }
  return driver && toldOfDaemonSet(driver, dra, policy);
}
