import type { Fact } from '../declarations';
import type {
  DaemonSet,
  Deployment,
  StatefulSet,
} from 'kubernetes-types/apps/v1';
import { defineFact, list } from './request';
import { Interner } from './interner';
import type { WorkloadFact, WorkloadKind } from './workload';
import { projectWorkload } from './workloadProjection';

const WORKLOAD_KINDS: readonly WorkloadKind[] = [
  'Deployment',
  'DaemonSet',
  'StatefulSet',
];

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
    Deployment: list({ group: 'apps', version: 'v1', resource: 'deployments' }),
    DaemonSet: list({ group: 'apps', version: 'v1', resource: 'daemonsets' }),
    StatefulSet: list({
      group: 'apps',
      version: 'v1',
      resource: 'statefulsets',
    }),
  },
  ttlSeconds: 60,
  collect: async ({ ask }) => {
    const interner = new Interner();
    const lists = await Promise.all(
      WORKLOAD_KINDS.map(kind =>
        ask[kind]<Deployment | DaemonSet | StatefulSet, WorkloadFact>({
          project: item => projectWorkload(kind, item, interner),
        }),
      ),
    );
    return lists.flat();
  },
});
