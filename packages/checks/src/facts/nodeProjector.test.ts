import type { Node } from 'kubernetes-types/core/v1';
import fc from 'fast-check';
import { nodeObject } from '../testing/nodes';
import { nodeReady } from './nodeFact';
import { nodeProjector } from './nodes';

function project(item: unknown, keepLabels: string[] = []) {
  return nodeProjector(new Set(keepLabels))(item as Node);
}

describe('nodeProjector', () => {
  it('keeps hardware, roles, pools and places of a GPU node and leaves out what nobody looks at', () => {
    const fact = project(
      nodeObject('gpu-01', {
        labels: {
          'nvidia.com/gpu.product': 'Tesla-V100-SXM2-32GB',
          'nvidia.com/gfd.timestamp': '1617262800',
          'feature.node.kubernetes.io/pci-10de.present': 'true',
          'feature.node.kubernetes.io/cpu-cpuid.AVX512F': 'true',
          'node-role.kubernetes.io/worker': '',
          'kubernetes.io/hostname': 'gpu-01',
        },
        taints: ['nvidia.com/gpu=present:NoSchedule'],
        capacity: { 'nvidia.com/gpu': '8' },
        annotations: {
          'kubeadm.alpha.kubernetes.io/cri-socket':
            '/run/containerd/containerd.sock',
          'k3s.io/node-args': '["agent","--token","********"]',
          'node.alpha.kubernetes.io/ttl': '0',
        },
      }),
    );

    expect(fact?.labels).toEqual({
      'feature.node.kubernetes.io/pci-10de.present': 'true',
      'kubernetes.io/arch': 'amd64',
      'kubernetes.io/os': 'linux',
      'node-role.kubernetes.io/worker': '',
      'nvidia.com/gpu.product': 'Tesla-V100-SXM2-32GB',
    });
    expect(fact?.roles).toEqual(['worker']);
    expect(fact?.taints).toEqual([
      { key: 'nvidia.com/gpu', value: 'present', effect: 'NoSchedule' },
    ]);
    expect(fact?.capacity).toMatchObject({ 'nvidia.com/gpu': '8', cpu: '8' });
    expect(fact?.annotations).toEqual({
      'kubeadm.alpha.kubernetes.io/cri-socket':
        '/run/containerd/containerd.sock',
      'k3s.io/node-args': 'present',
    });
  });

  it('keeps the labels that a selector of the settings looks at', () => {
    expect(
      project(nodeObject('n', { labels: { 'corp.example/pool': 'gpu' } }), [
        'corp.example/pool',
      ])?.labels,
    ).toHaveProperty(['corp.example/pool'], 'gpu');
  });

  it('leaves undefined what a node without status does not tell', () => {
    const fact = project({ metadata: { name: 'bare' } });

    expect(fact).toEqual({
      name: 'bare',
      labels: {},
      roles: [],
      taints: [],
      unschedulable: false,
      conditions: [],
      annotations: {},
    });
    expect(fact && nodeReady(fact)).toBe('Unknown');
  });

  it('takes a label of 5,000 characters for unreadable and keeps the others', () => {
    const fact = project(
      nodeObject('n', {
        labels: {
          'nvidia.com/gpu.product': 'x'.repeat(5000),
          [`nvidia.com/${'y'.repeat(5000)}`]: '1',
          'nvidia.com/gpu.count': '8',
        },
      }),
    );

    expect(fact?.labels).not.toHaveProperty(['nvidia.com/gpu.product']);
    expect(fact?.labels).toHaveProperty(['nvidia.com/gpu.count'], '8');
    expect(JSON.stringify(fact).length).toBeLessThan(2000);
  });

  it('shares what two nodes have in common', () => {
    const toFact = nodeProjector();
    const [a, b] = ['a', 'b'].map(name => toFact(nodeObject(name)));

    expect(a?.capacity).toBe(b?.capacity);
    expect(a?.nodeInfo).toBe(b?.nodeInfo);
    expect(a?.labels).toBe(b?.labels);
    expect(a?.roles).toBe(b?.roles);
  });

  it('never throws, whatever an API server sends, and always gives something that JSON can hold', () => {
    const anything = fc.anything({ withNullPrototype: true, maxDepth: 3 });
    const damaged = fc.record(
      {
        metadata: fc.oneof(
          anything,
          fc.record({
            name: fc.constant('n'),
            labels: anything,
            annotations: anything,
          }),
        ),
        spec: fc.oneof(
          anything,
          fc.record({
            taints: anything,
            unschedulable: anything,
            providerID: anything,
          }),
        ),
        status: fc.oneof(
          anything,
          fc.record({
            capacity: anything,
            conditions: fc.oneof(anything, fc.array(anything)),
            nodeInfo: anything,
          }),
        ),
      },
      { requiredKeys: [] },
    );
    const check = () =>
      fc.assert(
        fc.property(damaged, item => {
          const fact = project(item);
          return (
            fact === undefined ||
            JSON.parse(JSON.stringify(fact)).name === fact.name
          );
        }),
        { numRuns: 300 },
      );

    expect(check).not.toThrow();
  });
});
