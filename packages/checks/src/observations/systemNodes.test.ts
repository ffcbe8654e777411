import { nodesFact } from '../facts/nodes';
import type { NodeFact } from '../facts/nodeFact';
import { fact, facts, observed } from '../testing';
import { controlPlaneFact, nodeFact } from '../testing/nodes';
import { MAX_LOOKED_AT, systemNodesObservation } from './systemNodes';

const LABEL = 'node-role.kubernetes.io/runai-system';
const systemNodes = (nodes: NodeFact[]) =>
  observed(systemNodesObservation, facts(fact(nodesFact, nodes)));
const sized = (
  name: string,
  memory: string,
  labels: Record<string, string> = {},
) => nodeFact(name, { labels, capacity: { memory } });

describe('the system nodes', () => {
  it('tells labelled nodes from usable ones, the largest first', () => {
    const nodes = [
      sized('small', '8Gi', { [LABEL]: '' }),
      sized('large', '64Gi', { [LABEL]: '' }),
      controlPlaneFact('cp', { labels: { [LABEL]: '' } }),
      sized('other', '128Gi'),
    ];
    const found = systemNodes(nodes);

    expect(found.labelled.map(({ node }) => node.name)).toEqual([
      'small',
      'large',
      'cp',
    ]);
    expect(found.usable.map(({ name }) => name)).toEqual(['large', 'small']);
    expect(found.lookedAt.map(({ name }) => name)).toEqual(['large', 'small']);
  });

  it('looks at a handful of nodes, however many there are', () => {
    const many = Array.from({ length: 50 }, (_, index) =>
      sized(`n${index}`, `${index}Gi`, { [LABEL]: '' }),
    );

    expect(systemNodes(many).lookedAt).toHaveLength(MAX_LOOKED_AT);
    expect(
      systemNodes(many.map(({ name }) => sized(name, '8Gi'))).lookedAt,
    ).toHaveLength(MAX_LOOKED_AT);
  });

  it('puts a node of unreadable size last', () => {
    const found = systemNodes([sized('odd', 'abc'), sized('small', '1Gi')]);

    expect(found.candidates.map(({ name }) => name)).toEqual(['small', 'odd']);
  });

  it('looks at no candidate where nodes are labelled that cannot serve: these are to be repaired', () => {
    const found = systemNodes([
      nodeFact('down', { labels: { [LABEL]: '' }, ready: 'False' }),
      sized('w', '8Gi'),
    ]);

    expect(found.lookedAt).toEqual([]);
    expect(found.candidates.map(({ name }) => name)).toEqual(['w']);
  });

  it.each([
    ['KWOK pretends', { labels: { type: 'kwok' } }],
    ['a virtual kubelet stands for', { labels: { type: 'virtual-kubelet' } }],
    ['runs etcd alone', { labels: { 'node-role.kubernetes.io/etcd': 'true' } }],
    [
      'waits for its cloud controller',
      { taints: ['node.cloudprovider.kubernetes.io/uninitialized:NoSchedule'] },
    ],
  ])('proposes no node that %s', (_, options) => {
    const found = systemNodes([
      nodeFact('odd', { ...options, capacity: { memory: '4Ti' } }),
      nodeFact('w'),
    ]);

    expect(found.candidates.map(({ name }) => name)).toEqual(['w']);
  });
});
