import {
  createMockDirectory,
  mockServices,
} from '@backstage/backend-test-utils';
import type { JsonObject } from '@backstage/types';
import { DEFAULT_PROFILE } from '@runai-portal/checks';
import type { ClusterSourceFactory } from '@runai-portal/backstage-plugin-runai-node';
import { readRunaiConfig } from '../config/runaiConfig';
import { KubeconfigSource } from './KubeconfigSource';
import { loadClusters } from './loadClusters';

const directory = createMockDirectory();

function kubeconfig(...contexts: string[]): string {
  return JSON.stringify({
    apiVersion: 'v1',
    kind: 'Config',
    clusters: [{ name: 'c', cluster: { server: 'https://10.0.0.1:6443' } }],
    users: [{ name: 'u', user: { token: 'a-secret-token' } }],
    contexts: contexts.map(name => ({
      name,
      context: { cluster: 'c', user: 'u' },
    })),
    'current-context': contexts[0],
  });
}

const demo: ClusterSourceFactory = () => ({
  type: 'demo',
  list: async () => [
    {
      sourceName: 'gpu-prod',
      connection: { server: 'https://127.0.0.1:1' },
      settings: { environment: 'production', mode: 'hybrid' },
      demo: true,
    },
  ],
});

function load(runai: JsonObject, options: { demo?: boolean } = {}) {
  const logger = mockServices.logger.mock();
  return {
    logger,
    clusters: loadClusters({
      config: readRunaiConfig(mockServices.rootConfig({ data: { runai } })),
      factories: new Map<string, ClusterSourceFactory>([
        ['kubeconfig', source => KubeconfigSource.fromConfig(source)],
        ...(options.demo === false ? [] : [['demo', demo] as const]),
      ]),
      baseDir: directory.path,
      knownProfiles: [DEFAULT_PROFILE],
      logger,
    }),
  };
}

describe('the clusters of the configuration', () => {
  beforeEach(() =>
    directory.setContent({ kubeconfig: kubeconfig('admin@GPU.Prod', 'lab') }),
  );

  it('are the demo where nothing is configured and the demo is there', async () => {
    const [cluster] = await load({}).clusters;
    expect(cluster).toMatchObject({
      name: 'gpu-prod',
      source: 'demo',
      demo: true,
      settings: {
        environment: 'production',
        mode: 'hybrid',
        profile: DEFAULT_PROFILE,
      },
    });
    expect(await load({}, { demo: false }).clusters).toEqual([]);
  });

  it('are the contexts of a kubeconfig, with settings found by either name', async () => {
    const sources = [{ type: 'kubeconfig', path: './kubeconfig' }];
    const { clusters, logger } = load({
      sources,
      clusters: [
        {
          name: 'admin@GPU.Prod',
          title: 'Production',
          labels: { team: 'vision' },
        },
        { name: 'lab', environment: 'production' },
        { name: 'elsewhere' },
      ],
    });
    expect(await clusters).toMatchObject([
      {
        name: 'admin-gpu-prod',
        sourceName: 'admin@GPU.Prod',
        title: 'Production',
        labels: { team: 'vision' },
        settings: { environment: 'trial' },
        demo: false,
      },
      { name: 'lab', title: 'lab', settings: { environment: 'production' } },
    ]);
    expect(logger.warn).toHaveBeenCalledWith(
      "runai.clusters has settings for 'elsewhere', and no source has such a cluster",
    );
  });

  it.each<[string, JsonObject, string | RegExp]>([
    [
      'a source that nobody brings',
      { sources: [{ type: 'cloud' }] },
      "runai.sources[0].type is 'cloud'; known are demo, kubeconfig.",
    ],
    [
      'the demo among others',
      {
        sources: [{ type: 'kubeconfig', path: 'kubeconfig' }, { type: 'demo' }],
      },
      'runai.sources[1] is the demo beside other sources',
    ],
    [
      'a file that is not there',
      { sources: [{ type: 'kubeconfig', path: 'missing' }] },
      /missing/,
    ],
    [
      'a file that is no kubeconfig',
      { sources: [{ type: 'kubeconfig', path: 'broken' }] },
      /broken/,
    ],
    [
      'a context that is not there',
      {
        sources: [{ type: 'kubeconfig', path: 'kubeconfig', contexts: ['x'] }],
      },
      /x/,
    ],
    [
      'an unknown key of a source',
      { sources: [{ type: 'kubeconfig', path: 'kubeconfig', context: 'lab' }] },
      'context is not a known key',
    ],
    [
      'two clusters of one name',
      {
        sources: [
          { type: 'kubeconfig', path: 'kubeconfig' },
          { type: 'kubeconfig', path: 'kubeconfig', contexts: ['lab'] },
        ],
      },
      "Two clusters are called 'lab': 'lab' of the source kubeconfig and 'lab' of the source kubeconfig",
    ],
    [
      'an unknown profile',
      { clusters: [{ name: 'gpu-prod', profile: 'none' }] },
      "The profile 'none' of the cluster 'gpu-prod' is not known",
    ],
    [
      'two entries for one cluster',
      {
        sources: [{ type: 'kubeconfig', path: 'kubeconfig' }],
        clusters: [{ name: 'admin-gpu-prod' }, { name: 'admin@GPU.Prod' }],
      },
      'runai.clusters has two entries for one cluster',
    ],
  ])('stop the start with one sentence: %s', async (_what, runai, sentence) => {
    directory.addContent({ broken: 'clusters: [' });
    const fault = await load(runai).clusters.then(
      () => 'it started',
      error => error.message,
    );
    expect(fault).toMatch(sentence instanceof RegExp ? sentence : /./);
    expect(fault).toContain(sentence instanceof RegExp ? '' : sentence);
    expect(fault).not.toContain('it started');
    expect(fault).not.toContain('\n');
    expect(fault).not.toContain('a-secret-token');
  });
});
