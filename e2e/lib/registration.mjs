import assert from 'node:assert/strict';
import { mkdirSync, readdirSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { rootCertificates } from 'node:tls';
import { after, before, test } from 'node:test';
import { launchBrowser, openPage } from './browser.mjs';
import { startGithubStandIn } from './githubStandIn.mjs';
import { temporaryFolder } from './launcher.mjs';
import { startPortal } from './portal.mjs';
import { tracesOf } from './tracesOf.mjs';
import { until } from './until.mjs';

const Database = createRequire(import.meta.url)('better-sqlite3');

const NAME = 'new-lab';
const BRANCH = `register-${NAME}`;
const ENTITY = `clusters/${NAME}/catalog-info.yaml`;
const ACCOUNT = `clusters/${NAME}/account.yaml`;
const FILE = `https://github.com/acme/catalog/blob/main/${ENTITY}`;
const REPOSITORY = 'github.com?owner=acme&repo=catalog';

// A person may test five times a minute, and this is how often the form does it here.

/** Where pictures go, for who wants to see them. */
const PICTURES = process.env.RUNAI_TEST_PICTURES;

/**
 * The tests of registering one cluster, from the form to the fleet.
 *
 * @param {() => Promise<{server: string, ca: string, weakToken: string, tokenFor(manifest: string): Promise<string>, stop(): Promise<void>}>} startCluster
 *   `tokenFor` gives the token of the account that the manifest makes, `weakToken` is of one that may do nothing
 */
export function registrationTests(startCluster) {
  const files = temporaryFolder();
  let cluster;
  let github;
  let browser;
  let portal;
  /** All that were started: each has a log of its own. */
  const portals = [];
  let form;
  let token;

  const configuration = () => ({
    runai: {
      sources: [{ type: 'catalog', allowUrls: ['https://127.0.0.1'] }],
      schedule: { health: { seconds: 5 } },
    },
    integrations: {
      github: [
        { host: 'github.com', apiBaseUrl: github.url, token: 'of-the-portal' },
      ],
    },
    catalog: { processingInterval: { seconds: 3 } },
    backend: {
      database: {
        client: 'better-sqlite3',
        connection: { directory: files.folder },
      },
    },
  });

  const start = async args => {
    portal = await startPortal(configuration(), args);
    portals.push(portal);
  };

  before(async () => {
    [cluster, github, browser] = await Promise.all([
      startCluster(),
      startGithubStandIn(),
      launchBrowser(),
    ]);
    await start();
  });
  after(async () => {
    await form?.close();
    await portal?.stop();
    await browser?.close();
    await github?.stop();
    await cluster?.stop();
    files.remove();
  });

  const picture = async name => {
    if (PICTURES) {
      mkdirSync(PICTURES, { recursive: true });
      await form.page.screenshot({
        path: join(PICTURES, `${name}.png`),
        fullPage: true,
      });
    }
  };

  /** Fills in the connection, tests it, and waits for a sentence of the result. */
  const testConnection = async ({ server, ca, as }, sentence) => {
    const { page } = form;
    await page.getByLabel('API server').fill(server);
    await page.getByLabel('Certificate authority').fill(ca);
    await page.getByLabel('Token', { exact: true }).fill(as);
    await page.getByRole('button', { name: 'Test the connection' }).click();
    await page
      .getByRole('region', { name: 'What the test found' })
      .getByText(sentence)
      .waitFor();
  };

  /** Presses on and finds the form where it was, with the reason. */
  const refusesToGoOn = async reason => {
    await form.page.getByRole('button', { name: 'Next' }).click();
    await form.page.getByText(reason).first().waitFor();
    await form.page.getByLabel('API server').waitFor();
  };

  test('the form asks for the cluster and its owner', async () => {
    form = await openPage(browser);
    const { page } = form;
    await page.goto(
      portal.address('/create/templates/default/register-cluster'),
    );
    await page.getByLabel('Name').fill(NAME);
    await page.getByLabel('Owner').click();
    await page.getByRole('option', { name: /ML platform/ }).click();
    await page.getByRole('button', { name: 'Next' }).click();
    await page.getByLabel('API server').waitFor();
  });

  test('it explains an authority that is another one', async () => {
    const { server, weakToken: as } = cluster;
    await testConnection({ server, ca: rootCertificates[0], as }, /authority/);
    await picture('wrong-ca');
    await refusesToGoOn(/The server was not reached/);
  });

  test('it explains a host that does not answer', async () => {
    const { ca, weakToken: as } = cluster;
    await testConnection(
      { server: 'https://127.0.0.1:1', ca, as },
      /refuses the connection/,
    );
    await picture('dead-host');
  });

  test('it explains a token that is not accepted', async () => {
    const { server, ca } = cluster;
    await testConnection(
      { server, ca, as: 'of-another-cluster' },
      /does not accept/,
    );
    await picture('token-not-accepted');
    await refusesToGoOn(/The token was not accepted/);
  });

  test('it says what a token without rights lacks, and what that costs', async () => {
    const { server, ca, weakToken: as } = cluster;
    await testConnection({ server, ca, as }, /of the permissions/);
    const table = form.page.getByRole('table', {
      name: 'What the account may not do, and what that costs',
    });
    const row = table.getByRole('row').filter({ hasText: 'list nodes' });
    await row.getByText('The Kubernetes version is supported').waitFor();
    await picture('token-without-rights');
  });

  test('it finds nothing missing for the account that it gives', async () => {
    const { page } = form;
    await page.getByRole('button', { name: /No account yet/ }).click();
    const me = await portal.signIn();
    const { body } = await me.get('/registration');
    token = await cluster.tokenFor(body.manifest);
    const { server, ca } = cluster;
    await page.getByRole('button', { name: 'Hide the account' }).click();
    await testConnection(
      { server, ca, as: token },
      /everything that the checks/,
    );
    await picture('all-is-well');
    assert.equal(
      await page.getByLabel('Token', { exact: true }).inputValue(),
      '',
    );
  });

  test('a pull request proposes the entity and the account, and nothing else', async () => {
    const { page } = form;
    await page.getByRole('button', { name: 'Next' }).click();
    await page.getByLabel('A pull request on GitHub proposes them').check();
    await page.getByLabel(/^Owner/).fill('acme');
    await page
      .getByLabel(/^Repository/)
      .last()
      .fill('catalog');
    await page.keyboard.press('Tab');
    await picture('files');
    await page.getByRole('button', { name: 'Review' }).click();
    await page.getByText(REPOSITORY).waitFor();
    await picture('review');
    await page.getByRole('button', { name: 'Create' }).click();
    await page.getByRole('link', { name: 'The pull request' }).waitFor();
    await page
      .getByText(/NEW_LAB_TOKEN/)
      .first()
      .waitFor();
    await picture('done');
    assert.equal(github.pulls.length, 1);
    const proposed = github.files(BRANCH);
    assert.deepEqual(Object.keys(proposed).sort(), [ACCOUNT, ENTITY]);
    assert.match(proposed[ENTITY], /spec:\n {2}type: kubernetes-cluster/);
    assert.match(proposed[ENTITY], new RegExp(cluster.server));
    assert.match(proposed[ACCOUNT], /kind: ClusterRole\n/);
  });

  test('the merged entity is a cluster that wants a credential', async () => {
    github.merge(BRANCH);
    const me = await portal.signIn();
    await me.registerLocation(FILE);
    const found = await until(
      async () => {
        const { body } = await me.get('/clusters');
        // Before its first poll nobody knows.
        return body.items.find(
          item => item.name === NAME && item.connection.state !== 'unknown',
        );
      },
      'the cluster in the fleet',
      150,
    );
    assert.equal(found.connection.state, 'misconfigured');
    assert.equal(found.connection.reason, 'CredentialsMissing');
  });

  test('with the lines that the form gave it is connected', async () => {
    const { page } = form;
    await page.getByRole('button', { name: 'app-config' }).click();
    const lines = await page
      .locator('pre, code')
      .filter({ hasText: 'runai:' })
      .first()
      .innerText();
    await form.close();
    form = undefined;
    await portal.stop();
    process.env.NEW_LAB_TOKEN = token;
    try {
      await start([
        '--config',
        files.write('credential.yaml', lines.replace(/^\s*\d+(?=runai:)/, '')),
      ]);
    } finally {
      delete process.env.NEW_LAB_TOKEN;
    }
    const me = await portal.signIn();
    await until(
      async () => {
        const { body } = await me.get('/clusters');
        const [item] = body.items;
        return item?.connection.state === 'connected' && item;
      },
      'the connection',
      150,
    );
  });

  test('the token stands nowhere: neither at GitHub, nor in a log, nor in a database', async () => {
    // Whatever is written at the end is looked at, too.
    await portal.stop();
    const kept = readdirSync(files.folder, { recursive: true }).filter(name =>
      /\.(sqlite|db)(-(wal|shm|journal))?$/.test(name),
    );
    assert.ok(kept.length > 2, `${kept.length} files of databases`);
    assert.equal(portals.length, 2);
    const logs = portals.map(({ launcher }) => launcher.output());
    // Each is the log of a portal that was used.
    logs.forEach(log => assert.match(log, /Ready after/));
    const tasks = storedTasks(files.folder, kept);
    assert.match(tasks, /runai:cluster:entity/);
    assert.match(tasks, new RegExp(cluster.server));
    const texts = {
      'what GitHub was sent': github.bodies.join('\n'),
      'the log of the first portal': logs[0],
      'the log of the second portal': logs[1],
      "the scaffolder's tasks": tasks,
      ...Object.fromEntries(
        kept.map(name => [
          name,
          readFileSync(join(files.folder, name), 'latin1'),
        ]),
      ),
    };
    assert.deepEqual(tracesOf([token, cluster.weakToken], texts), []);
    // What has been looked for is found where it is.
    assert.equal(tracesOf([token], { here: `Bearer ${token}` }).length, 1);
  });
}

/** The rows of the tasks and of their events, as the scaffolder has stored them. */
function storedTasks(folder, names) {
  const name = names.find(one => /scaffolder\.(sqlite|db)$/.test(one));
  assert.ok(name, `no database of the scaffolder among ${names}`);
  const database = new Database(join(folder, name), { readonly: true });
  try {
    return ['tasks', 'task_events']
      .flatMap(table => database.prepare(`select * from ${table}`).all())
      .map(row => JSON.stringify(row))
      .join('\n');
  } finally {
    database.close();
  }
}
