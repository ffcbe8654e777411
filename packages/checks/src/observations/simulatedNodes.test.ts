import { nodeFact } from '../testing/nodes';
import { simulationOf } from './simulatedNodes';

describe('a node that is none', () => {
  it.each([
    ['KWOK', 'Simulated', { labels: { type: 'kwok' } }],
    ['KWOK', 'Simulated', { taints: ['kwok.x-k8s.io/node=fake:NoSchedule'] }],
    ['KWOK', 'Simulated', { annotations: { 'kwok.x-k8s.io/node': 'fake' } }],
    ['KWOK', 'Simulated', { nodeInfo: { kubeletVersion: 'fake' } }],
    [
      'a virtual kubelet',
      'RunsElsewhere',
      { taints: ['virtual-kubelet.io/provider=azure:NoSchedule'] },
    ],
    [
      'a virtual kubelet',
      'RunsElsewhere',
      { nodeInfo: { kubeletVersion: 'v1.19.10-vk-azure-aci-1.4.16' } },
    ],
    ['Liqo', 'RunsElsewhere', { labels: { 'liqo.io/type': 'virtual-node' } }],
    [
      'Fargate',
      'RunsElsewhere',
      { labels: { 'eks.amazonaws.com/compute-type': 'fargate' } },
    ],
  ])('is known as %s: %s', (by, why, options) => {
    expect(simulationOf(nodeFact('a', options))).toMatchObject({ by, why });
  });

  it.each([
    ['an ordinary worker', {}],
    ['a K3s node', { nodeInfo: { kubeletVersion: 'v1.31.5+k3s1' } }],
    [
      'a node of a managed node group',
      { labels: { 'eks.amazonaws.com/compute-type': 'ec2' } },
    ],
    ['a label of somebody', { labels: { type: 'gpu' } }],
  ])('is not %s', (_what, options) => {
    expect(simulationOf(nodeFact('a', options))).toBeUndefined();
  });
});
