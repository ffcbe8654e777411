import { defineObservation, type ValueOf } from '../declarations';
import { workloadName, type WorkloadFact } from '../facts/workloads';
import { groupBy } from './collections';
import { gpuDriverPodsFact, type GpuStackPod } from './followUps/waitingPods';
import { gpuNodesObservation, type GpuNode } from './gpuNodes';
import { chooser, gpuStackObservation, missingLabel } from './gpuStack';
import { readyEverywhere } from './readyEverywhere';

/** What of NVIDIA's software runs on one GPU node beside driver and device plugin. */
export type GpuOperands = ValueOf<typeof gpuOperandsObservation>[number];

/** How one DaemonSet stands on one node. */
export type OperandOnNode = ReturnType<ReturnType<typeof operandOn>>;

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
  return ({ name, node: { labels } }: GpuNode) => {
    const workload = meantFor(labels);
    if (!workload) {
      return {
        /** `leftOut`: there are such DaemonSets, and their selectors do not take the node. */
        state: first ? ('leftOut' as const) : ('none' as const),
        /** The DaemonSet that leaves it out, and by which label. */
        leftOutBy: first,
        missing: first && missingLabel(first, labels),
      };
    }
    if (everywhere.has(workload)) {
      return { state: 'ready' as const, workload };
    }
    const pod = podsOn
      ?.get(name)
      ?.find(({ maker }) => maker === names.get(workload));
    if (!pod) {
      // Of pods that could not be read nothing is known; else the node has none.
      return {
        state: podsOn ? ('noPod' as const) : ('unread' as const),
        workload,
      };
    }
    return {
      state: pod.ready ? ('ready' as const) : ('notReady' as const),
      workload,
      pod,
    };
  };
}
