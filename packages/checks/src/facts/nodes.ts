import type { Node } from 'kubernetes-types/core/v1';
import { defineFact } from '../declarations';
import type { Profile } from '../profiles';
import type { ClusterSettings } from '../settings';
import { parseLabelSelector } from './labelSelector';
import type { NodeFact } from './nodeFact';
import { nodeProjector } from './nodeProjection';

/** All nodes, projected page by page: a cluster of 5,000 nodes never stands in memory as raw JSON. */
export const nodesFact = defineFact<readonly NodeFact[]>({
  id: 'nodes',
  title: 'Nodes with their labels, taints, conditions and capacity',
  permissions: [{ verb: 'list', resource: 'nodes' }],
  ttlSeconds: 30,
  turn: 'first',
  collect: async ({ client, signal, settings, profile }) => {
    const { items } = await client.list<Node, NodeFact>(
      { version: 'v1', resource: 'nodes' },
      {
        signal,
        project: nodeProjector(labelKeysOf(settings, profile)),
        leaveOut: ['images', 'managedFields'],
      },
    );
    return items;
  },
});

/** The label keys that selectors of the settings and the profile look at. */
function labelKeysOf(
  settings: ClusterSettings,
  profile: Profile,
): ReadonlySet<string> {
  const { signals } = profile.gpu;
  const selectors = [
    settings.systemNodes?.selector,
    settings.gpuNodes?.selector,
    profile.systemNodes.label,
    profile.controlPlane.workerLabel,
    ...profile.controlPlane.labels,
    ...signals.hardwareLabels,
    ...signals.cloudLabels,
    signals.presentLabel,
    signals.simulatedLabel,
  ];
  return new Set(
    selectors.flatMap(selector =>
      selector ? parseLabelSelector(selector)?.keys ?? [] : [],
    ),
  );
}
