import type { Fact } from '../../declarations';
import { isDriverDaemonSet } from '../gpuStack';
import { defineFact, list } from '../../facts/request';
import type { PodFact } from '../../facts/pod';
import { projectPod } from '../../facts/pod';
import { workloadsFact } from '../../facts/workloads';

/** The pods of driver DaemonSets that are not ready everywhere: which node, how often restarted, why. */
export const gpuDriverPodsFact: Fact<readonly PodFact[]> = defineFact({
  id: 'gpu-driver-pods',
  title: 'Pods of the GPU driver, where some are not ready',
  requests: { pods: list({ version: 'v1', resource: 'pods' }) },
  ttlSeconds: 60,
  collect: async ({ ask, get }) => {
    const daemonSets = (await get(workloadsFact)).filter(
      workload =>
        isDriverDaemonSet(workload) && workload.ready < workload.desired,
    );
    const namespaces = [
      ...new Set(daemonSets.map(({ namespace }) => namespace)),
    ];
    const names = new Set(
      daemonSets.map(({ namespace, name }) => `${namespace}/${name}`),
    );
    const lists = await Promise.all(
      namespaces.map(namespace =>
        ask.pods<unknown, PodFact>({
          namespace,
          project: item => {
            const pod = projectPod(item);
            return pod?.owner && names.has(`${namespace}/${pod.owner.name}`)
              ? pod
              : undefined;
          },
        }),
      ),
    );
    return lists.flat();
  },
});
