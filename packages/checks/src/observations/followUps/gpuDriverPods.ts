import type { Fact } from '../../declarations';
import { projectPod, type PodFact } from '../../facts/pod';
import { defineFact } from '../../facts/request';
import { array, fieldsAt, text } from '../../facts/untrusted';
import { workloadName } from '../../facts/workloads';
import { gpuStackObservation } from '../gpuStack';
import { listIn } from './listIn';

/** A pod that installs or validates the driver of its node. */
export interface GpuStackPod extends PodFact {
  /**
   * The first init container that has not ended well, e.g. `driver-validation`: those of the validator try driver, toolkit, CUDA
   * and device plugin in that order. Absent where all have, or where there is none.
   */
  readonly stage?: string;
}

/** The pods of driver and validator DaemonSets that are not ready everywhere: which node, how often restarted, why. */
export const gpuDriverPodsFact: Fact<readonly GpuStackPod[]> = defineFact({
  id: 'gpu-driver-pods',
  title: 'Pods of the GPU driver and its validator, where some are not ready',
  requests: { pods: { verb: 'list', resource: 'pods' } },
  ttlSeconds: 60,
  collect: async ({ ask, get }) => {
    const { drivers, validators } = await get(gpuStackObservation);
    const daemonSets = [...drivers, ...validators].filter(
      workload => workload.ready < workload.desired,
    );
    const makers = daemonSets.map(workloadName);
    return listIn(
      ask.pods,
      daemonSets.map(({ namespace }) => namespace),
      item => {
        const pod = projectStackPod(item);
        return makers.includes(pod?.maker ?? '') ? pod : undefined;
      },
    );
  },
});

/** What is kept of such a pod. */
export function projectStackPod(item: unknown): GpuStackPod | undefined {
  const pod = projectPod(item);
  const open = array(fieldsAt(item, 'status').initContainerStatuses).find(
    container => fieldsAt(container, 'state', 'terminated').exitCode !== 0,
  );
  return pod && { ...pod, stage: text(fieldsAt(open).name) };
}
