import { isDriverDaemonSet } from '../recognition/gpuStack';
import { defineFact } from '../declarations';
import type { PodFact } from './pod';
import { projectPod } from './pod';
import { workloadsFact } from './workloads';

/** The pods of driver DaemonSets that are not ready everywhere: which node, how often restarted, why. */
export const gpuDriverPodsFact = defineFact<readonly PodFact[]>({
  id: 'gpu-driver-pods',
  title: 'Pods of the GPU driver, where some are not ready',
  permissions: [{ verb: 'list', resource: 'pods' }],
  ttlSeconds: 60,
  collect: async ({ client, signal, get }) => {
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
        client.list<unknown, PodFact>(
          { version: 'v1', resource: 'pods', namespace },
          {
            signal,
            project: item => {
              const pod = projectPod(item);
              return pod?.owner && names.has(`${namespace}/${pod.owner.name}`)
                ? pod
                : undefined;
            },
          },
        ),
      ),
    );
    return lists.flatMap(list => list.items);
  },
});
