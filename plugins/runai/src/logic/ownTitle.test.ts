import { ownTitle } from './ownTitle';

describe('ownTitle', () => {
  it.each([
    ['rancher-ml', 'Rancher ML', undefined],
    ['gpu-prod', 'gpu-prod', undefined],
    ['gr-e-1', 'Größe 1', 'Größe 1'],
    ['bc-test-context', 'bc-test-context/../../..', 'bc-test-context/../../..'],
    [
      'arn-aws-eks-cluster-gpu',
      'arn:aws:eks:cluster/gpu',
      'arn:aws:eks:cluster/gpu',
    ],
    ['gpu', 'GPU production', 'GPU production'],
  ])('of %s called "%s" is %s', (name, title, shown) => {
    expect(ownTitle({ name, title })).toBe(shown);
  });
});
