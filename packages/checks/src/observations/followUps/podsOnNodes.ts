import type { Fact, FactContext } from '../../declarations';
import type { NodeFact } from '../../facts/nodeFact';
import { defineFact } from '../../facts/request';
import { projectResidentPod, type ResidentPod } from '../../facts/residentPod';
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

/** More than etcd has members in any sensible cluster. */
const MAX_CONTROL_PLANE_NODES = 5;

/** Pods on those control-plane nodes that should have none of users: the tainted ones, five at most. */
export const controlPlanePodsFact = podsOnNodes(
  'control-plane-pods',
  'Pods on control-plane nodes',
  async ({ get }) => {
    const { guarded } = await get(controlPlaneNodesObservation);
    return guarded.slice(0, MAX_CONTROL_PLANE_NODES);
  },
);

/** Pods on the system nodes, or on the nodes that could become one: five nodes at most. */
export const systemPodsFact = podsOnNodes(
  'system-pods',
  'Pods on Run:ai system nodes and on the candidates for them',
  async ({ get }) => (await get(systemNodesObservation)).lookedAt,
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
  nodesOf: (context: Pick<FactContext, 'get'>) => Promise<readonly NodeFact[]>,
): Fact<PodsByNode> {
  return defineFact({
    id,
    title,
    requests: { pods: { verb: 'list', resource: 'pods' } },
    ttlSeconds: 60,
    collect: async ({ ask, get }) => {
      const lists = (await nodesOf({ get })).map(async ({ name }) => {
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
