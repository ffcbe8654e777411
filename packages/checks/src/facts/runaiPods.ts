import { defineFact } from '../declarations';
import type { PodFact } from './pod';
import { projectPod } from './pod';
import { isReady } from './workload';
import { workloadsFact } from './workloads';

/** The pods of Run:ai's two namespaces that are not ready; nothing is asked of a namespace where every workload is. */
export const runaiPodsFact = defineFact<readonly PodFact[]>({
  id: 'runai-pods',
  title: 'Run:ai: pods that are not ready',
  permissions: [{ verb: 'list', resource: 'pods' }],
  ttlSeconds: 60,
  collect: async ({ client, signal, get, profile }) => {
    const workloads = await get(workloadsFact);
    const namespaces = [
      profile.namespaces.cluster,
      profile.namespaces.backend,
    ].filter(namespace =>
      workloads.some(
        workload =>
          workload.namespace === namespace &&
          workload.desired > 0 &&
          !isReady(workload),
      ),
    );
    const lists = await Promise.all(
      namespaces.map(namespace =>
        client.list<unknown, PodFact>(
          { version: 'v1', resource: 'pods', namespace },
          { signal, project: waitingPod },
        ),
      ),
    );
    return lists.flatMap(list => list.items);
  },
});

/** A pod that is neither ready nor done: a completed hook is no trouble. */
function waitingPod(item: unknown): PodFact | undefined {
  const pod = projectPod(item);
  return pod && !pod.ready && pod.phase !== 'Succeeded' ? pod : undefined;
}
