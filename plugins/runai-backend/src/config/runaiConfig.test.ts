import { mockServices } from '@backstage/backend-test-utils';
import type { JsonValue } from '@backstage/types';
import { readRunaiConfig } from './runaiConfig';

function read(runai: JsonValue) {
  return readRunaiConfig(mockServices.rootConfig({ data: { runai } }));
}

describe('the configuration', () => {
  it('has a default for everything', () => {
    expect(
      readRunaiConfig(mockServices.rootConfig({ data: {} })),
    ).toMatchObject({
      sources: undefined,
      clusters: [],
      profiles: [],
      schedule: { healthMs: 60_000, checksMs: 900_000 },
    });
  });

  it.each<[JsonValue, string]>([
    [{ sorces: [] }, 'runai.sorces is not a known key'],
    [{ sources: {} }, 'runai.sources is wrong'],
    [{ sources: [{}] }, 'runai.sources[0].type is wrong'],
    [{ clusters: [{ title: 'x' }] }, 'runai.clusters[0].name is wrong'],
    [
      { clusters: [{ name: 'a', enviroment: 'production' }] },
      'runai.clusters[0].enviroment is not a known key',
    ],
    [
      { clusters: [{ name: 'a', environment: 'prod' }] },
      'runai.clusters[0].environment is wrong',
    ],
    [
      { clusters: [{ name: 'a' }, { name: 'a' }] },
      "runai.clusters[1].name is 'a', as is runai.clusters[0].name",
    ],
    [
      { clusters: [{ name: 'a', probes: { enabled: true } }] },
      'runai.clusters[0].probes does nothing yet: it is for probes from inside the cluster, which this version does not have; leave it out.',
    ],
    [
      { clusters: [{ name: 'a', controlPlane: { auth: { token: 'x' } } }] },
      'runai.clusters[0].controlPlane.auth does nothing yet',
    ],
    [
      {
        clusters: [
          {
            name: 'a',
            kubernetesProxy: { resources: [{ resource: 'secrets' }] },
          },
        ],
      },
      'runai.clusters[0].kubernetesProxy is wrong: secrets is never passed on.',
    ],
    [
      { clusters: [{ name: 'a', credentials: {} }] },
      'runai.clusters[0].credentials is wrong: must have either token or tokenFile',
    ],
    [
      {
        clusters: [{ name: 'a', credentials: { token: 't', tokenFile: 'f' } }],
      },
      'runai.clusters[0].credentials is wrong: must have either token or tokenFile',
    ],
    [
      { clusters: [{ name: 'a', proxyUrl: 'proxy.example:3128' }] },
      'runai.clusters[0].proxyUrl is wrong: must begin with http://',
    ],
    [
      { schedule: { health: { minits: 3 } } },
      'runai.schedule.health is wrong: must be a duration',
    ],
    [
      { schedule: { checks: { seconds: 1 } } },
      'runai.schedule.checks is wrong: must be 60 seconds or more',
    ],
  ])(
    'stops the start with one sentence that names the key: %j',
    (runai, sentence) => {
      expect(() => read(runai)).toThrow(sentence);
    },
  );

  it('says nothing of a secret', () => {
    const token = 'a-secret-token';
    expect(() =>
      read({
        clusters: [{ name: 'a', controlPlane: { url: 'no address', token } }],
      }),
    ).toThrow(expect.not.stringContaining(token));
  });
});
