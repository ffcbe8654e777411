import fc from 'fast-check';
import { clusterName } from './clusterName';

describe('the name of a cluster', () => {
  it.each([
    ['gpu-prod', 'gpu-prod'],
    ['kubernetes-admin@GPU.Prod', 'kubernetes-admin-gpu-prod'],
    [
      'arn:aws:eks:eu-west-1:123:cluster/ml',
      'arn-aws-eks-eu-west-1-123-cluster-ml',
    ],
    ['--x--', 'x'],
    ['日本', ''],
  ])('%s is %s', (sourceName, name) => {
    expect(clusterName(sourceName)).toBe(name);
  });

  it('is a DNS label, or nothing, and its own name', () => {
    fc.assert(
      fc.property(fc.string({ maxLength: 200 }), sourceName => {
        const name = clusterName(sourceName);
        expect(name).toMatch(/^([a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?)?$/);
        expect(clusterName(name)).toBe(name);
      }),
    );
  });
});
