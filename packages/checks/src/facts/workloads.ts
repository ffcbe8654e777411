import type {
  DaemonSet,
  Deployment,
  StatefulSet,
} from 'kubernetes-types/apps/v1';
import { defineFact } from '../declarations';
import { Interner } from './interner';
import type { WorkloadFact, WorkloadKind } from './workload';
import { projectWorkload } from './workloadProjection';

const RESOURCES: readonly { kind: WorkloadKind; resource: string }[] = [
  { kind: 'Deployment', resource: 'deployments' },
  { kind: 'DaemonSet', resource: 'daemonsets' },
  { kind: 'StatefulSet', resource: 'statefulsets' },
];

/**
 * The workloads of all namespaces: three paged lists, whatever the number of namespaces.
 *
 * @remarks GPU stack, Prometheus and Run:ai may stand in any namespace and under any release name; their labels changed over
 * the years. So all are listed once and looked at by owner, label and image.
 */
export const workloadsFact = defineFact<readonly WorkloadFact[]>({
  id: 'workloads',
  title: 'Deployments, DaemonSets and StatefulSets of all namespaces',
  permissions: RESOURCES.map(({ resource }) => ({
    verb: 'list',
    group: 'apps',
    resource,
  })),
  ttlSeconds: 60,
  collect: async ({ client, signal }) => {
    const interner = new Interner();
    const lists = await Promise.all(
      RESOURCES.map(({ kind, resource }) =>
        client.list<Deployment | DaemonSet | StatefulSet, WorkloadFact>(
          { group: 'apps', version: 'v1', resource },
          {
            signal,
            project: item => projectWorkload(kind, item, interner),
          },
        ),
      ),
    );
    return lists.flatMap(list => list.items);
  },
});
