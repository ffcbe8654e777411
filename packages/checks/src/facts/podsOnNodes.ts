import type { FactContext } from '../declarations';
import type { NodeFact } from './nodeFact';
import { projectResidentPod, type ResidentPod } from './residentPod';

/** Pods by the node they are on; a node whose pods were not asked for is not in it. */
export type PodsByNode = Readonly<Record<string, readonly ResidentPod[]>>;

/**
 * The pods of a handful of nodes, one request a node.
 *
 * @remarks Never the pods of the whole cluster: that list is as long as the cluster is busy, and it is not needed. A field
 * selector on `spec.nodeName` is served from an index of the API server.
 */
export async function podsOnNodes(
  { client, signal }: Pick<FactContext, 'client' | 'signal'>,
  nodes: readonly NodeFact[],
): Promise<PodsByNode> {
  const lists = await Promise.all(
    nodes.map(async ({ name }) => {
      const { items } = await client.list<unknown, ResidentPod>(
        { version: 'v1', resource: 'pods' },
        {
          signal,
          fieldSelector: `spec.nodeName=${name},status.phase!=Succeeded,status.phase!=Failed`,
          project: projectResidentPod,
        },
      );
      return [name, items] as const;
    }),
  );
  return Object.fromEntries(lists);
}
