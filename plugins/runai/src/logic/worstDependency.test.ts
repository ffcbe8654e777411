import { aCluster, anUnreachableCluster } from '../testing/builders';
import { rancher } from '../testing/openCluster';
import { compareDependencies } from './worstDependency';

describe('the clusters that something depends on', () => {
  it('come worst first, then by name, and at the end those that nobody knows', () => {
    const clusters = [
      undefined,
      aCluster('gpu-10'),
      aCluster('gpu-2'),
      rancher,
      anUnreachableCluster('edge-dc'),
    ];
    expect(
      // Array.prototype.sort keeps undefined from the comparison.
      clusters
        .map(cluster => ({ cluster }))
        .sort((left, right) => compareDependencies(left.cluster, right.cluster))
        .map(({ cluster }) => cluster?.name),
    ).toEqual(['edge-dc', 'rancher-ml', 'gpu-2', 'gpu-10', undefined]);
  });
});
