import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { temporaryFolder } from './lib/launcher.mjs';
import { startPortal } from './lib/portal.mjs';
import { startSimulatedCluster } from './lib/simulatedCluster.mjs';
import { until } from './lib/until.mjs';

/** What the demo clusters were built for. */
const EXPECTED = {
  'gpu-prod': {
    connection: 'connected',
    health: 'healthy',
    install: 'installed',
  },
  'ocp-lab': {
    connection: 'connected',
    health: 'healthy',
    install: 'notInstalled',
    readiness: 'notReady',
  },
  vault: { connection: 'connected', install: 'installing' },
  'rancher-ml': { connection: 'connected', health: 'degraded' },
  'cloud-gpu': { connection: 'connected', health: 'healthy' },
  'edge-dc': { connection: 'tlsError' },
  'shared-it': { connection: 'connected', readiness: 'undetermined' },
};

describe('the portal with demo data', () => {
  let portal;
  before(async () => {
    portal = await startPortal();
  });
  after(() => portal?.stop());

  test('serves its pages', async () => {
    for (const path of ['/', '/runai', '/runai/clusters/gpu-prod/overview']) {
      const answer = await fetch(`${portal.url}${path}`);
      assert.equal(answer.status, 200);
      assert.match(await answer.text(), /<div id="root">/);
    }
  });

  test('lets the three people of the demo in, and nobody else', async () => {
    for (const name of ['vera', 'ada', 'piet']) {
      await portal.signIn(name);
    }
    await assert.rejects(portal.signIn('mallory'), /401/);
    await assert.rejects(
      portal.signIn(),
      /404/,
      'the local user does not exist beside the demo',
    );
    assert.equal((await fetch(`${portal.url}/api/runai/clusters`)).status, 401);
  });

  test('shows the seven clusters in the states that they were built for', async () => {
    const vera = await portal.signIn('vera');
    const seen = await until(async () => {
      const { body } = await vera.get('/clusters');
      const states = Object.fromEntries(
        body.items.map(item => [item.name, statesOf(item)]),
      );
      return matches(states) ? states : undefined;
    }, 'the demo clusters').catch(async error => {
      const { body } = await vera.get('/clusters');
      assert.fail(
        `${error.message}: ${JSON.stringify(
          body.items.map(item => ({ name: item.name, ...statesOf(item) })),
        )}`,
      );
    });
    assert.deepEqual(Object.keys(seen).sort(), Object.keys(EXPECTED).sort());
  });

  test('lets an engineer run the checks, and a researcher only look', async () => {
    const [vera, ada] = [
      await portal.signIn('vera'),
      await portal.signIn('ada'),
    ];
    assert.equal((await ada.post('/clusters/gpu-prod/runs')).status, 403);
    assert.equal((await ada.get('/clusters/gpu-prod')).status, 200);
    assert.ok(
      [200, 202].includes((await vera.post('/clusters/gpu-prod/runs')).status),
    );
  });
});

describe('the portal with a cluster of one’s own', () => {
  const files = temporaryFolder();
  let cluster;
  let portal;
  before(async () => {
    cluster = await startSimulatedCluster();
    const path = files.write('kubeconfig', cluster.kubeconfig);
    portal = await startPortal({
      runai: { sources: [{ type: 'kubeconfig', path }] },
    });
  });
  after(async () => {
    await portal?.stop();
    await cluster?.stop();
    files.remove();
  });

  test('lets in who has the token that was printed, and nobody else', async () => {
    await portal.signIn();
    await assert.rejects(portal.signIn('vera'), /404/);
    const asked = await fetch(`${portal.url}/api/auth/local/refresh`);
    assert.equal(asked.status, 401, 'to be at this machine is not enough');
  });

  test('lets no page of another origin call it with credentials', async () => {
    const asked = await fetch(`${portal.url}/api/runai/clusters`, {
      headers: { origin: 'http://localhost:3000' },
    });
    assert.equal(asked.headers.get('access-control-allow-origin'), null);
    assert.equal(asked.headers.get('access-control-allow-credentials'), null);
  });

  test('shows that cluster alone, and what it lacks', async () => {
    const me = await portal.signIn();
    const item = await until(async () => {
      const { body } = await me.get('/clusters');
      assert.equal(body.items.length, 1);
      return body.items[0].readiness.checkedAt && body.items[0];
    }, 'the first run');
    assert.equal(item.name, 'own-lab');
    assert.equal(item.demo, false);
    assert.equal(item.connection.state, 'connected');
    assert.equal(item.readiness.state, 'notReady');
  });
});

function statesOf(item) {
  return Object.fromEntries(
    ['connection', 'health', 'readiness', 'install'].map(axis => [
      axis,
      item[axis].state,
    ]),
  );
}

function matches(states) {
  return Object.entries(EXPECTED).every(([name, expected]) =>
    Object.entries(expected).every(
      ([axis, state]) => states[name]?.[axis] === state,
    ),
  );
}
