import { mergeEntries } from './mergeEntries';
import type { SourceEntry } from './sourceEntries';

const pem = (body: string) =>
  `-----BEGIN CERTIFICATE-----\n${body}\n-----END CERTIFICATE-----\n`;

function entry(
  source: string,
  sourceName: string,
  connection: SourceEntry['sourced']['connection'] = {
    server: 'https://10.0.0.1:6443',
    caData: pem('AAAA'),
  },
): SourceEntry {
  const sourced = { sourceName, connection };
  return { source, label: source, standsForSource: false, sourced };
}

const names = (entries: readonly SourceEntry[]) =>
  mergeEntries(entries).map(({ source, sourced, otherSources }) => [
    `${source}/${sourced.sourceName}`,
    ...otherSources.map(other => `${other.source}/${other.sourceName}`),
  ]);

describe('a cluster that several sources have', () => {
  it('is told by the kubeconfig, then by the Kubernetes plugin, then by the catalog', () => {
    const catalog = entry('catalog', 'gpu');
    const kubernetes = entry('kubernetes', 'prod');
    expect(
      names([catalog, kubernetes, entry('kubeconfig', 'admin@prod')]),
    ).toEqual([['kubeconfig/admin@prod', 'kubernetes/prod', 'catalog/gpu']]);
    expect(names([catalog, kubernetes])).toEqual([
      ['kubernetes/prod', 'catalog/gpu'],
    ]);
  });

  it('is one where both read the same entity, and where one lacks nothing but credentials', () => {
    const entityRef = 'resource:default/gpu';
    const server = 'https://10.0.0.9';
    const lacking = entry('kubernetes', 'gpu', {
      unusable: { reason: 'X', message: 'x', lacksCredentials: { server } },
    });
    const broken = entry('catalog', 'gpu', {
      unusable: { reason: 'X', message: 'x' },
    });
    const ofEntity = (one: SourceEntry) => ({
      ...one,
      sourced: { ...one.sourced, entityRef },
    });
    expect(names([ofEntity(broken), ofEntity(lacking)])).toEqual([
      ['kubernetes/gpu', 'catalog/gpu'],
    ]);
    expect(names([lacking, entry('kubeconfig', 'gpu', { server })])).toEqual([
      ['kubeconfig/gpu', 'kubernetes/gpu'],
    ]);
    expect(
      names([
        ofEntity(broken),
        ofEntity(lacking),
        entry('kubeconfig', 'gpu', { server }),
      ]),
    ).toEqual([['kubeconfig/gpu', 'kubernetes/gpu', 'catalog/gpu']]);
  });

  it('is told what other sources say besides: by its own entity, or the only one', () => {
    const entity = (name: string) => {
      const one = entry('catalog', name);
      const sourced = {
        ...one.sourced,
        entityRef: `resource:default/${name}`,
        settings: { owner: `group:default/${name}` },
      };
      return { ...one, sourced };
    };
    const owners = (entries: readonly SourceEntry[]) =>
      mergeEntries(entries).map(({ besides }) => besides?.settings?.owner);
    const cluster = entry('kubeconfig', 'gpu');
    expect(owners([cluster, entity('gpu')])).toEqual(['group:default/gpu']);
    // Nobody owns a cluster by writing its address into an entity of their own.
    expect(owners([cluster, entity('gpu'), entity('evil')])).toEqual([
      undefined,
    ]);
    const itsOwn = { ...entity('gpu'), source: 'kubernetes' };
    expect(owners([itsOwn, entity('evil'), entity('gpu')])).toEqual([
      'group:default/gpu',
    ]);
  });

  it('has so many other sources as somebody reads', () => {
    const many = Array.from({ length: 5_000 }, (_, at) =>
      entry('catalog', `gpu-${at}`),
    );
    const [one, ...none] = names([...many, entry('kubeconfig', 'gpu')]);
    expect(none).toEqual([]);
    expect(one).toHaveLength(21);
  });

  it('is recognised however its address and certificate are written', () => {
    const other = entry('kubernetes', 'prod', {
      server: 'https://10.0.0.1:6443/',
      caData: `# ours\r\n${pem('AAAA').replaceAll('\n', '\r\n')}`,
    });
    expect(names([entry('kubeconfig', 'prod'), other])).toHaveLength(1);
  });

  it('is two where the server, its path or the authority is another', () => {
    const one = entry('kubeconfig', 'one');
    for (const connection of [
      { server: 'https://10.0.0.2:6443', caData: pem('AAAA') },
      { server: 'https://10.0.0.1:6443/k8s/c-1', caData: pem('AAAA') },
      { server: 'https://10.0.0.1:6443', caData: pem('BBBB') },
      { unusable: { reason: 'X', message: 'x' } },
    ]) {
      expect(names([one, entry('catalog', 'two', connection)])).toHaveLength(2);
    }
  });

  it('stays apart within sources of one type: two contexts are two accounts', () => {
    expect(
      names([
        entry('kubeconfig', 'admin'),
        entry('kubeconfig', 'reader'),
        entry('catalog', 'gpu'),
      ]),
    ).toEqual([
      ['kubeconfig/admin', 'catalog/gpu'],
      ['kubeconfig/reader', 'catalog/gpu'],
    ]);
  });
});
