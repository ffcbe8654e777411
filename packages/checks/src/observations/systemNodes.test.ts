import { testProfile, testSettings } from '../testing';
import { controlPlaneFact, nodeFact } from '../testing/nodes';
import { findSystemNodes, lookedAt, MAX_LOOKED_AT } from './systemNodes';

const LABEL = 'node-role.kubernetes.io/runai-system';
const context = { profile: testProfile(), settings: testSettings() };
const sized = (
  name: string,
  memory: string,
  labels: Record<string, string> = {},
) => nodeFact(name, { labels, capacity: { memory } });

describe('findSystemNodes', () => {
  it('tells labelled nodes from usable ones, the largest first', () => {
    const nodes = [
      sized('small', '8Gi', { [LABEL]: '' }),
      sized('large', '64Gi', { [LABEL]: '' }),
      controlPlaneFact('cp', { labels: { [LABEL]: '' } }),
      sized('other', '128Gi'),
    ];
    const found = findSystemNodes(nodes, context);

    expect(found.labelled.map(({ name }) => name)).toEqual([
      'small',
      'large',
      'cp',
    ]);
    expect(found.usable.map(({ name }) => name)).toEqual(['large', 'small']);
    expect(lookedAt(found).map(({ name }) => name)).toEqual(['large', 'small']);
  });

  it('looks at a handful of nodes, however many there are', () => {
    const many = Array.from({ length: 50 }, (_, index) =>
      sized(`n${index}`, `${index}Gi`, { [LABEL]: '' }),
    );

    expect(lookedAt(findSystemNodes(many, context))).toHaveLength(
      MAX_LOOKED_AT,
    );
    expect(
      lookedAt(
        findSystemNodes(
          many.map(({ name }) => sized(name, '8Gi')),
          context,
        ),
      ),
    ).toHaveLength(MAX_LOOKED_AT);
  });

  it('puts a node of unreadable size last', () => {
    const found = findSystemNodes(
      [sized('odd', 'abc'), sized('small', '1Gi')],
      context,
    );

    expect(found.candidates.map(({ name }) => name)).toEqual(['small', 'odd']);
  });

  it('looks at no candidate where nodes are labelled that cannot serve: these are to be repaired', () => {
    const found = findSystemNodes(
      [
        nodeFact('down', { labels: { [LABEL]: '' }, ready: 'False' }),
        sized('w', '8Gi'),
      ],
      context,
    );

    expect(lookedAt(found)).toEqual([]);
    expect(found.candidates.map(({ name }) => name)).toEqual(['w']);
  });
});
