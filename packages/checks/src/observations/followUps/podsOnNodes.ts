import type { Asks, ListRequest } from '../../facts/request';
import type { NodeFact } from '../../facts/nodeFact';
import { projectResidentPod, type ResidentPod } from '../../facts/residentPod';

/** Pods by the node they are on; a node whose pods were not asked for is not in it. */
export type PodsByNode = Readonly<Record<string, readonly ResidentPod[]>>;

/**
 * The pods of a handful of nodes, one request a node.
 *
 * @remarks Never the pods of the whole cluster: that list is as long as the cluster is busy, and it is not needed. A field
 * selector on `spec.nodeName` is served from an index of the API server.
 */
export async function podsOnNodes(
  pods: Asks<{ pods: ListRequest }>['pods'],
  nodes: readonly NodeFact[],
): Promise<PodsByNode> {
  const lists = await Promise.all(
    nodes.map(async ({ name }) => {
      const items = await pods<unknown, ResidentPod>({
        fieldSelector: `spec.nodeName=${name},status.phase!=Succeeded,status.phase!=Failed`,
        project: projectResidentPod,
      });
      return [name, items] as const;
    }),
  );
  return Object.fromEntries(lists);
}
