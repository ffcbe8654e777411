import type { Fact, Source } from '../../declarations';
import type { NodeFact } from '../../facts/nodeFact';
import { defineFact } from '../../facts/request';
import { projectResidentPod, type ResidentPod } from '../../facts/residentPod';
import type { Profile } from '../../profiles';
import { platformNamespaces } from '../../profiles/tables';
import { someNames } from '../../words';
import { controlPlaneNodesObservation } from '../controlPlaneNodes';
import { systemNodesObservation } from '../systemNodes';

/** Pods by the node they are on; a node whose pods were not asked for is not in it. */
export type PodsByNode = Readonly<Record<string, readonly ResidentPod[]>>;

/** The pods of a node, where they were asked for. */
export function podsOf(
  pods: PodsByNode | undefined,
  node: string,
): readonly ResidentPod[] | undefined {
  return pods && Object.hasOwn(pods, node) ? pods[node] : undefined;
}

/** Pods on those control-plane nodes that should have none of users: the tainted ones, five at most. */
export const controlPlanePodsFact = podsOnNodes(
  'control-plane-pods',
  'Pods on control-plane nodes',
  controlPlaneNodesObservation,
);

/** Pods on the system nodes, or on the nodes that could become one: five nodes at most. */
export const systemPodsFact = podsOnNodes(
  'system-pods',
  'Pods on Run:ai system nodes and on the candidates for them',
  systemNodesObservation,
);

/**
 * The pods of a handful of nodes, one request a node.
 *
 * @remarks Never the pods of the whole cluster: that list is as long as the cluster is busy, and it is not needed. A field
 * selector on `spec.nodeName` is served from an index of the API server.
 */
function podsOnNodes(
  id: string,
  title: string,
  nodes: Source<{ lookedAt: readonly NodeFact[] }>,
): Fact<PodsByNode> {
  return defineFact({
    id,
    title,
    requests: { pods: { verb: 'list', resource: 'pods' } },
    ttlSeconds: 60,
    collect: async ({ ask, get }) => {
      const { lookedAt } = await get(nodes);
      const lists = lookedAt.map(async ({ name }) => {
        const pods = await ask.pods<unknown, ResidentPod>({
          fieldSelector: `spec.nodeName=${name},status.phase!=Succeeded,status.phase!=Failed`,
          project: projectResidentPod,
        });
        return [name, pods] as const;
      });
      return Object.fromEntries(await Promise.all(lists));
    },
  });
}

/** Belongs to Run:ai itself; researchers' pods, in namespaces of their projects, do not. */
function isRunaiPod(pod: ResidentPod, { namespaces }: Profile): boolean {
  const { cluster, backend, reservation } = namespaces;
  return [cluster, backend, reservation].includes(pod.namespace);
}

/** Pods that users placed: not of a DaemonSet, not static, neither of the platform nor of Run:ai. */
export function userPods(pods: readonly ResidentPod[], profile: Profile) {
  const isOfPlatform = platformNamespaces();
  return pods.filter(
    pod =>
      // These run on every node by design, and are no reason to think that it is used for something else.
      !['DaemonSet', 'Node'].includes(pod.ownerKind ?? '') &&
      !isRunaiPod(pod, profile) &&
      !isOfPlatform(pod.namespace) &&
      !pod.priorityClass?.startsWith('system-'),
  );
}

/** Pods whose requests take from what Run:ai could have: all but Run:ai's own and those of DaemonSets. */
export function competingPods(pods: readonly ResidentPod[], profile: Profile) {
  return pods.filter(
    pod => pod.ownerKind !== 'DaemonSet' && !isRunaiPod(pod, profile),
  );
}

/** A few of many, by namespace and name. */
export function somePods(pods: readonly ResidentPod[]): string {
  const names = pods.map(({ namespace, name }) => `${namespace}/${name}`);
  return someNames(names, 5);
}
