import { aClusterEntity, onResources } from '../testing/entities';
import {
  isRunaiClusterEntity,
  namedCluster,
  possibleCluster,
  resourcesOf,
  restsOnResources,
} from './clusterEntity';

describe('an entity', () => {
  it('stands for a cluster by its kind and type, whatever their case', () => {
    const entity = aClusterEntity('gpu');
    expect(isRunaiClusterEntity(entity)).toBe(true);
    expect(isRunaiClusterEntity({ ...entity, kind: 'resource' })).toBe(true);
    expect(isRunaiClusterEntity({ ...entity, kind: 'Component' })).toBe(false);
    expect(
      isRunaiClusterEntity({ ...entity, spec: { type: 'database' } }),
    ).toBe(false);
    expect(isRunaiClusterEntity({ ...entity, spec: undefined })).toBe(false);
  });

  it('names its cluster by annotation', () => {
    expect(namedCluster(aClusterEntity('gpu', 'gpu-prod'))).toBe('gpu-prod');
    expect(namedCluster(aClusterEntity('gpu'))).toBeUndefined();
  });

  it('may name what no cluster can be called', () => {
    const longest = 'x'.repeat(63);
    expect(possibleCluster(aClusterEntity('gpu', longest))).toBe(longest);
    for (const name of ['', ' ', 'a,b', 'GPU', `${longest}x`]) {
      expect(possibleCluster(aClusterEntity('gpu', name))).toBeUndefined();
    }
  });

  it('rests on the resources that it depends on or has as parts, each once', () => {
    const component = onResources('Component', ['one', 'two', 'one']);
    expect(resourcesOf(component)).toEqual([
      'resource:default/one',
      'resource:default/two',
    ]);
    expect(restsOnResources(onResources('System', ['one']))).toBe(true);
    expect(
      restsOnResources({
        ...component,
        relations: [
          { type: 'dependsOn', targetRef: 'component:default/one' },
          { type: 'dependencyOf', targetRef: 'resource:default/one' },
        ],
      }),
    ).toBe(false);
    expect(restsOnResources({ ...component, relations: undefined })).toBe(
      false,
    );
  });
});
