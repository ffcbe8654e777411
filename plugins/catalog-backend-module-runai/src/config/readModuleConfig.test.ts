import { ConfigReader } from '@backstage/config';
import type { JsonObject } from '@backstage/types';
import { configuredSources } from './configuredSources';
import { readModuleConfig } from './readModuleConfig';

const read = (runai?: JsonObject) =>
  readModuleConfig(
    new ConfigReader(runai ? { catalog: { providers: { runai } } } : {}),
  );

describe('the configuration of the module', () => {
  it('may be left out', () => {
    expect(read()).toEqual({
      schedule: { frequency: { minutes: 1 }, timeout: { seconds: 30 } },
      defaults: { namespace: 'default', owner: 'group:default/unknown' },
      authProviders: [],
    });
  });

  it('names defaults, a schedule and how the Kubernetes plugin logs in', () => {
    expect(
      read({
        owner: 'ml-platform',
        system: 'compute',
        namespace: 'gpu',
        schedule: { frequency: { minutes: 5 }, timeout: { minutes: 1 } },
        kubernetesAuthProvider: 'google',
      }),
    ).toMatchObject({
      schedule: { frequency: { minutes: 5 } },
      defaults: {
        owner: 'group:default/ml-platform',
        system: 'system:default/compute',
        namespace: 'gpu',
      },
      kubernetesAuth: { provider: 'google' },
    });
  });

  it.each<[JsonObject, string]>([
    [{ owner: 'no owner' }, 'catalog.providers.runai.owner is wrong: must be'],
    [{ namespace: 'A b' }, 'catalog.providers.runai.namespace is wrong'],
    [{ colour: 'red' }, 'catalog.providers.runai.colour is not a known key'],
    [
      { schedule: { frequency: 'often' } },
      'catalog.providers.runai.schedule is wrong: it must be like {frequency',
    ],
    [
      { kubernetesAuthProvider: 'serviceAccount' },
      'kubernetesAuthProvider is wrong: must be another than serviceAccount',
    ],
    [
      { kubernetesAuthProvider: 'oidc' },
      'catalog.providers.runai.kubernetesOidcTokenProvider is missing',
    ],
  ])('stops the start where it is %j', (runai, sentence) => {
    expect(() => read(runai)).toThrow(sentence);
  });
});

describe('there is a provider', () => {
  const idsOf = (sources?: unknown) =>
    configuredSources(
      new ConfigReader({ runai: { ...(sources ? { sources } : {}) } }),
    ).map(({ id }) => id);

  it('for the demo where no source is configured, as the runai plugin has it', () => {
    expect(idsOf()).toEqual(['demo']);
  });

  it('for each file and each other type, once, and not for the catalog', () => {
    expect(
      idsOf([
        { type: 'kubeconfig', path: './one' },
        { type: 'kubeconfig', path: './two' },
        { type: 'kubeconfig', path: './one', contexts: ['x'] },
        { type: 'kubernetes' },
        { type: 'inventory', of: 'one' },
        { type: 'inventory', of: 'two' },
        { type: 'catalog' },
      ]),
    ).toEqual([
      'kubeconfig:./one',
      'kubeconfig:./two',
      'kubernetes',
      'inventory',
    ]);
  });

  it('with a name that the catalog can keep', () => {
    const [one, other] = idsOf(
      ['a', 'b'].map(end => ({
        type: 'kubeconfig',
        path: `${'/long'.repeat(100)}${end}`,
      })),
    );
    expect(one).toHaveLength(100);
    expect(other).not.toBe(one);
  });

  it('for nothing where the sources are malformed: another plugin says so', () => {
    expect(idsOf('all')).toEqual([]);
  });
});
