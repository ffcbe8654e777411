import { DEFAULT_PROFILE } from '@runai-portal/checks';
import type { SourcedCluster } from '@runai-portal/backstage-plugin-runai-node';
import type { SourceState } from '../sources/SourceFeed';
import {
  describeClusters,
  type DescribeClustersOptions,
} from './describeClusters';

const connection = { server: 'https://10.0.0.1:6443' };

function source(
  clusters: (string | Partial<SourcedCluster>)[],
  more: Partial<SourceState> = {},
): SourceState {
  return {
    type: 'kubeconfig',
    label: './kubeconfig',
    clusters: clusters.map(cluster => ({
      sourceName: 'unnamed',
      connection,
      ...(typeof cluster === 'string' ? { sourceName: cluster } : cluster),
    })),
    ...more,
  };
}

function describeThem(
  sources: SourceState[],
  config: Partial<DescribeClustersOptions['config']> = {},
) {
  return describeClusters({
    sources,
    config: { clusters: [], ...config },
    knownProfiles: [DEFAULT_PROFILE],
  });
}

describe('a cluster of the portal', () => {
  it('has its settings by either name, and keeps its own name as it was written', () => {
    const { clusters, unknownNames } = describeThem(
      [source(['admin@GPU.Prod', 'lab'])],
      {
        clusters: [
          { name: 'admin@GPU.Prod', labels: { team: 'vision' } },
          { name: 'lab', environment: 'production', title: 'The lab' },
          { name: 'elsewhere' },
        ],
      },
    );
    expect(clusters).toMatchObject([
      {
        name: 'admin-gpu-prod',
        sourceName: 'admin@GPU.Prod',
        title: 'admin@GPU.Prod',
        labels: { team: 'vision' },
        settings: { environment: 'trial', profile: DEFAULT_PROFILE },
        demo: false,
        connection,
      },
      {
        name: 'lab',
        title: 'The lab',
        settings: { environment: 'production' },
      },
    ]);
    expect(unknownNames).toEqual(['elsewhere']);
  });

  it.each<[string, Parameters<typeof describeThem>, string, string]>([
    [
      'an unknown profile',
      [[source(['lab'])], { clusters: [{ name: 'lab', profile: 'none' }] }],
      'UnknownProfile',
      `There is no profile 'none'; known are ${DEFAULT_PROFILE}.`,
    ],
    [
      'two entries for one cluster',
      [
        [source(['My.Lab'])],
        { clusters: [{ name: 'my-lab' }, { name: 'My.Lab' }] },
      ],
      'SettingsTwice',
      "runai.clusters has 2 entries for this cluster: 'my-lab', 'My.Lab'",
    ],
    [
      'settings of its source that are none',
      [
        [
          source([
            {
              sourceName: 'lab',
              // As JavaScript, or a catalog, would give it.
              settings: JSON.parse('{"environment": "moon"}'),
            },
          ]),
        ],
      ],
      'SettingsInvalid',
      "the settings that the source kubeconfig gives 'lab'.environment is wrong",
    ],
    [
      'labels of its source that no column holds',
      [[source([{ sourceName: 'lab', labels: { team: 'x'.repeat(256) } }])]],
      'SettingsInvalid',
      "the settings that the source kubeconfig gives 'lab'.labels.team is wrong",
    ],
    [
      'what its source says of it',
      [
        [
          source([
            {
              sourceName: 'lab',
              connection: {
                unusable: { reason: 'X', message: 'Broken.' },
              },
            },
          ]),
        ],
      ],
      'X',
      'Broken.',
    ],
  ])('is a row that says what to mend: %s', (_what, args, reason, sentence) => {
    const { clusters } = describeThem(...args);
    expect(clusters).toHaveLength(1);
    expect(clusters[0].connection).toEqual({
      unusable: { reason, message: expect.stringContaining(sentence) },
    });
  });

  it('gets no settings of a name that it shares, and says which names there are', () => {
    const sources = ['a', 'b'].map(label => source(['default'], { label }));
    const { clusters } = describeThem(sources, {
      clusters: [{ name: 'default', prometheus: { url: 'https://p' } }],
    });
    const [one, other] = clusters.map(({ name }) => name);
    expect(one).not.toBe(other);
    for (const cluster of clusters) {
      expect(cluster.settings.prometheus).toBeUndefined();
      expect(cluster.connection).toMatchObject({
        unusable: {
          reason: 'SettingsAmbiguous',
          message: expect.stringContaining(`${one}, ${other}`),
        },
      });
    }
    const named = describeThem(sources, { clusters: [{ name: one }] });
    expect(named.clusters.map(cluster => cluster.connection)).toEqual([
      connection,
      connection,
    ]);
  });

  it('has what another source says of it where its own says nothing', () => {
    const entity: Partial<SourcedCluster> = {
      sourceName: 'gpu',
      entityRef: 'resource:default/gpu',
      title: 'GPU production',
      labels: { team: 'vision' },
      settings: {
        owner: 'group:default/vision',
        environment: 'production',
        profile: DEFAULT_PROFILE,
      },
    };
    const catalog = (more: Partial<SourcedCluster> = {}) =>
      source([{ ...entity, ...more }], { type: 'catalog', label: 'catalog' });
    const { clusters } = describeThem([source(['admin@gpu']), catalog()], {
      clusters: [{ name: 'admin@gpu', environment: 'trial' }],
    });
    expect(clusters).toMatchObject([
      {
        name: 'admin-gpu',
        title: 'GPU production',
        entityRef: 'resource:default/gpu',
        labels: { team: 'vision' },
        otherSources: [{ source: 'catalog', sourceName: 'gpu' }],
        settings: { owner: 'group:default/vision', environment: 'trial' },
        connection,
      },
    ]);
    for (const settings of [
      { profile: 'none' },
      JSON.parse('{"environment": "moon"}'),
    ]) {
      const spoilt = describeThem([source(['gpu']), catalog({ settings })]);
      expect(spoilt.clusters).toMatchObject([
        { connection, settings: { environment: 'trial' } },
      ]);
    }
  });

  it('keeps the reason and the state of its source where nothing else is wrong', () => {
    const unusable = { state: 'unknown' as const, reason: 'X', message: 'x' };
    const sources = [source([{ sourceName: 'lab', connection: { unusable } }])];
    expect(describeThem(sources).clusters[0].connection).toEqual({ unusable });
    const [{ connection: both }] = describeThem(sources, {
      clusters: [{ name: 'lab', profile: 'none' }],
    }).clusters;
    expect(both).toMatchObject({ unusable: { reason: 'X' } });
    expect(both).not.toHaveProperty('unusable.state');
  });

  it('is reached with the credentials of app-config, which are in no setting', () => {
    const lacksCredentials = { server: 'https://10.0.0.2' };
    const { clusters } = describeThem(
      [
        source([
          {
            sourceName: 'lab',
            connection: {
              unusable: { reason: 'X', message: 'x', lacksCredentials },
            },
          },
        ]),
      ],
      { clusters: [{ name: 'lab', credentials: { token: 'a-token' } }] },
    );
    expect(clusters[0].connection).toMatchObject(lacksCredentials);
    expect(JSON.stringify(clusters)).not.toContain('a-token');
  });

  it('has no text that a database cannot keep', () => {
    const { clusters } = describeThem([source(['gpu\0prod'])]);
    expect(clusters).toMatchObject([
      { name: 'gpu-prod', sourceName: 'gpu\uFFFDprod', title: 'gpu\uFFFDprod' },
    ]);
  });

  it('is spoilt by no other one', () => {
    const { clusters } = describeThem([
      source(['well', { sourceName: 'ill', settings: { profile: 'none' } }]),
    ]);
    expect(clusters[0].connection).toBe(connection);
  });
});

describe('a source that cannot be asked', () => {
  const failure = { message: 'The file a/lab.yaml does not exist.', times: 1 };

  it('is a row named after it', () => {
    const { clusters } = describeThem([
      source([], { label: 'a/lab.yaml', failure }),
    ]);
    expect(clusters).toMatchObject([
      {
        name: 'lab-yaml',
        sourceName: 'lab.yaml',
        title: 'a/lab.yaml',
        connection: {
          unusable: {
            reason: 'SourceUnreadable',
            message: failure.message,
          },
        },
      },
    ]);
  });

  it('keeps the clusters that it had, and says so when that goes on', () => {
    const names = (times: number) =>
      describeThem([
        source(['lab'], { failure: { ...failure, times } }),
      ]).clusters.map(({ name }) => name);
    expect(names(1)).toEqual(['lab']);
    expect(names(2)).toEqual(['lab', 'kubeconfig']);
    const [, row] = describeThem([
      source(['lab'], { failure: { ...failure, times: 2 } }),
    ]).clusters;
    expect(row.connection).toMatchObject({
      unusable: {
        message: `${failure.message} The cluster that it had last is kept.`,
      },
    });
  });

  it('stands once where it is configured twice, and so do its clusters', () => {
    const twice = [source(['lab']), source(['lab'])];
    expect(describeThem(twice).clusters).toHaveLength(1);
    const failing = source([], { failure });
    expect(describeThem([failing, failing]).clusters).toHaveLength(1);
  });
});
