import { migrated, testDatabases } from '../__testUtils__/databases';
import { declared } from '../__testUtils__/declared';
import { Declarations } from './Declarations';
import { isPostgres } from './databaseTime';
import { sourceClusters } from './sourceClusters';

jest.setTimeout(60_000);

const databases = testDatabases();

describe.each(databases.eachSupportedId())(
  'the clusters of sources on %s',
  id => {
    const entity = { sourceLabel: './one', system: 'compute' };

    it('are what all living replicas declare, whoever answers', async () => {
      const knex = await migrated(databases, id);
      const before = Declarations.create({ knex, replica: 'before' });
      const after = Declarations.create({ knex, replica: 'after' });
      await before.declare([
        declared('a', { entity }),
        declared('b', { entity }),
      ]);
      await after.declare([
        declared('b', { entity }),
        declared('c', { entity }),
      ]);
      const names = async () =>
        (await sourceClusters(knex)).map(({ cluster }) => cluster.name);
      // SQLite has one process: whoever else is written down is gone.
      expect(await names()).toEqual(
        isPostgres(knex) ? ['a', 'b', 'c'] : ['b', 'c'],
      );
      await before.end();
      await after.renew();
      expect(await names()).toEqual(['b', 'c']);
    });

    it('say what entities are made from, and nothing of what stands for a source', async () => {
      const knex = await migrated(databases, id);
      await Declarations.create({ knex }).declare([
        declared('a', {
          entity,
          owner: 'group:default/ml',
          maintenance: { until: '2026-12-01T06:00:00.000Z', reason: 'Cables' },
        }),
        declared('kubeconfig'),
      ]);
      await knex('clusters')
        .where({ name: 'a' })
        .update({
          platform: JSON.stringify({
            distribution: 'k3s',
            track: 'kubernetes',
          }),
          detail: JSON.stringify({
            gpus: [
              { product: 'V100' },
              { product: 'A100' },
              { product: 'V100' },
            ],
          }),
        });
      expect(await sourceClusters(knex)).toEqual([
        {
          source: 'kubeconfig',
          sourceLabel: './one',
          cluster: {
            name: 'a',
            sourceName: 'a',
            title: 'a',
            owner: 'group:default/ml',
            environment: 'trial',
            profile: 'runai-2021.04',
            labels: {},
            demo: false,
            system: 'compute',
            uses: undefined,
            platform: { distribution: 'k3s', track: 'kubernetes' },
            gpuProducts: ['A100', 'V100'],
          },
        },
      ]);
    });
  },
);
