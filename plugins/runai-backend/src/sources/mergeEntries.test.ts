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
