import { mockServices } from '@backstage/backend-test-utils';
import { InputError } from '@backstage/errors';
import type { JsonObject } from '@backstage/types';
import type { ClusterSourceFactory } from '@runai-portal/backstage-plugin-runai-node';
import { readRunaiConfig } from '../config/runaiConfig';
import { createSources } from './createSources';
import { KubeconfigSource } from './KubeconfigSource';

const list = async () => [];

function create(
  runai: JsonObject,
  factories: Record<string, ClusterSourceFactory> = {
    demo: () => ({ type: 'demo', list }),
  },
) {
  const logger = mockServices.logger.mock();
  const sources = createSources({
    config: readRunaiConfig(mockServices.rootConfig({ data: { runai } })),
    factories: new Map([
      ['kubeconfig', options => KubeconfigSource.fromConfig(options)],
      ...Object.entries(factories),
    ]),
    baseDir: '/etc',
    localOnly: false,
    logger,
  });
  return { sources, logger };
}

const types = async ({ sources }: ReturnType<typeof create>) =>
  (await sources).map(({ type }) => type);

describe('the sources of the configuration', () => {
  it('are the demo where nothing is configured and the portal has it', async () => {
    expect(await types(create({}))).toEqual(['demo']);
    const without = create({}, {});
    expect(await types(without)).toEqual([]);
    expect(without.logger.warn).toHaveBeenCalledWith(
      'No clusters: runai.sources is not configured',
    );
  });

  it('are none where the list is empty: that is not the demo', async () => {
    expect(await types(create({ sources: [] }))).toEqual([]);
  });

  it('have the demo among them where that is said', async () => {
    const sources = [
      { type: 'kubeconfig', path: 'missing' },
      { type: 'demo', mixed: true },
    ];
    expect(await types(create({ sources }))).toEqual(['kubeconfig', 'demo']);
  });

  it.each<[string, JsonObject, string]>([
    [
      'a type that nobody brings',
      { type: 'cloud' },
      "runai.sources[0].type is 'cloud'; known are demo, kubeconfig.",
    ],
    [
      'an unknown key of a source',
      { type: 'kubeconfig', path: 'kubeconfig', context: 'lab' },
      'context is not a known key',
    ],
    [
      'a source without its path',
      { type: 'kubeconfig' },
      'runai.sources (type kubeconfig).path is wrong',
    ],
  ])('stop the start with one sentence: %s', async (_what, entry, sentence) => {
    await expect(create({ sources: [entry] }).sources).rejects.toThrow(
      sentence,
    );
  });

  it('stop the start where the demo stands among others and nothing says that it may', async () => {
    const sources = [
      { type: 'kubeconfig', path: 'kubeconfig' },
      { type: 'demo' },
    ];
    await expect(create({ sources }).sources).rejects.toThrow(
      'runai.sources[1] is the demo beside other sources',
    );
  });

  it('stop the start where a module refuses its entry, and not where it fails otherwise', async () => {
    const refusing = create(
      { sources: [{ type: 'inventory' }] },
      {
        inventory: () => {
          throw new InputError('runai.sources[0].url is missing');
        },
      },
    );
    await expect(refusing.sources).rejects.toThrow('url is missing');

    let makes = 0;
    const failing = create(
      { sources: [{ type: 'inventory' }] },
      {
        inventory: () => {
          makes += 1;
          if (makes < 3) {
            throw new Error('The inventory does not answer');
          }
          return { type: 'inventory', list };
        },
      },
    );
    const [source] = await failing.sources;
    await expect(source.list({})).rejects.toThrow('does not answer');
    expect(await source.list({})).toEqual([]);
  });
});
