import type { Fact } from '../declarations';
import type { Node } from 'kubernetes-types/core/v1';
import { defineFact, list } from './request';
import type { Profile } from '../profiles';
import { controlPlaneTable, simulatedNodeTable } from '../profiles/tables';
import type { ClusterSettings } from '../settings';
import { parseLabelSelector } from './labelSelector';
import type { NodeFact } from './nodeFact';
import { nodeProjector } from './nodeProjection';

/** All nodes, projected page by page: a cluster of 5,000 nodes never stands in memory as raw JSON. */
export const nodesFact: Fact<readonly NodeFact[]> = defineFact({
  id: 'nodes',
  title: 'Nodes with their labels, taints, conditions and capacity',
  requests: { nodes: list({ version: 'v1', resource: 'nodes' }) },
  ttlSeconds: 30,
  turn: 'first',
  collect: ({ ask, settings, profile }) =>
    ask.nodes<Node, NodeFact>({
      project: nodeProjector(labelKeysOf(settings, profile)),
      leaveOut: ['images', 'managedFields'],
    }),
});

/** The label keys that selectors of the settings, the profile and tables look at. */
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
    ...signals.hardwareLabels,
    ...signals.cloudLabels,
    signals.presentLabel,
    signals.simulatedLabel,
  ];
  return new Set([
    ...selectors.flatMap(selector =>
      selector ? parseLabelSelector(selector)?.keys ?? [] : [],
    ),
    ...controlPlaneTable().map(({ label }) => label),
    ...simulatedNodeTable().flatMap(({ labels }) =>
      labels.map(({ key }) => key),
    ),
  ]);
}
