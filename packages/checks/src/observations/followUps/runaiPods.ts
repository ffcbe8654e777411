import type { Fact } from '../../declarations';
import { defineFact } from '../../facts/request';
import { projectPod, type PodFact } from '../../facts/pod';
import { isReady, workloadsFact } from '../../facts/workloads';
import { listIn } from './listIn';

/** The pods of Run:ai's two namespaces that are not ready; nothing is asked of a namespace where every workload is. */
export const runaiPodsFact: Fact<readonly PodFact[]> = defineFact({
  id: 'runai-pods',
  title: 'Run:ai: pods that are not ready',
  requests: { pods: { verb: 'list', resource: 'pods' } },
  ttlSeconds: 60,
  collect: async ({ ask, get, profile }) => {
    const workloads = await get(workloadsFact);
    const { cluster, backend } = profile.namespaces;
    const namespaces = [cluster, backend].filter(namespace =>
      workloads.some(
        workload =>
          workload.namespace === namespace &&
          workload.desired > 0 &&
          !isReady(workload),
      ),
    );
    return listIn(ask.pods, namespaces, item => {
      const pod = projectPod(item);
      // A completed hook is no trouble.
      return pod && !pod.ready && pod.phase !== 'Succeeded' ? pod : undefined;
    });
  },
});
