import { parseDriverVersion } from '@runai-portal/kube';
import { defineObservation } from '../declarations';
import type { NodeFact } from '../facts/nodeFact';
import { workloadName, type WorkloadFact } from '../facts/workloads';
import { acceleratorTable } from '../profiles/tables';
import { byNode } from './byNode';
import { labelledCuda, labelledDriver } from './driverLabels';
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
  {
    driver,
    validator,
    pods,
  }: { driver?: Meant; validator?: Meant; pods: readonly GpuStackPod[] },
) {
  const { node, offer } = gpu;
  const label = labelledDriver(node.labels);
  const offers = offeredUnits(offer);
  const down = pods.filter(({ ready }) => !ready);
  const pod =
    down.find(one => isOf(one, driver)) ??
    down.find(({ stage }) => stage === DRIVER_STAGE);
  const noneReady =
    driver && driver.workload.desired > 0 && driver.workload.ready === 0;
  const works =
    offers > 0 ||
    driver?.readyOnAll ||
    validator?.readyOnAll ||
    pods.some(one => isOf(one, validator) && one.stage !== DRIVER_STAGE) ||
    Object.values(offer.shares).some(({ allocatable }) => allocatable > 0);
  return {
    name: gpu.name,
    gpu,
    /** GPUs that the node offers, in units that pods can have. */
    offers,
    label,
    cuda: labelledCuda(node.labels),
    version: label
      ? told(label.version, `label ${label.keys.join(', ')}`, true)
      : otherVersion(gpu, stack, driver, offers),
    /** The driver DaemonSet that is meant for the node. */
    daemonSet: driver?.workload,
    /** Its pod on the node, or the validator's that waits for the driver: not ready. */
    pod,
    /** The pod, or all pods of the DaemonSet, are not ready, or driver-validation has not ended well. */
    broken: pod !== undefined || noneReady === true,
    /** Something on the node says that the driver works. */
    confirmed: works === true,
    /** GPUs of the cluster are offered by Dynamic Resource Allocation: neither labels nor `nvidia.com/gpu` are to be expected. */
    dra: stack.dra || offer.dra !== undefined,
    /** The cloud whose image brings the driver, e.g. `EKS`, where no DaemonSet installs one. */
    image: driver ? undefined : imageWithDriver(node),
    /** The name of the ClusterPolicy in force. */
    policy: stack.policy?.name,
  };
}

function imageWithDriver({ labels }: NodeFact): string | undefined {
  return acceleratorTable().imagesWithDriver.find(row =>
    row.labels.some(key => labels[key] !== undefined),
  )?.title;
}

function isOf({ maker }: GpuStackPod, daemonSet: Meant | undefined): boolean {
  return daemonSet !== undefined && maker === workloadName(daemonSet.workload);
}

/** The version where no label tells it: of a DRA driver's slice, of the DaemonSet's image, or as the operator was told. */
function otherVersion(
  { node, offer }: GpuNode,
  { dra, policy }: GpuStack,
  driver: Meant | undefined,
  offers: number,
) {
  const slice = offer.dra?.driverVersion;
  if (slice) {
    return told(slice, `ResourceSlice of ${node.name}`, true);
  }
  if (
    !driver ||
    driver.workload.ready === 0 ||
    !(offers > 0 || driver.readyOnAll)
  ) {
    return undefined;
  }
  const byImage = driverImageVersion(driver.workload);
  if (byImage) {
    // Under DRA no label will ever tell it: the DaemonSet is where the version stands.
    return told(byImage, `image of ${workloadName(driver.workload)}`, dra);
  }
  return policy?.driverVersion && !policy.driverDisabled
    ? told(policy.driverVersion, `ClusterPolicy ${policy.name}`, false)
    : undefined;
}

/**
 * A version, undefined in `parsed` where it is not written as one, and what tells it.
 *
 * @param direct - of the node itself: a label of feature discovery, or its ResourceSlice
 */
function told(value: string, from: string, direct: boolean) {
  return { value, parsed: parseDriverVersion(value), from, direct };
}
