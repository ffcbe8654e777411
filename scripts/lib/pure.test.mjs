import assert from 'node:assert/strict';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { tmpdir } from 'node:os';
import { describe, test } from 'node:test';
import { configurationEnv, impliedAddresses, listenOf } from './addresses.mjs';
import { startArguments } from './arguments.mjs';
import { requireFreePort } from './requireFreePort.mjs';
import { installProblem } from './installProblem.mjs';
import { newestVersion } from './lanes/newestNode.mjs';
import { realClusterLanes } from './lanes/realClusters.mjs';
import { readableLogLine } from './logLine.mjs';
import {
  inWords,
  isSupportedNode,
  requireSupportedNode,
  supportedVersions,
} from './nodeVersion.mjs';
import { duration } from './Reporter.mjs';
import { inRoot } from './root.mjs';
import { runLanes } from './runLanes.mjs';
import { sparingHeap } from './sparingHeap.mjs';
import { pluginFailure, startFailure } from './startFailure.mjs';
import {
  jestSkipped,
  jestTally,
  sum,
  tallyLine,
  tapSkipped,
  tapTally,
} from './tally.mjs';
import { withLock } from './withLock.mjs';

describe('the version of Node', () => {
  for (const [version, supported] of [
    ['18.20.0', false],
    ['20.18.3', false],
    ['20.19.0', true],
    ['20.20.2', true],
    ['21.7.3', false],
    ['22.11.0', false],
    ['22.12.0', true],
    ['22.23.3', true],
    ['23.1.0', true],
    ['24.0.0', true],
    ['26.12.1', true],
  ]) {
    test(`${version} is ${supported ? '' : 'not '}supported`, () =>
      assert.equal(isSupportedNode(version), supported));
  }

  test('is told in README.md as package.json has it', () => {
    const readme = readFileSync(inRoot('README.md'), 'utf8');
    assert.ok(
      readme.includes(`You need Node ${inWords(supportedVersions())}`),
      inWords(supportedVersions()),
    );
  });

  test('is refused in one sentence that says what to install', () => {
    assert.throws(
      () => requireSupportedNode('18.20.0'),
      /^Problem: This is Node 18\.20\.0; the portal needs Node 20\.19 or a later 20, or 22\.12 or any later one: install/,
    );
  });
});

describe('a failed installation', () => {
  for (const [what, output, sentence] of [
    [
      'a missing Python',
      'gyp ERR! find Python Python is not set',
      /Python 3 is missing: install python3, make and g\+\+/,
    ],
    [
      'a missing make',
      'gyp ERR! stack Error: not found: make',
      /compiler is missing/,
    ],
    [
      'a missing compiler',
      'make: g++: No such file or directory',
      /compiler is missing/,
    ],
    [
      'no network',
      '➤ YN0001: RequestError: getaddrinfo ENOTFOUND registry.example',
      /^A download failed: check the network/,
    ],
    ['no network for npx', 'npm error code EAI_AGAIN', /^A download failed/],
    [
      'a proxy that intercepts TLS',
      'Error: self-signed certificate in certificate chain',
      /NODE_EXTRA_CA_CERTS/,
    ],
    [
      'a full disk',
      'ENOSPC: no space left on device, write',
      /^The disk is full/,
    ],
    [
      'a lock that is out of date',
      '➤ YN0028: The lockfile would have been modified by this install',
      /yarn\.lock/,
    ],
  ]) {
    test(`for ${what} ends in a sentence that says so`, () =>
      assert.match(installProblem(output), sentence));
  }

  test('for an unknown reason shows the last lines', () => {
    assert.match(
      installProblem('first\nlast'),
      /its last lines were:\nfirst\nlast$/,
    );
  });
});

describe('addresses', () => {
  test('follow the port that a file listens on', () => {
    assert.deepEqual(
      impliedAddresses({ backend: { listen: { port: 7100 } } }),
      {
        'app.baseUrl': 'http://localhost:7100',
        'backend.baseUrl': 'http://localhost:7100',
      },
    );
  });

  test('follow the local address that a file names', () => {
    assert.deepEqual(
      impliedAddresses({ app: { baseUrl: 'http://localhost:7100' } }),
      {
        'backend.listen.port': 7100,
        'backend.baseUrl': 'http://localhost:7100',
      },
    );
  });

  test('do not move the port of a portal behind a proxy', () => {
    assert.deepEqual(
      impliedAddresses({ app: { baseUrl: 'https://portal.example:8443' } }),
      {
        'backend.baseUrl': 'https://portal.example:8443',
      },
    );
  });

  test('stay as they are where a file says nothing of them', () => {
    assert.deepEqual(impliedAddresses({ runai: { sources: [] } }), {});
  });

  test('are read in every form that Backstage accepts', () => {
    assert.deepEqual(listenOf(':7100'), { port: 7100 });
    assert.deepEqual(listenOf('127.0.0.1:7100'), {
      host: '127.0.0.1',
      port: 7100,
    });
    assert.deepEqual(listenOf({ host: '::', port: '7100' }), {
      host: '::',
      port: 7100,
    });
    assert.deepEqual(listenOf(undefined), {});
  });

  test('reach Backstage as environment variables', () => {
    assert.deepEqual(configurationEnv({ 'backend.listen.port': 1 }), {
      APP_CONFIG_backend_listen_port: '1',
    });
  });
});

describe('arguments', () => {
  test('of an unknown name are refused with the usage', () => {
    assert.throws(() => startArguments(['--port', '1']), /usage: npm start/);
  });

  test('that name no file are refused', () => {
    assert.throws(
      () => startArguments(['--config', '/nowhere.yaml']),
      /There is no configuration file/,
    );
  });
});

describe('the log', () => {
  test('shows level, plugin, cluster and message of a JSON line', () => {
    const line = JSON.stringify({
      level: 'warn',
      plugin: 'runai',
      cluster: 'edge',
      message: 'unreachable',
    });
    assert.equal(readableLogLine(line), 'warn  runai edge: unreachable');
  });

  test('keeps what is not JSON, and leaves out what is as it should be', () => {
    assert.equal(readableLogLine('plain {text}'), 'plain {text}');
    assert.equal(readableLogLine('{"broken'), '{"broken');
    assert.equal(readableLogLine('Loading config from X'), undefined);
  });

  test('leaves out that there are no pages only where none were asked for', () => {
    const line = JSON.stringify({
      level: 'error',
      plugin: 'app',
      message:
        "Can't serve static app content from /x/dist/static, directory doesn't exist",
    });
    assert.match(readableLogLine(line), /^error app: Can't serve/);
    assert.equal(readableLogLine(line, { pages: false }), undefined);
  });
});

test('the lane of the newest Node takes the newest version of an even major, or of the one asked for', () => {
  const versions = ['24.9.0', '25.1.0', '24.10.1', '22.23.3', '26.0.0-rc.1'];
  assert.equal(newestVersion(versions), '24.10.1');
  assert.equal(newestVersion(versions, '22'), '22.23.3');
  assert.equal(newestVersion(versions, '20'), undefined);
});

describe('the lanes of real clusters', () => {
  test('look at them in a browser before they end, and say why not where none is up', () => {
    const lanes = realClusterLanes();
    assert.deepEqual(
      lanes.slice(-4).map(({ name }) => name),
      [
        'real clusters',
        'real clusters in a browser',
        'real clusters end',
        // It has clusters of its own, with nodes.
        'kubectl through the portal',
      ],
    );
    const browser = lanes.at(-3);
    assert.equal(browser.missing(), 'no real cluster is up');
  });
});

describe('a server that does not start', () => {
  test('is explained by the innermost error that it logged', () => {
    const message =
      "Plugin 'runai' startup failed; caused by Error: runai.sources[0].path: there is no file /x\n    at load (file.ts:1:2)";
    assert.equal(
      startFailure([
        '{"level":"info","message":"up"}',
        JSON.stringify({ level: 'error', message }),
        'Node.js v20',
      ]),
      'runai.sources[0].path: there is no file /x',
    );
  });

  test('is explained by an error that nobody caught', () => {
    assert.equal(
      startFailure([
        'file.ts:1',
        'ConfigError: Missing value',
        '    at load (x)',
      ]),
      'Missing value',
    );
  });

  test('is explained by the plugin that failed, before the others are done', () => {
    const line = message => JSON.stringify({ level: 'error', message });
    assert.equal(
      pluginFailure(
        line(
          "Plugin 'runai' threw an error during startup, waiting for 5 other plugins to finish before shutting down the process. runai.x is not a known key.\n    at load (file.ts:1:2)",
        ),
      ),
      'plugin runai: runai.x is not a known key.',
    );
    assert.equal(
      pluginFailure(
        line(
          "Module demo in Plugin 'auth' threw an error during startup. Bad.",
        ),
      ),
      'plugin auth, module demo: Bad.',
    );
    for (const other of [
      "Plugin 'x' threw an error during startup, but boot failure is permitted for this plugin so startup will continue. Bad.",
      'Something else',
    ]) {
      assert.equal(pluginFailure(line(other)), undefined);
    }
  });

  test('stays unexplained where it said nothing', () =>
    assert.equal(startFailure(['bye']), undefined));
});

describe('the tally', () => {
  test('reads what Node and jest count', () => {
    assert.deepEqual(
      tapTally('# pass 3\n# fail 1\n# cancelled 1\n# skipped 2\n# todo 0\n'),
      { passed: 3, failed: 2, skipped: 2 },
    );
    assert.deepEqual(
      jestTally({
        numPassedTests: 3,
        numFailedTests: 1,
        numRuntimeErrorTestSuites: 1,
        numPendingTests: 2,
        numTodoTests: 0,
      }),
      { passed: 3, failed: 2, skipped: 2 },
    );
  });

  test('knows what was left out, and why', () => {
    assert.deepEqual(
      tapSkipped(
        'ok 1 - one\n  ok 2 - two # SKIP no browser\nok 3 - three # TODO\n',
      ),
      ['two: no browser', 'three'],
    );
    assert.deepEqual(
      jestSkipped({
        testResults: [
          {
            assertionResults: [
              { status: 'passed', fullName: 'one' },
              { status: 'pending', fullName: 'two: no cluster' },
            ],
          },
        ],
      }),
      ['two: no cluster'],
    );
  });

  test('adds up', () => {
    const one = { passed: 1, failed: 0, skipped: 2 };
    assert.equal(tallyLine(sum([one, one])), '2 passed, 0 failed, 4 skipped');
  });

  test('counts a lane that cannot run as skipped and one in which nothing ran as failed', async () => {
    const lines = [];
    const reporter = {
      line: text => lines.push(text),
      step: (_, work) => work(),
    };
    const tally = await runLanes(
      [
        { name: 'a', missing: () => 'no browser', run: () => assert.fail() },
        {
          name: 'b',
          run: async () => ({
            tally: { passed: 0, failed: 0, skipped: 0 },
            output: '',
          }),
        },
        {
          name: 'c',
          run: async () => ({
            tally: { passed: 1, failed: 0, skipped: 1 },
            output: '',
            skipped: ['a test: no cluster'],
          }),
        },
      ],
      reporter,
    );
    assert.deepEqual(tally, { passed: 1, failed: 1, skipped: 2 });
    assert.ok(lines.some(line => /skipped\s+a\s+no browser/.test(line)));
    assert.ok(lines.some(line => /left out: a test: no cluster/.test(line)));
  });
});

test('durations read as people say them', () => {
  assert.deepEqual([400, 12_000, 185_000].map(duration), [
    '0.4 s',
    '12 s',
    '3 min 05 s',
  ]);
});

test('the server is started with no option that its V8 does not know', () => {
  assert.deepEqual(
    sparingHeap(
      '  --heap-growing-percent-of-another (x)\n  --initial-old-space-size (initial old space size (in Mbytes))\n',
    ),
    ['--initial-old-space-size=256'],
  );
  assert.deepEqual(sparingHeap(''), []);
});

test('a taken port is said in one sentence', async () => {
  const server = createServer();
  await new Promise(resolve => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address();
  await assert.rejects(requireFreePort({ host: '127.0.0.1', port }), {
    message: new RegExp(`^Port ${port} is taken by another program`),
  });
  await new Promise(resolve => server.close(resolve));
  await requireFreePort({ host: '127.0.0.1', port });
});

test('a lock lets one work at a time', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'runai-portal-lock-'));
  const events = [];
  const work = name => async () => {
    events.push(`${name} begins`);
    await new Promise(resolve => setImmediate(resolve));
    events.push(`${name} ends`);
  };
  const lock = join(folder, 'lock');
  await Promise.all([
    withLock(lock, work('first')),
    withLock(lock, work('second')),
  ]);
  assert.deepEqual(events, [
    'first begins',
    'first ends',
    'second begins',
    'second ends',
  ]);
  rmSync(folder, { recursive: true });
});
