import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { CHECK_STATUSES } from '@runai-portal/backstage-plugin-runai-common';
import {
  startDemoFleet,
  type DemoFleet,
  type DemoFleetMember,
} from '@runai-portal/simulator';
import { EXIT } from './exitCodes';
import {
  createFolder,
  removeFolders,
  runMain,
  type Ran,
} from './testing/runMain';

jest.setTimeout(60_000);

let fleet: DemoFleet;

beforeAll(async () => {
  fleet = await startDemoFleet({
    names: ['gpu-prod', 'vault', 'rancher-ml', 'cloud-gpu', 'shared-it'],
  });
});

afterAll(async () => {
  await fleet.close();
});

afterEach(removeFolders);

function member(name: string): DemoFleetMember {
  const found = fleet.clusters.find(cluster => cluster.name === name);
  if (!found) {
    throw new Error(`no cluster ${name}`);
  }
  return found;
}

/** Judges a cluster of the demo by its own settings. */
async function judge(
  name: string,
  args: string[] = [],
  io: Parameters<typeof runMain>[1] = {},
): Promise<Ran> {
  const { running, settings } = member(name);
  const cwd = createFolder({
    kubeconfig: running.kubeconfig(),
    'settings.json': JSON.stringify(settings),
  });
  return runMain(
    ['--kubeconfig', 'kubeconfig', '--settings', 'settings.json', ...args],
    { cwd, ...io },
  );
}

const attestAll = [
  'network.dns',
  'registry.pull',
  'registry.endpoint',
  'registry.mirror',
  'network.egress',
  'user.container-images',
].flatMap(id => ['--attest', `${id}=agreed with the network team in ticket 7`]);

describe('the verdict and its exit code', () => {
  it('ends with 5 while the probes were not run, and says what to attest', async () => {
    const { code, stdout } = await judge('gpu-prod');
    expect(code).toBe(EXIT.undetermined);
    expect(stdout).toMatch(
      /^All that can be read is in order, with 1 warning; 4 checks from inside the\s+cluster were not run/,
    );
    expect(stdout).toContain('Not run: they need probes inside the cluster');
  });

  it('ends with 0 when what cannot be seen was attested, and tells that it was', async () => {
    const { code, stdout } = await judge('gpu-prod', [
      ...attestAll,
      '--environment',
      'production',
    ]);
    expect(stdout).toMatch(/^Ready for Run:ai[^]*stated, not seen/);
    expect(stdout).toContain(
      'network.dns: agreed with the network team in ticket 7',
    );
    expect(code).toBe(EXIT.ready);
  });

  it('does not ask an air-gapped site for the way out: it can be ready', async () => {
    const { running, settings } = member('gpu-prod');
    const cwd = createFolder({
      kubeconfig: running.kubeconfig(),
      'settings.json': JSON.stringify({
        ...settings,
        mode: 'airGapped',
        registry: 'registry.corp.example:5000',
        controlPlane: { url: 'https://runai.corp.example' },
      }),
    });
    const { code, stdout } = await runMain(
      [
        ...['--kubeconfig', 'kubeconfig', '--settings', 'settings.json'],
        ...attestAll,
        ...[
          'mode.artifacts',
          'mode.offline-scan',
          'mode.backend-local',
          'mode.two-phase-order',
        ].flatMap(id => ['--attest', `${id}=as the plan of the site says`]),
      ],
      { cwd },
    );
    const without = stdout.slice(stdout.indexOf('Do not apply here'));
    expect(without).toContain('network.egress');
    expect(stdout).toMatch(/^Ready for Run:ai/);
    expect(code).toBe(EXIT.ready);
  });

  it('ends with 3 when a required check is not met: root first, evidence, what to do, what waits', async () => {
    const { code, stdout } = await judge('rancher-ml', attestAll);
    expect(code).toBe(EXIT.notReady);
    const [verdict] = stdout.split('\n');
    expect(verdict).toBe('Not ready for Run:ai: 1 required check is not met.');
    const failed = stdout.slice(
      stdout.indexOf('Not met'),
      stdout.indexOf('Warnings'),
    );
    expect(failed).toContain('gpu.node-driver, required, B5');
    expect(failed).toContain('where     1 of 7: gpu-07');
    expect(failed).toMatch(/seen {6}node\/gpu-07 /);
    expect(failed).toMatch(/\$ kubectl .*logs/);
    expect(failed).toMatch(
      /waits {5}gpu\.node-runtime, gpu\.node-device-plugin/,
    );
    expect(stdout).not.toMatch(/^UNKNOWN/m);
  });

  it('ends with 4 when only warnings are left', async () => {
    const { code, stdout } = await judge(
      'vault',
      ['--check', 'platform.kubernetes-version', '--profile', 'p.yaml'],
      {
        cwd: createFolder({
          kubeconfig: member('vault').running.kubeconfig(),
          'settings.json': '{"name": "vault"}',
          'p.yaml':
            'id: later\ntitle: Later\nextends: runai-2021.04\nkubernetes: {recommended: "1.22"}\n',
        }),
      },
    );
    expect(stdout).toMatch(/profile\s+later/);
    expect(code).toBe(EXIT.readyWithWarnings);
  });

  it('ends with 5 when the account may not read, and tells one missing permission once', async () => {
    const { code, stdout } = await judge('shared-it');
    expect(code).toBe(EXIT.undetermined);
    expect(stdout.match(/Forbidden\(list nodes\)/g)).toHaveLength(1);
    expect(stdout).toContain('UNKNOWN Every node is Ready and takes pods');
    expect(stdout).toContain(
      'UNKNOWN Every GPU node has a working NVIDIA driver',
    );
  });

  it('ends with 5 and the reason when the cluster refuses the token, or is away', async () => {
    const { running } = member('vault');
    const text = running.kubeconfig().replace(running.token(), 'stale');
    const refused = await runMain(['--kubeconfig', 'k'], {
      cwd: createFolder({ k: text }),
    });
    expect(refused.code).toBe(EXIT.undetermined);
    expect(refused.stdout).toMatch(/^No verdict: [^]*401/);
    expect(refused.stdout).not.toContain('stale');

    const away = text.replace(/127\.0\.0\.1:\d+/, '127.0.0.1:1');
    const unreachable = await runMain(['--kubeconfig', 'k'], {
      cwd: createFolder({ k: away }),
    });
    expect(unreachable.code).toBe(EXIT.undetermined);
    expect(unreachable.stdout).toContain('127.0.0.1:1 refuses the connection');
  });

  it('ends with 5 and says so when time runs out', async () => {
    const { running } = member('cloud-gpu');
    running.fault({ kind: 'silent' });
    const { code, stdout } = await judge('cloud-gpu', ['--timeout', '300ms']);
    running.fault(undefined);
    expect(code).toBe(EXIT.undetermined);
    expect(stdout).not.toContain('In order');
  });
});

describe('the documents', () => {
  it('writes JSON with whole results to standard output, progress to standard error', async () => {
    const { code, stdout, stderr } = await judge('rancher-ml', [
      '--format',
      'json',
    ]);
    const document = JSON.parse(stdout);
    expect(document).toMatchObject({
      engine: { name: '@runai-portal/preflight' },
      profile: 'runai-2021.04',
      cluster: 'rancher-ml',
      verdict: 'notReady',
      exitCode: code,
      blockers: expect.arrayContaining([
        expect.objectContaining({
          checkId: 'gpu.node-driver',
          reason: 'DriverMissing',
        }),
      ]),
      run: { status: 'completed', requests: expect.any(Number) },
    });
    expect(Object.keys(document.counts).sort()).toEqual(
      [...CHECK_STATUSES].sort(),
    );
    const result = document.results.find(
      (one: { checkId: string; status: string }) =>
        one.checkId === 'gpu.node-driver' && one.status === 'fail',
    );
    expect(result).toMatchObject({
      subject: { kind: 'node', name: 'gpu-07' },
      severity: 'required',
      reason: expect.any(String),
      evidence: expect.arrayContaining([
        expect.objectContaining({ what: 'node/gpu-07' }),
      ]),
      remediation: { owner: 'cluster-admin' },
    });
    expect(stderr).toMatch(/^\[\d+\/\d+\] .*: pass$/m);
    expect(stdout + stderr).not.toContain(member('rancher-ml').running.token());
  });

  it('writes the document to the file of --output', async () => {
    const cwd = createFolder({
      kubeconfig: member('vault').running.kubeconfig(),
    });
    const { stdout, stderr } = await runMain(
      [
        '--kubeconfig',
        'kubeconfig',
        '--output',
        'out.json',
        '--format',
        'json',
      ],
      { cwd },
    );
    expect(stdout).toBe('');
    expect(stderr).toContain('Written to out.json.');
    expect(
      JSON.parse(readFileSync(join(cwd, 'out.json'), 'utf8')).cluster,
    ).toBe('vault');
  });

  it('runs the chosen checks alone', async () => {
    const { stdout } = await judge('vault', [
      '--check',
      'storage.default-class',
      '--format',
      'json',
    ]);
    expect(
      JSON.parse(stdout).checks.map(
        ({ checkId }: { checkId: string }) => checkId,
      ),
    ).toEqual(['storage.default-class']);
  });

  it('colours only on a terminal, and never with NO_COLOR', async () => {
    let terminal = '';
    const stdout = {
      write: (text: string) => (terminal += text),
      isTTY: true,
      columns: 100,
    };
    await judge('vault', [], { stdout });
    expect(terminal).toContain('\u001b[');
    terminal = '';
    await judge('vault', [], { stdout, env: { NO_COLOR: '1' } });
    expect(terminal).not.toContain('\u001b[');
    expect((await judge('vault')).stdout).not.toContain('\u001b[');
  });

  it('keeps to 80 columns, commands and addresses aside', async () => {
    const { stdout } = await judge('rancher-ml');
    const long = stdout
      .split('\n')
      .filter(line => line.length > 80 && !/^ +(\$ |\S+$)/.test(line));
    expect(long).toEqual([]);
  });

  it('lists the checks without a cluster, as table and as JSON', async () => {
    const table = await runMain(['--list']);
    expect(table.code).toBe(EXIT.ready);
    expect(table.stdout).toMatch(/gpu\.node-driver .*required/);
    const json = JSON.parse(
      (await runMain(['--list', '--format', 'json'])).stdout,
    );
    expect(json).toEqual(
      expect.arrayContaining([
        expect.objectContaining({
          id: 'cluster.reachable',
          severity: 'required',
        }),
      ]),
    );
  });

  it('prints the roles, for all checks or for the chosen ones', async () => {
    const all = await runMain(['--manifest']);
    expect(all).toMatchObject({ code: EXIT.ready, stderr: '' });
    expect(all.stdout).toContain('kind: ClusterRole');
    expect(all.stdout).not.toMatch(/resources:.*secrets/);
    expect((await runMain(['--manifest', 'passive'])).stdout).toBe(all.stdout);
    const some = await runMain([
      '--manifest',
      '--check',
      'storage.default-class',
    ]);
    expect(some.stdout).toContain('storageclasses');
    expect(some.stdout).not.toContain('daemonsets');
  });
});

describe('what would change', () => {
  it('is told for other settings, on the facts of the run', async () => {
    const { running, settings } = member('gpu-prod');
    const cwd = createFolder({
      kubeconfig: running.kubeconfig(),
      'settings.json': JSON.stringify(settings),
      'what-if.yaml': 'mode: airGapped\n',
      'wrong.yaml': 'mode: airgaped\n',
    });
    const run = (...args: string[]) =>
      runMain(
        ['--kubeconfig', 'kubeconfig', '--settings', 'settings.json', ...args],
        { cwd },
      );
    const { stdout, code } = await run('--what-if', 'what-if.yaml');
    expect(code).toBe(EXIT.undetermined);
    const told = stdout.slice(stdout.indexOf('What would change'));
    expect(told).toMatch(/Declaring airGapped makes \d+ checks not applicable/);
    expect(told).toContain(
      'network.egress: skipped (required) becomes does not apply',
    );

    const { stdout: json } = await run(
      ...['--what-if', 'what-if.yaml', '--format', 'json'],
    );
    expect(JSON.parse(json).comparison).toMatchObject({
      profile: 'runai-2021.04',
      verdict: 'notReady',
    });
    const wrong = await run('--what-if', 'wrong.yaml');
    expect(wrong.code).toBe(EXIT.badInput);
    expect(wrong.stderr).toContain('wrong.yaml, line 1: mode');
  });

  it('is told for another profile, of the chosen checks alone', async () => {
    const { stdout } = await judge('cloud-gpu', [
      ...['--check', 'platform.kubernetes-version', '--format', 'json'],
      ...['--compare-profile', 'runai-2.25'],
    ]);
    const { comparison } = JSON.parse(stdout);
    expect(comparison.profile).toBe('runai-2.25');
    expect(
      comparison.changes.every(
        ({ checkId }: { checkId: string }) =>
          checkId === 'platform.kubernetes-version',
      ),
    ).toBe(true);
    expect(comparison.sentence).toMatch(
      /^Going from runai-2021\.04 to runai-2\.25 /,
    );
  });
});

describe('settings and plugins', () => {
  it('lays options over the settings of the file', async () => {
    const { stdout } = await judge('vault', [
      '--environment',
      'trial',
      '--mode',
      'cloud',
      '--format',
      'json',
    ]);
    expect(JSON.parse(stdout)).toMatchObject({
      cluster: 'vault',
      environment: 'trial',
      mode: 'cloud',
    });
  });

  it('runs the checks of a plugin', async () => {
    const cwd = createFolder({
      kubeconfig: member('vault').running.kubeconfig(),
      'site.js': `module.exports = { checks: [{
        id: 'site.name', title: 'Ours', category: 'runai', requirements: [], description: 'x', scope: 'cluster',
        severity: 'required', uses: {},
        outcomes: { Fine: { status: 'pass', says: 'It is {whose}' } },
        evaluate: () => ({ outcome: 'Fine', values: { whose: 'ours' } }),
      }] };`,
    });
    const { code, stdout } = await runMain(
      [
        '--kubeconfig',
        'kubeconfig',
        '--plugin',
        './site.js',
        '--check',
        'site.name',
      ],
      { cwd },
    );
    expect(stdout).toMatch(/site\.name +It is ours/);
    expect(code).toBe(EXIT.ready);
  });
});

it('says that it was interrupted, without a verdict', async () => {
  const controller = new AbortController();
  const { running } = member('cloud-gpu');
  running.fault({ kind: 'silent' });
  const pending = judge('cloud-gpu', [], { signal: controller.signal });
  while (running.requests.length === 0) {
    await new Promise(resolve => setTimeout(resolve, 5));
  }
  controller.abort(new Error('interrupted'));
  const { code, stdout, stderr } = await pending;
  running.fault(undefined);
  expect(code).toBe(EXIT.interrupted);
  expect(stdout).toBe('');
  expect(stderr).toContain('Interrupted: ');
});
