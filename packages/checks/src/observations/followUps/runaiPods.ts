import type { Fact } from '../../declarations';
import { defineFact, list } from '../../facts/request';
import type { PodFact } from '../../facts/pod';
import { projectPod } from '../../facts/pod';
import { isReady } from '../../facts/workload';
import { workloadsFact } from '../../facts/workloads';

/** The pods of Run:ai's two namespaces that are not ready; nothing is asked of a namespace where every workload is. */
export const runaiPodsFact: Fact<readonly PodFact[]> = defineFact({
  id: 'runai-pods',
  title: 'Run:ai: pods that are not ready',
  requests: { pods: list({ version: 'v1', resource: 'pods' }) },
  ttlSeconds: 60,
  collect: async ({ ask, get, profile }) => {
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
        ask.pods<unknown, PodFact>({ namespace, project: waitingPod }),
      ),
    );
    return lists.flat();
  },
});

/** A pod that is neither ready nor done: a completed hook is no trouble. */
function waitingPod(item: unknown): PodFact | undefined {
  const pod = projectPod(item);
  return pod && !pod.ready && pod.phase !== 'Succeeded' ? pod : undefined;
}
