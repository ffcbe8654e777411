import { event } from '../../objects/event';
import type { KubeObject } from '../../objects/KubeObject';
import { minutesBefore } from '../types';

/** What is told of a node that is taken out of use to be upgraded. */
export function upgradeEvents(now: Date, node: string): KubeObject[] {
  const about = { kind: 'Node', name: node, uid: node };
  return [
    event(about, {
      component: 'kubelet',
      host: node,
      reason: 'NodeNotSchedulable',
      message: `Node ${node} status is now: NodeNotSchedulable`,
      first: minutesBefore(now, 18),
    }),
    event(about, {
      component: 'node-upgrade-controller',
      reason: 'UpgradeStarted',
      message: 'Draining the node before its upgrade',
      first: minutesBefore(now, 17),
    }),
  ];
}
