import { defineObservation, type ValueOf } from '../declarations';
import { workloadName, type WorkloadFact } from '../facts/workloads';
import { answeredOnce, memoize } from '../memoize';
import { groupBy } from './collections';
import { gpuDriverPodsFact, type GpuStackPod } from './followUps/waitingPods';
import { gpuNodesObservation, type GpuNode } from './gpuNodes';
import { chooser, gpuStackObservation, missingLabel } from './gpuStack';
import { readyEverywhere } from './readyEverywhere';

/** What of NVIDIA's software runs on one GPU node beside driver and device plugin. */
export type GpuOperands = ValueOf<typeof gpuOperandsObservation>[number];

/** How one DaemonSet stands on one node; nodes that have no pod of their own to tell of share it. */
export interface OperandOnNode {
  /** `leftOut`: there are such DaemonSets, and their selectors do not take the node; `noPod`: one takes it and has no pod there. */
  readonly state:
    | 'none'
    | 'leftOut'
    | 'ready'
    | 'notReady'
    | 'noPod'
    | 'unread';
  /** The DaemonSet that is meant for the node, and its pod there. */
  readonly workload?: WorkloadFact;
  readonly pod?: GpuStackPod;
  /** The DaemonSet that leaves it out, and by which label. */
  readonly leftOutBy?: WorkloadFact;
  readonly missing?: ReturnType<typeof missingLabel>;
}

/** Container toolkit, validator and metrics exporter, node by node. */
export const gpuOperandsObservation = defineObservation({
  id: 'gpu-operands',
  uses: { gpus: gpuNodesObservation, stack: gpuStackObservation },
  // Asked for only where a DaemonSet is not ready on every node.
  optional: { pods: gpuDriverPodsFact },
  observe: ({ gpus: { nodes, forContainers }, stack, pods }) => {
    const podsOn = groupBy(pods ?? [], ({ node }) => node);
    const of = (daemonSets: readonly WorkloadFact[]) =>
      operandOn(daemonSets, forContainers, pods && podsOn);
    const toolkit = of(stack.toolkits);
    const validator = of(stack.validators);
    const exporter = of(stack.exporters);
    return nodes.map(gpu => ({
      name: gpu.name,
      gpu,
      toolkit: toolkit(gpu),
      validator: validator(gpu),
      exporter: exporter(gpu),
    }));
  },
});

/** @param podsOn - by node; undefined where they could not be read, or were not asked for */
function operandOn(
  daemonSets: readonly WorkloadFact[],
  nodes: readonly GpuNode[],
  podsOn: ReadonlyMap<string, readonly GpuStackPod[]> | undefined,
) {
  const meantFor = chooser(daemonSets);
  const everywhere = readyEverywhere(daemonSets, nodes);
  const names = new Map(daemonSets.map(one => [one, workloadName(one)]));
  const [first] = daemonSets;
  const leftOut = memoize(
    (labels: GpuNode['node']['labels']): OperandOnNode => ({
      state: first ? 'leftOut' : 'none',
      leftOutBy: first,
      missing: first && missingLabel(first, labels),
    }),
  );
  // Of pods that could not be read nothing is known; else the node has none.
  const stateWithout = podsOn ? 'noPod' : 'unread';
  const withoutPod = answeredOnce(
    (workload: WorkloadFact): OperandOnNode => ({
      state: everywhere.has(workload) ? 'ready' : stateWithout,
      workload,
    }),
  );
  return ({ name, node: { labels } }: GpuNode): OperandOnNode => {
    const workload = meantFor(labels);
    if (!workload) {
      return leftOut(labels);
    }
    const pod = everywhere.has(workload)
      ? undefined
      : podsOn?.get(name)?.find(({ maker }) => maker === names.get(workload));
    return pod
      ? { state: pod.ready ? 'ready' : 'notReady', workload, pod }
      : withoutPod(workload);
  };
}
