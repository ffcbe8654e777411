import { aBrokenGpuNode, aGpuNode } from '../testing/nodeBuilders';
import { countGpus, gpuPools, splitTotals, sumSplits } from './gpus';

describe('splitTotals', () => {
  it.each([
    [
      'a part allocated',
      { total: 8, allocatable: 8, allocated: 6 },
      { allocated: 6, free: 2, inUseUnknown: 0, notOffered: 0 },
    ],
    [
      'none offered',
      { total: 8, allocatable: 0, allocated: 0 },
      { allocated: 0, free: 0, inUseUnknown: 0, notOffered: 8 },
    ],
    [
      'pods that may not be read',
      { total: 8, allocatable: 6 },
      { allocated: 0, free: 0, inUseUnknown: 6, notOffered: 2 },
    ],
    [
      'more allocated than is offered now',
      { total: 8, allocatable: 4, allocated: 6 },
      { allocated: 4, free: 0, inUseUnknown: 0, notOffered: 4 },
    ],
  ])('%s', (_, totals, split) => {
    expect(splitTotals(totals)).toEqual({ shared: 0, ...split });
  });
});

describe('gpuPools', () => {
  it('groups nodes by pool and product, in the order of their numbers, without nodes that have no GPU', () => {
    const pools = gpuPools([
      aGpuNode('gpu-10'),
      aGpuNode('gpu-2'),
      aGpuNode('gpu-1', { pool: 'interactive' }),
      aGpuNode('sys-1', { gpus: undefined }),
    ]);
    expect(
      pools.map(({ pool, nodes }) => [
        pool,
        nodes.map(({ node }) => node.name),
      ]),
    ).toEqual([
      ['interactive', ['gpu-1']],
      ['training', ['gpu-2', 'gpu-10']],
    ]);
  });

  it('shows the hardware of a node that offers nothing as not offered', () => {
    const [pool] = gpuPools([aBrokenGpuNode('gpu-07')]);
    expect(pool.nodes[0].split.notOffered).toBe(8);
    expect(pool.nodes[0].cells).toHaveLength(8);
  });

  it('shows a fraction that is allocated as a shared GPU', () => {
    const node = aGpuNode('gpu-1');
    const gpus = node.gpus && { ...node.gpus, allocated: 4.5 };
    const [pool] = gpuPools([{ ...node, gpus }]);
    expect(pool.nodes[0].split).toMatchObject({
      allocated: 4,
      shared: 1,
      free: 3,
    });
  });

  it('deals MIG slices over the devices that they split', () => {
    const node = aGpuNode('mig-1', {
      gpus: {
        count: 2,
        capacity: 14,
        allocatable: 14,
        allocated: 3,
        mig: { strategy: 'mixed', profiles: { '1g.5gb': 14 } },
        resources: {
          'nvidia.com/mig-1g.5gb': { capacity: 14, allocatable: 14 },
        },
      },
    });
    const [pool] = gpuPools([node]);
    expect(pool.nodes[0].cells.map(cell => cell.slices.length)).toEqual([7, 7]);
    expect(pool.nodes[0].cells[0].slices.slice(0, 4)).toEqual([
      'allocated',
      'allocated',
      'allocated',
      'free',
    ]);
    expect(countGpus([pool])).toBe(2);
  });

  it('loses no GPU over all nodes', () => {
    const pools = gpuPools([aGpuNode('a'), aBrokenGpuNode('b')]);
    const sum = sumSplits(
      pools.flatMap(pool => pool.nodes.map(node => node.split)),
    );
    expect(sum).toEqual({
      allocated: 6,
      shared: 0,
      free: 2,
      inUseUnknown: 0,
      notOffered: 8,
    });
  });
});
