import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { setTimeout as pause } from 'node:timers/promises';
import { startPostgres } from '../scripts/lib/lanes/postgresServer.mjs';
import { temporaryFolder } from './lib/launcher.mjs';
import { startPortal } from './lib/portal.mjs';
import { descendants } from './lib/processes.mjs';
import { startSimulatedFleet } from './lib/simulatedFleet.mjs';
import { until } from './lib/until.mjs';

const TOKEN = 'token-of-the-replicas-test';
const POLL_SECONDS = 10;
/** The work of a replica that died is somebody else's after so long. */
const TAKEN_OVER_SECONDS = 120;
const SHARED = ['shared-1', 'shared-2'];
const ALL = [...SHARED, 'only-one', 'only-other'];

/** Two portals with different configurations on one PostgreSQL, as in a rolling update; one of them is killed. */
describe('two replicas on PostgreSQL', () => {
  const files = temporaryFolder();
  const running = [];
  let postgres;
  let fleet;
  let one;
  let other;
  let api;

  const replica = async (name, contexts) => {
    const path = files.write(
      `${name}.kubeconfig`,
      JSON.stringify(fleet.kubeconfig(...contexts)),
    );
    const portal = await startPortal(
      {
        backend: {
          database: {
            client: 'pg',
            connection: {
              host: '127.0.0.1',
              port: postgres.port,
              user: 'postgres',
              password: '',
            },
          },
          auth: {
            externalAccess: [
              { type: 'static', options: { token: TOKEN, subject: 'test' } },
            ],
          },
        },
        runai: {
          sources: [{ type: 'kubeconfig', path }],
          schedule: { health: { seconds: POLL_SECONDS } },
        },
      },
      ['--backend-only'],
    );
    running.push(portal);
    return portal;
  };

  const states = async client => {
    const { body } = await client.get('/clusters?limit=100');
    return Object.fromEntries(body.items.map(item => [item.name, item]));
  };

  /** Every cluster was seen after that moment, by the clock of the database. */
  const seenSince = (client, names, moment) => async () => {
    const seen = await states(client);
    return names.every(
      name => Date.parse(seen[name]?.observedAt ?? 0) > moment,
    );
  };

  before(async () => {
    postgres = await startPostgres();
    fleet = await startSimulatedFleet(ALL);
    one = await replica('one', [...SHARED, 'only-one']);
    other = await replica('other', [...SHARED, 'only-other']);
    api = other.withToken(TOKEN);
  });
  after(async () => {
    await Promise.all(running.map(portal => portal.stop()));
    await fleet?.stop();
    await postgres?.stop();
    files.remove();
  });

  test('both show the clusters of both, connected', async () => {
    for (const portal of [one, other]) {
      let seen = {};
      await until(async () => {
        seen = await states(portal.withToken(TOKEN));
        return ALL.every(name => seen[name]?.connection.state === 'connected');
      }, 'four connected clusters').catch(error => {
        const said = Object.values(seen).map(
          ({ name, connection }) => `${name} is ${connection.state}`,
        );
        assert.fail(`${error.message}: ${said.join(', ')}`);
      });
    }
    assert.deepEqual(Object.keys(await states(api)).sort(), [...ALL].sort());
  });

  test('poll a cluster that both declare as often as one alone would', async () => {
    for (const name of ALL) {
      await fleet.countLists(name);
    }
    const intervals = 6;
    await pause(intervals * POLL_SECONDS * 1000); // an interval is what is measured here
    for (const name of ALL) {
      const lists = await fleet.countLists(name);
      assert.ok(
        lists >= 1 && lists <= intervals + 2,
        `${name} was polled ${lists} times in ${intervals} intervals`,
      );
    }
  });

  test('one takes over the work of the other that is killed in the middle of a poll and of a run', async () => {
    await fleet.slow('shared-1', 3_000);
    const { status, body: run } = await one
      .withToken(TOKEN)
      .post('/clusters/shared-1/runs');
    assert.equal(status, 202);
    await until(async () => {
      const { body } = await api.get(`/clusters/shared-1/runs/${run.id}`);
      return body.status === 'running';
    }, 'the run to begin');

    const killed = Date.now();
    for (const pid of [one.launcher.pid, ...descendants(one.launcher.pid)]) {
      process.kill(pid, 'SIGKILL');
    }
    running.splice(running.indexOf(one), 1);
    await fleet.slow('shared-1', 0);

    await until(
      seenSince(api, [...SHARED, 'only-other'], killed),
      'the other replica to poll what both declare',
      TAKEN_OVER_SECONDS,
    );
    await until(
      async () => {
        const { body } = await api.get(`/clusters/shared-1/runs/${run.id}`);
        return body.status === 'expired';
      },
      'the run of the dead replica to be told as expired',
      TAKEN_OVER_SECONDS,
    );
    assert.deepEqual(
      Object.keys(await states(api)).sort(),
      [...ALL].sort(),
      'a cluster was lost',
    );
  });

  test('nothing was done twice', async () => {
    for (const name of ALL) {
      const { body: history } = await api.get(
        `/clusters/${name}/history?limit=500`,
      );
      const told = history.items.map(
        ({ axis, checkId, subject, from, to, at }) =>
          JSON.stringify([axis, checkId, subject?.name, from, to, at]),
      );
      assert.deepEqual(told, [...new Set(told)], `transitions of ${name}`);

      const { body: runs } = await api.get(`/clusters/${name}/runs`);
      const scheduled = runs.items
        .filter(({ trigger, finishedAt }) => trigger !== 'user' && finishedAt)
        .sort((a, b) => a.startedAt.localeCompare(b.startedAt));
      scheduled.slice(1).forEach(({ startedAt }, index) => {
        assert.ok(
          startedAt >= scheduled[index].finishedAt,
          `two runs of ${name} at once`,
        );
      });
    }
  });

  test('PostgreSQL logged no error of ours', () => {
    const errors = postgres
      .log()
      .split('\n')
      .filter(line =>
        /^backstage_plugin_runai\S* (?:ERROR|FATAL|PANIC):/.test(line),
      );
    assert.deepEqual(errors, []);
  });
});
