import fc from 'fast-check';
import { clusterNames } from './clusterNames';
import type { SourceEntry } from './sourceEntries';

function entry(
  sourceName: string,
  more: Partial<SourceEntry> = {},
): SourceEntry {
  return {
    source: 'kubeconfig',
    label: './kubeconfig',
    standsForSource: false,
    sourced: { sourceName, connection: { server: 'https://10.0.0.1' } },
    ...more,
  };
}

describe('the names of clusters', () => {
  it('are those of the sources where each is alone', () => {
    expect(clusterNames([entry('GPU.Prod'), entry('lab')])).toEqual([
      'gpu-prod',
      'lab',
    ]);
  });

  it('get six digits each where they become one, whatever their order', () => {
    const both = [entry('Lab'), entry('lab.')];
    const names = clusterNames(both);
    expect(names).toEqual([
      expect.stringMatching(/^lab-[0-9a-f]{6}$/),
      expect.stringMatching(/^lab-[0-9a-f]{6}$/),
    ]);
    expect(names[0]).not.toBe(names[1]);
    expect(clusterNames(both.reverse())).toEqual(names.reverse());
  });

  it('differ for one context name in many files', () => {
    const names = clusterNames([
      entry('default', { label: 'a.yaml' }),
      entry('default', { label: 'b.yaml' }),
    ]);
    expect(new Set(names).size).toBe(2);
  });

  it('are not taken away by entities of the catalog, which anybody may write', () => {
    const entity = (name: string, asks?: string) =>
      entry(name, {
        source: 'catalog',
        sourced: {
          sourceName: name,
          name: asks,
          entityRef: `resource:default/${name}`,
          connection: { server: 'https://10.0.0.2' },
        },
      });
    const [cluster, same, asking, alone, own, other] = clusterNames([
      entry('gpu-prod'),
      entity('gpu-prod'),
      entity('evil', 'gpu-prod'),
      entity('gpu', 'gpu-lab'),
      entity('edge'),
      entity('evil-2', 'edge'),
    ]);
    expect(cluster).toBe('gpu-prod');
    expect(own).toBe('edge');
    expect(other).toMatch(/^edge-[0-9a-f]{6}$/);
    expect(same).toMatch(/^gpu-prod-[0-9a-f]{6}$/);
    expect(asking).toMatch(/^gpu-prod-[0-9a-f]{6}$/);
    expect(asking).not.toBe(same);
    expect(alone).toBe('gpu-lab');
  });

  it('are made of digits where nothing of a name is left', () => {
    expect(clusterNames([entry('日本')])).toEqual([
      expect.stringMatching(/^cluster-[0-9a-f]{6}$/),
    ]);
  });

  it('are not taken away by what stands for a source', () => {
    const [cluster, source] = clusterNames([
      entry('gpu-prod'),
      entry('gpu-prod', { standsForSource: true, label: 'gpu-prod' }),
    ]);
    expect(cluster).toBe('gpu-prod');
    expect(source).toMatch(/^gpu-prod-[0-9a-f]{6}$/);
  });

  it('are labels of DNS, and no two are the same', () => {
    const names = fc.uniqueArray(
      fc.oneof(fc.string({ maxLength: 100 }), fc.constantFrom('a', 'A', 'a.')),
    );
    fc.assert(
      fc.property(names, sourceNames => {
        const given = clusterNames(sourceNames.map(name => entry(name)));
        expect(new Set(given).size).toBe(given.length);
        for (const name of given) {
          expect(name).toMatch(/^[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?$/);
        }
      }),
    );
  });
});
