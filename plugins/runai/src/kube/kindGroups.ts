import { kindId, type KubeKind } from './types';

/** In which order people look for things, and under which head; what stands nowhere is a custom resource. */
const GROUPS = {
  cluster: [
    'nodes',
    'namespaces',
    'leases.coordination.k8s.io',
    'runtimeclasses.node.k8s.io',
    'resourceslices.resource.k8s.io',
    'deviceclasses.resource.k8s.io',
    'resourcequotas',
    'limitranges',
    'customresourcedefinitions.apiextensions.k8s.io',
  ],
  workloads: [
    'pods',
    'deployments.apps',
    'daemonsets.apps',
    'statefulsets.apps',
    'replicasets.apps',
    'jobs.batch',
    'cronjobs.batch',
  ],
  events: ['events'],
  network: [
    'services',
    'endpoints',
    'endpointslices.discovery.k8s.io',
    'ingresses.networking.k8s.io',
  ],
  storage: [
    'persistentvolumeclaims',
    'persistentvolumes',
    'storageclasses.storage.k8s.io',
    'csidrivers.storage.k8s.io',
  ],
  custom: [],
} as const satisfies Record<string, readonly string[]>;

export type KindGroupName = keyof typeof GROUPS;

export interface KindGroup {
  name: KindGroupName;
  kinds: KubeKind[];
}

/** What the core group has under the same name. */
const SAME_ELSEWHERE = new Set(['events.events.k8s.io']);

/** The kinds of a cluster as they are listed: groups without any are left out, custom resources go by their API group. */
export function kindGroups(kinds: readonly KubeKind[]): KindGroup[] {
  const byId = new Map(
    kinds
      .map((kind): [string, KubeKind] => [kindId(kind), kind])
      .filter(([id]) => !SAME_ELSEWHERE.has(id)),
  );
  const groups = Object.entries(GROUPS).map(([name, ids]) => ({
    name: name as KindGroupName,
    kinds: (ids as readonly string[]).flatMap(id => {
      const kind = byId.get(id);
      byId.delete(id);
      return kind ?? [];
    }),
  }));
  const rest = [...byId.values()].sort(
    (a, b) => a.group.localeCompare(b.group) || a.kind.localeCompare(b.kind),
  );
  return groups
    .map(group => (group.name === 'custom' ? { ...group, kinds: rest } : group))
    .filter(group => group.kinds.length > 0);
}
