import { nodeFact } from '../testing/nodes';
import { simulationOf } from './simulatedNodes';

describe('a node that is none', () => {
  it.each([
    ['KWOK', 'nowhere', { labels: { type: 'kwok' } }],
    ['KWOK', 'nowhere', { taints: ['kwok.x-k8s.io/node=fake:NoSchedule'] }],
    ['KWOK', 'nowhere', { annotations: { 'kwok.x-k8s.io/node': 'fake' } }],
    ['KWOK', 'nowhere', { nodeInfo: { kubeletVersion: 'fake' } }],
    [
      'a virtual kubelet',
      'elsewhere',
      { taints: ['virtual-kubelet.io/provider=azure:NoSchedule'] },
    ],
    [
      'a virtual kubelet',
      'elsewhere',
      { nodeInfo: { kubeletVersion: 'v1.19.10-vk-azure-aci-1.4.16' } },
    ],
    ['Liqo', 'elsewhere', { labels: { 'liqo.io/type': 'virtual-node' } }],
    [
      'Fargate',
      'elsewhere',
      { labels: { 'eks.amazonaws.com/compute-type': 'fargate' } },
    ],
  ])('is known as %s, its pods run %s', (by, pods, options) => {
    expect(simulationOf(nodeFact('a', options))).toMatchObject({ by, pods });
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
