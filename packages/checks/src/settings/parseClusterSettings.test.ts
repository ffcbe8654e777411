import { parseClusterSettings, SettingsError } from './parseClusterSettings';

const parse = (value: unknown) =>
  parseClusterSettings(value, { where: 'runai.clusters[0]' });

describe('parseClusterSettings', () => {
  it('takes a name alone: a trial without a mode', () => {
    expect(parse({ name: 'gpu-prod' })).toEqual({
      name: 'gpu-prod',
      environment: 'trial',
    });
  });

  it('takes every setting that the documentation names', () => {
    const all = {
      name: 'gpu-prod',
      title: 'GPU production',
      owner: 'group:default/ml-platform',
      system: 'compute',
      lifecycle: 'production',
      labels: { team: 'vision' },
      contact: { title: 'ML platform', url: 'https://chat.example/ml' },
      environment: 'production',
      mode: 'cloud',
      profile: 'runai-2021.04',
      existingPrometheus: true,
      registry: 'registry.corp.example:5000',
      storage: { class: 'nfs', nfsServer: 'nfs.corp.example:/export' },
      systemNodes: { selector: 'node-role.kubernetes.io/runai-system' },
      gpuNodes: { selector: 'pool=gpu' },
      controlPlane: {
        url: 'https://runai.corp.example',
        clusterId: 'x',
        caFile: './ca.pem',
        auth: { type: 'token' },
      },
      prometheus: { url: 'https://prometheus.corp.example', token: 't' },
      proxy: { httpsProxy: 'http://proxy:3128', noProxy: '.svc' },
      maintenance: { until: '2026-12-01T06:00:00Z', reason: 'new racks' },
      probes: {
        enabled: true,
        namespace: 'runai-probe',
        image: 'registry/curl@sha256:0',
      },
      kubernetesProxy: {
        enabled: true,
        resources: [{ group: 'apps', resource: 'deployments' }],
        requestsPerUser: 40,
      },
    };
    expect(parse(all)).toEqual(all);
  });

  it.each<[unknown, string]>([
    [
      { name: 'a', enviroment: 'production' },
      'runai.clusters[0]: enviroment is not a setting of a cluster',
    ],
    [
      { name: 'a', storage: { klass: 'nfs' } },
      'runai.clusters[0]: storage.klass is not a setting of a cluster',
    ],
    [{ name: 'a', environment: 'prod' }, 'runai.clusters[0]: environment: '],
    [{ name: 'a', mode: 'onPrem' }, 'runai.clusters[0]: mode: '],
    [
      { name: 'a', controlPlane: { url: 'runai.corp' } },
      'runai.clusters[0]: controlPlane.url: must be an http or https address',
    ],
    [
      { name: 'a', maintenance: { until: 'soon', reason: 'x' } },
      'runai.clusters[0]: maintenance.until: must be a time like',
    ],
    [{}, 'runai.clusters[0]: name: '],
    ['gpu-prod', 'runai.clusters[0]: the entry: '],
  ])('refuses %j in one sentence that names the key', (value, sentence) => {
    expect(() => parse(value)).toThrow(SettingsError);
    expect(() => parse(value)).toThrow(sentence);
  });

  it('names the line where it is known', () => {
    expect(() =>
      parseClusterSettings(
        { name: 'a', x: 1 },
        { where: 'site.yaml', line: path => (path[0] === 'x' ? 7 : 1) },
      ),
    ).toThrow('site.yaml, line 7: x is not a setting of a cluster');
  });
});
