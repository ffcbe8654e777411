import type { NodeView } from '@runai-portal/backstage-plugin-runai-common';

/** What the chips of the Nodes tab choose; several narrow further. */
export const NODE_FILTERS = ['problems', 'gpus'] as const;
export type NodeFilter = (typeof NODE_FILTERS)[number];

/** The conditions of the kubelet that say that a node runs short of something. */
export function pressuresOf(node: NodeView): string[] {
  return node.conditions
    .filter(
      ({ type, status }) =>
        /Pressure$|^NetworkUnavailable$/.test(type) && status === 'True',
    )
    .map(({ type }) => type);
}

/** Whether something about the node asks for attention. */
export function hasProblem(node: NodeView): boolean {
  return (
    node.ready !== 'True' ||
    node.results.length > 0 ||
    pressuresOf(node).length > 0
  );
}

function passes(node: NodeView, filter: NodeFilter): boolean {
  return filter === 'problems'
    ? hasProblem(node)
    : (node.gpus?.capacity ?? 0) + (node.gpus?.count ?? 0) > 0;
}

/** Nodes whose name, role, pool or product holds the text, and that pass every filter. */
export function filterNodes(
  nodes: readonly NodeView[],
  search: string,
  filters: readonly NodeFilter[],
): NodeView[] {
  const wanted = search.trim().toLocaleLowerCase('en');
  return nodes.filter(node => {
    const text = [node.name, node.pool, node.gpus?.product, ...node.roles]
      .join('\n')
      .toLocaleLowerCase('en');
    return (
      text.includes(wanted) && filters.every(filter => passes(node, filter))
    );
  });
}
