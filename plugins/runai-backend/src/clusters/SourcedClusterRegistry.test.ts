import { mockServices } from '@backstage/backend-test-utils';
import { createEngine } from '@runai-portal/checks';
import type { SourcedCluster } from '@runai-portal/backstage-plugin-runai-node';
import { SourceFeed } from '../sources/SourceFeed';
import type { RegistryChange } from './RegisteredCluster';
import { SessionPool } from './SessionPool';
import { SourcedClusterRegistry } from './SourcedClusterRegistry';
import { connectTo } from './connectTo';

const ended: (() => Promise<void>)[] = [];
afterEach(() => Promise.all(ended.splice(0).map(end => end())));

const cluster = (
  sourceName: string,
  more: Partial<SourcedCluster> = {},
): SourcedCluster => ({
  sourceName,
  connection: { server: 'https://10.0.0.1:6443' },
  ...more,
});

/** A registry of one source, whose answer is changed by `now`. */
async function registryOf(...first: SourcedCluster[]) {
  let clusters = first;
  let tell = () => {};
  const logger = mockServices.logger.mock();
  const engine = createEngine();
  const feed = SourceFeed.create({
    logger,
    source: {
      type: 'inventory',
      list: async () => clusters,
      watch: changed => {
        tell = changed;
        return () => {};
      },
    },
  });
  const registry = await SourcedClusterRegistry.start({
    feeds: [feed],
    sessions: SessionPool.create({ engine, userAgent: 'test' }),
    config: { clusters: [{ name: 'elsewhere' }] },
    knownProfiles: engine.profiles.ids(),
    logger,
  });
  ended.push(() => registry.stop());
  return {
    registry,
    logger,
    /** Resolves with the change that it makes. */
    now: (...next: SourcedCluster[]) =>
      new Promise<RegistryChange>(resolve => {
        const end = registry.onChange(change => {
          end();
          resolve(change);
        });
        clusters = next;
        tell();
      }),
  };
}

describe('the registry', () => {
  it('has the clusters of its sources when it has started, and warns of settings for none', async () => {
    const { registry, logger } = await registryOf(cluster('GPU.Prod'));
    expect(registry.list().map(({ name }) => name)).toEqual(['gpu-prod']);
    expect(logger.warn).toHaveBeenCalledWith(
      "runai.clusters has settings for 'elsewhere', and no source has such a cluster",
    );
  });

  it('tells what came, changed and went, and leaves alone what stayed', async () => {
    const { registry, now } = await registryOf(
      cluster('stays'),
      cluster('changes'),
      cluster('goes'),
    );
    const stays = registry.find('stays');
    expect(
      await now(
        cluster('stays'),
        cluster('changes', { labels: { team: 'vision' } }),
        cluster('comes'),
      ),
    ).toEqual({
      added: ['comes'],
      changed: ['changes'],
      removed: ['goes'],
      answered: [],
    });
    expect(registry.find('stays')).toBe(stays);
    expect(registry.find('goes')).toBeUndefined();
  });

  it('tells that a cluster can be used again, with a session of its own', async () => {
    const unusable = { reason: 'X', message: 'The file is missing.' };
    const { registry, logger, now } = await registryOf(
      cluster('one', { connection: { unusable } }),
    );
    expect(registry.find('one')?.state).toEqual({
      ok: false,
      connection: 'misconfigured',
      ...unusable,
    });
    expect(logger.warn).toHaveBeenCalledWith(
      "The cluster 'one' cannot be connected to: The file is missing.",
    );
    expect(() => connectTo(registry, 'one')).toThrow('The file is missing.');
    expect((await now(cluster('one'))).changed).toEqual(['one']);
    expect(connectTo(registry, 'one').session.name).toBe('one');
  });

  it('says what a cluster shows that nothing is wrong with, and that cannot be used', async () => {
    const unusable = { reason: 'X', message: 'Y.', state: 'unknown' as const };
    const { registry } = await registryOf(
      cluster('one', { connection: { unusable } }),
    );
    expect(registry.find('one')?.state).toMatchObject({
      connection: 'unknown',
      reason: 'X',
    });
  });

  it('fills no log where there are thousands of them', async () => {
    const unusable = { reason: 'X', message: 'Y.' };
    const { logger } = await registryOf(
      ...Array.from({ length: 3_000 }, (_, at) =>
        cluster(`gpu-${at}`, { connection: { unusable } }),
      ),
    );
    expect(logger.warn.mock.calls.length).toBeLessThan(25);
    expect(logger.warn).toHaveBeenCalledWith(
      '2980 more clusters cannot be connected to; the fleet says why',
    );
  });

  it('makes a row of an address that is none', async () => {
    const { registry } = await registryOf(
      cluster('one', { connection: { server: 'somewhere' } }),
      cluster('two'),
    );
    expect(registry.find('one')?.state).toMatchObject({
      ok: false,
      reason: 'ConnectionUnusable',
    });
    expect(registry.find('two')?.state.ok).toBe(true);
  });

  it('does not wait for a source that asks other plugins, and tells when it has answered', async () => {
    let portalStarted = () => {};
    const logger = mockServices.logger.mock();
    const engine = createEngine();
    const registry = await SourcedClusterRegistry.start({
      feeds: [
        SourceFeed.create({
          logger,
          source: { type: 'catalog', asksOthers: true, list: async () => [] },
          portalStarted: new Promise(resolve => {
            portalStarted = resolve;
          }),
        }),
      ],
      sessions: SessionPool.create({ engine, userAgent: 'test' }),
      config: { clusters: [{ name: 'elsewhere' }] },
      knownProfiles: engine.profiles.ids(),
      logger,
    });
    ended.push(() => registry.stop());
    expect(registry.unanswered()).toEqual(['catalog']);
    expect(logger.warn).not.toHaveBeenCalled();
    const change = new Promise<RegistryChange>(resolve => {
      registry.onChange(resolve);
    });
    portalStarted();
    expect((await change).answered).toEqual(['catalog']);
    expect(registry.unanswered()).toEqual([]);
    expect(logger.warn).toHaveBeenCalledWith(
      expect.stringContaining("settings for 'elsewhere'"),
    );
  });

  it('says of a cluster that it does not declare that another replica may', async () => {
    const { registry } = await registryOf();
    expect(() => connectTo(registry, 'one')).toThrow(
      expect.objectContaining({ name: 'DeclaredElsewhere', statusCode: 503 }),
    );
  });
});
