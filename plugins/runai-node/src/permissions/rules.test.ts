import type { RunaiClusterResource } from './resource';
import { runaiClusterRules } from './rules';

const cluster: RunaiClusterResource = {
  name: 'gpu-prod',
  labels: { team: 'vision' },
  environment: 'production',
  owner: 'group:default/Vision',
};

describe('the rules about clusters', () => {
  it('go by name', () => {
    const { isCluster } = runaiClusterRules;
    expect(isCluster.apply(cluster, { names: ['gpu-prod'] })).toBe(true);
    expect(isCluster.apply(cluster, { names: [] })).toBe(false);
  });

  it('go by a label, or by its value', () => {
    const { hasLabel } = runaiClusterRules;
    expect(hasLabel.apply(cluster, { key: 'team' })).toBe(true);
    expect(hasLabel.apply(cluster, { key: 'team', value: 'vision' })).toBe(
      true,
    );
    expect(hasLabel.apply(cluster, { key: 'team', value: 'speech' })).toBe(
      false,
    );
    expect(hasLabel.apply(cluster, { key: 'toString' })).toBe(false);
    expect(hasLabel.toQuery({ key: 'team' })).toEqual({
      field: 'label',
      key: 'team',
    });
  });

  it('go by environment', () => {
    const { inEnvironment } = runaiClusterRules;
    expect(inEnvironment.apply(cluster, { environments: ['production'] })).toBe(
      true,
    );
    expect(inEnvironment.apply(cluster, { environments: ['trial'] })).toBe(
      false,
    );
  });

  it('go by owner, without regard to case', () => {
    const { isOwnedBy } = runaiClusterRules;
    const owners = ['group:default/vision'];
    expect(isOwnedBy.apply(cluster, { owners })).toBe(true);
    expect(isOwnedBy.apply({ ...cluster, owner: undefined }, { owners })).toBe(
      false,
    );
    expect(isOwnedBy.toQuery({ owners: ['group:default/VISION'] })).toEqual({
      field: 'owner',
      values: owners,
    });
  });
});
