import type { NodeView } from '@runai-portal/backstage-plugin-runai-common';

/** The conditions of the kubelet that say that a node runs short of something. */
export function pressuresOf(node: NodeView): string[] {
  return node.conditions
    .filter(
      ({ type, status }) =>
        /Pressure$|^NetworkUnavailable$/.test(type) && status === 'True',
    )
    .map(({ type }) => type);
}
