import type { Fact } from '../declarations';
import { defineFact, list } from './request';
import { Interner } from './interner';
import { WORKLOAD_KINDS, type WorkloadFact } from './workload';
import { projectWorkload } from './workloadProjection';

const appsList = (resource: string) =>
  list({ group: 'apps', version: 'v1', resource });

/**
 * The workloads of all namespaces: three paged lists, whatever the number of namespaces.
 *
 * @remarks GPU stack, Prometheus and Run:ai may stand in any namespace and under any release name; their labels changed over
 * the years. So all are listed once and looked at by owner, label and image.
 */
export const workloadsFact: Fact<readonly WorkloadFact[]> = defineFact({
  id: 'workloads',
  title: 'Deployments, DaemonSets and StatefulSets of all namespaces',
  requests: {
    Deployment: appsList('deployments'),
    DaemonSet: appsList('daemonsets'),
    StatefulSet: appsList('statefulsets'),
  },
  ttlSeconds: 60,
  collect: async ({ ask }) => {
    const interner = new Interner();
    const lists = await Promise.all(
      WORKLOAD_KINDS.map(kind =>
        ask[kind]<unknown, WorkloadFact>({
          project: item => projectWorkload(kind, item, interner),
        }),
      ),
    );
    return lists.flat();
  },
});
