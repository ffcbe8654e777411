import { mockServices } from '@backstage/backend-test-utils';
import { AuditTrail } from './AuditTrail';
import type { NewAuditEntry } from './AuditStore';

function entry(status: number): NewAuditEntry {
  return {
    at: '2026-11-29T10:00:00.000Z',
    cluster: 'one',
    actor: 'user:default/vera',
    action: 'proxy',
    outcome: 'allowed',
    permissions: ['runai.cluster.read'],
    status,
  };
}

/** A database that a test can break and hold up, and what was written to it. */
function testDatabase() {
  const batches: number[][] = [];
  const database = {
    broken: false,
    held: Promise.resolve(),
    attempts: 0,
    batches,
    add: async (entries: readonly NewAuditEntry[]) => {
      database.attempts += 1;
      await database.held;
      if (database.broken) {
        throw new Error(
          "insert into `audit` values ('user:default/vera') - SQLITE_FULL: database or disk is full",
        );
      }
      batches.push(entries.map(({ status }) => Number(status)));
    },
  };
  return database;
}

function trailOf(
  store: ReturnType<typeof testDatabase>,
  more: { capacity?: number; retryMs?: number } = {},
) {
  const logger = mockServices.logger.mock();
  return { trail: new AuditTrail({ store, logger, ...more }), logger };
}

async function until(holds: () => boolean): Promise<void> {
  while (!holds()) {
    await new Promise(resolve => setTimeout(resolve, 5));
  }
}

describe('the audit trail', () => {
  it('writes at once where nothing is being written, and what comes meanwhile in one batch after it', async () => {
    const database = testDatabase();
    let release = () => {};
    database.held = new Promise(resolve => {
      release = resolve;
    });
    const { trail } = trailOf(database);
    trail.add(entry(1));
    await until(() => database.attempts === 1);
    trail.add(entry(2));
    trail.add(entry(3));
    await Promise.resolve();
    expect(database.attempts).toBe(1);
    release();
    await trail.flush();
    expect(database.batches).toEqual([[1], [2, 3]]);
  });

  it('writes no more than a hundred rows with one statement', async () => {
    const database = testDatabase();
    const { trail } = trailOf(database);
    for (let status = 0; status < 250; status++) {
      trail.add(entry(status));
    }
    await trail.flush();
    expect(database.batches.map(batch => batch.length)).toEqual([100, 100, 50]);
  });

  it('keeps entries while the database fails, says so once and without their values, and writes them in order later', async () => {
    const database = testDatabase();
    database.broken = true;
    const { trail, logger } = trailOf(database, { retryMs: 10 });
    trail.add(entry(1));
    await until(() => database.attempts > 2);
    trail.add(entry(2));
    expect(logger.error).toHaveBeenCalledTimes(1);
    expect(logger.error).toHaveBeenCalledWith(
      'Audit entries cannot be written now and are kept: SQLITE_FULL: database or disk is full',
    );
    database.broken = false;
    await until(() => database.batches.length > 0);
    expect(database.batches).toEqual([[1, 2]]);
    await trail.flush();
    expect(logger.info).toHaveBeenCalledWith(
      'Audit entries are written again; 0 were given up',
    );
  });

  it('gives up the oldest entries for newer ones, and says how many', async () => {
    const database = testDatabase();
    database.broken = true;
    const { trail, logger } = trailOf(database, { capacity: 3, retryMs: 5 });
    trail.add(entry(0));
    await until(() => database.attempts > 0);
    for (let status = 1; status < 6; status++) {
      trail.add(entry(status));
    }
    database.broken = false;
    await until(() => database.batches.length > 0);
    await trail.flush();
    expect(database.batches).toEqual([[3, 4, 5]]);
    expect(logger.info).toHaveBeenCalledWith(
      'Audit entries are written again; 3 were given up',
    );
  });

  it('says at the end what it could not write, and asks no more', async () => {
    const database = testDatabase();
    database.broken = true;
    const { trail, logger } = trailOf(database, { retryMs: 1 });
    trail.add(entry(1));
    await trail.flush();
    expect(logger.error).toHaveBeenLastCalledWith(
      '1 audit entries were not written',
    );
    const { attempts } = database;
    await new Promise(resolve => setTimeout(resolve, 20));
    expect(database.attempts).toBe(attempts);
  });
});
