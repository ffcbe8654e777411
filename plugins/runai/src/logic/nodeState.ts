import type { NodeView } from '@runai-portal/backstage-plugin-runai-common';

/** The word for what the kubelet last said of its node. */
export function nodeState(node: NodeView): 'ready' | 'notReady' | 'unknown' {
  const states = {
    True: 'ready',
    False: 'notReady',
    Unknown: 'unknown',
  } as const;
  return states[node.ready];
}
