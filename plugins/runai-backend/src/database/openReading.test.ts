import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { mockServices } from '@backstage/backend-test-utils';
import knexFactory from 'knex';
import { migrated, testDatabases } from '../__testUtils__/databases';
import { declareClusters, declared } from '../__testUtils__/declared';
import { ClusterStore } from './ClusterStore';
import { openDatabase } from './migrations';
import { openReading } from './openReading';

jest.setTimeout(60_000);

const databases = testDatabases();
const ended: (() => unknown)[] = [];

afterEach(async () => {
  for (const end of ended.splice(0).reverse()) {
    await end();
  }
});

/** A database in a file, and what reads it beside. */
async function inFile() {
  const folder = mkdtempSync(join(tmpdir(), 'runai-reading-'));
  ended.push(() => rmSync(folder, { recursive: true }));
  const knex = knexFactory({
    client: 'better-sqlite3',
    connection: { filename: join(folder, 'runai.sqlite') },
    useNullAsDefault: true,
  });
  ended.push(() => knex.destroy());
  await openDatabase(mockServices.database({ knex }));
  const reading = openReading(knex);
  ended.push(() => reading.close());
  return { knex, reading: reading.knex };
}

describe('what reads a database in a file', () => {
  it('waits for no transaction, and sees what was committed', async () => {
    const { knex, reading } = await inFile();
    await declareClusters({ knex, clusters: [declared('one')] });
    const clusters = ClusterStore.create({ knex: reading });
    const titles = async () =>
      (await clusters.list({ scope: 'all', limit: 10 })).items.map(
        ({ declared: { title } }) => title,
      );
    const [before] = await titles();

    await knex.transaction(async transaction => {
      await transaction('clusters').update({
        declared: JSON.stringify({ ...declared('one'), title: 'other' }),
      });
      // On the connection that writes, this would wait for the transaction that waits for it.
      expect(await titles()).toEqual([before]);
    });
    expect(await titles()).toEqual(['other']);
  });

  it('writes nothing', async () => {
    const { reading } = await inFile();
    // Not toThrow: the error of the native module is none of this realm's.
    await expect(reading('clusters').delete()).rejects.toHaveProperty(
      'message',
      expect.stringMatching(/readonly/),
    );
  });
});

it.each(databases.eachSupportedId())(
  'a database on %s that is no file is read as it is',
  async id => {
    const knex = await migrated(databases, id);
    const reading = openReading(knex);
    expect(reading.knex).toBe(knex);
    await reading.close();
    expect(await knex('clusters').select()).toEqual([]);
  },
);
