import { KubeClient } from '@runai-portal/kube';
import { startDemoFleet, type DemoFleet } from '@runai-portal/simulator';
import { createEngine } from '../createEngine';
import { SnapshotTaker } from '../snapshot';
import { clusterSettingsSchema } from '../settings';

/** The first sentence, as the pages split it: at a full stop before a capital. */
function headlineOf(message: string): string {
  return /^.*?\.(?=\s+\p{Lu})/su.exec(message)?.[0] ?? message;
}

describe('messages', () => {
  let fleet: DemoFleet;
  beforeAll(async () => {
    fleet = await startDemoFleet();
  });
  afterAll(() => fleet.close());

  it('begin with a short sentence for a person, on every cluster of the demo', async () => {
    const engine = createEngine();
    const said = await Promise.all(
      fleet.clusters.map(async ({ name, settings, running }) => {
        const { token, ...connection } = running.connection();
        const client = KubeClient.create({
          ...connection,
          credentials: async () => ({ token }),
        });
        try {
          const session = engine.connect({
            name,
            client,
            settings: clusterSettingsSchema.parse(settings),
          });
          const { results } = await session.run();
          const { healthNow, install } = await new SnapshotTaker(
            session,
          ).snapshot();
          return [
            ...results.map(({ checkId, message }) => [checkId, message]),
            ['health', healthNow.message],
            ['install', install.cluster.message ?? ''],
            ['backend', install.backend.message ?? ''],
          ];
        } finally {
          await client.close();
        }
      }),
    );
    const messages = said.flat();
    expect(messages.length).toBeGreaterThan(300);
    const poor = messages.filter(([, message]) => {
      const headline = headlineOf(message);
      return (
        headline.length > 100 ||
        /[,;:([]$/.test(headline) ||
        /\([\w./-]+[=:][^)]*\)/.test(headline)
      );
    });
    expect([...new Set(poor.map(entry => entry.join(': ')))]).toEqual([]);
  }, 60_000);

  it('name what an account may not do, then the permission', async () => {
    const member = fleet.clusters.find(({ name }) => name === 'shared-it');
    const { token, ...connection } = member?.running.connection() ?? {
      server: '',
    };
    const client = KubeClient.create({
      ...connection,
      credentials: async () => ({ token }),
    });
    try {
      const session = createEngine().connect({
        name: 'shared-it',
        client,
        settings: clusterSettingsSchema.parse({ name: 'shared-it' }),
      });
      const { results } = await session.run({
        checks: ['storage.default-class'],
      });
      expect(results[0].message).toMatch(
        /^The account may not list storageclasses\.storage\.k8s\.io\. Forbidden\(list storage\.k8s\.io storageclasses\): /,
      );
    } finally {
      await client.close();
    }
  });
});
