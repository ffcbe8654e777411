import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { loadKubeconfig, KubeClient } from '@runai-portal/kube';
import type { KubeObject } from '@runai-portal/simulator';
import { EXIT } from '../exitCodes';
import { runMain, type Ran } from '../testing/runMain';
import { documentSchema, type PreflightDocument } from './documentSchema';
import {
  controlPlaneNode,
  gpuNode,
  monitoring,
  readyCluster,
  storage,
  systemNode,
  worker,
} from './readyCluster';
import { BorrowedCluster, runCommand } from './realCluster';

/** Each names the kubeconfig of an administrator of a fresh cluster without nodes. */
const SERVERS = ['RUNAI_TEST_KUBECONFIG_1_20', 'RUNAI_TEST_KUBECONFIG_1_36'];
const PROBES = [
  'network.egress',
  'network.dns',
  'registry.pull',
  'registry.endpoint',
];
/** What no API shows, whatever probes would tell. */
const STATED = ['user.container-images'];
const attest = (ids: string[]) =>
  ids.flatMap(id => [
    '--attest',
    `${id}=tried by the network team on all nodes`,
  ]);
const ATTESTED = attest([...PROBES, ...STATED]);
const TRIAL = ['--environment', 'trial', '--mode', 'hybrid'];
const PRODUCTION = ['--environment', 'production', '--mode', 'hybrid'];

jest.setTimeout(240_000);

describe.each(SERVERS)('the verdict on the cluster of %s', variable => {
  const path = process.env[variable];
  if (!path) {
    // eslint-disable-next-line jest/no-disabled-tests, jest/expect-expect -- needs a real API server
    it.skip(`is skipped: ${variable} names no kubeconfig`, () => undefined);
    return;
  }
  let cluster: BorrowedCluster;
  let version: string;

  const judge = (...args: string[]): Promise<Ran> =>
    runMain(['--kubeconfig', path, ...args], { cwd: cluster.folder });
  const document = async (...args: string[]): Promise<PreflightDocument> => {
    const { code, stdout } = await judge('--format', 'json', ...args);
    const parsed = documentSchema.parse(JSON.parse(stdout));
    expect(code).toBe(parsed.exitCode);
    return parsed;
  };
  /** Has these objects in place of those of the same names, which come back afterwards. */
  const meanwhile = async <T>(
    objects: KubeObject[],
    body: () => Promise<T>,
  ): Promise<T> => {
    await cluster.remove(...objects);
    await cluster.put(...objects);
    try {
      return await body();
    } finally {
      await cluster.remove(...objects);
      const usual = readyCluster(version);
      await cluster.put(
        ...usual.filter(one => objects.some(other => same(one, other))),
      );
    }
  };

  beforeAll(async () => {
    const client = KubeClient.create(
      (await loadKubeconfig({ path })).connection(),
    );
    const answer = await client.nonResource<{ gitVersion: string }>('/version');
    await client.close();
    version = answer.value.gitVersion;
    cluster = await BorrowedCluster.borrow(path);
    await cluster.put(...readyCluster(version));
  });
  afterAll(() => cluster.giveBack());

  describe('in which all is there', () => {
    it('is ready with what cannot be read attested: exit code 0', async () => {
      const { code, stdout, stderr } = await runCommand(
        ['--kubeconfig', path, ...PRODUCTION, ...ATTESTED, '--format', 'json'],
        cluster.folder,
      );
      const { verdict, exitCode, attested, results, ...rest } =
        documentSchema.parse(JSON.parse(stdout));
      const open = results.filter(
        ({ status, severity, attestation }) =>
          status !== 'pass' &&
          status !== 'notApplicable' &&
          severity === 'required' &&
          !attestation,
      );
      expect(open).toEqual([]);
      expect({ verdict, exitCode, attested, code }).toEqual({
        verdict: 'ready',
        exitCode: EXIT.ready,
        attested: 5,
        code: EXIT.ready,
      });
      expect(rest).toMatchObject({
        environment: 'production',
        mode: 'hybrid',
        blockers: [],
        run: { status: 'completed' },
      });
      expect(stderr).toContain('Run completed');
    });

    it('is undetermined without: exit code 5, saying that the rest is in order and what to state', async () => {
      const { verdict, sentence, exitCode, blockers } = await document(
        ...PRODUCTION,
      );
      expect({ verdict, exitCode }).toEqual({
        verdict: 'undetermined',
        exitCode: EXIT.undetermined,
      });
      expect(sentence).toMatch(/^All that can be read is in order/);
      expect(blockers.map(({ checkId }) => checkId).sort()).toEqual(
        [...PROBES].sort(),
      );
    });

    it('is undetermined with one of them missing, which it names', async () => {
      const { verdict, blockers } = await document(
        ...PRODUCTION,
        ...ATTESTED.slice(2),
      );
      expect(verdict).toBe('undetermined');
      expect(blockers).toMatchObject([{ checkId: 'network.egress' }]);
    });

    it('fixture 39: does not ask an air-gapped site for the way out', async () => {
      await writeFile(
        join(cluster.folder, 'air-gapped.json'),
        JSON.stringify({
          name: 'site',
          environment: 'production',
          mode: 'airGapped',
          registry: 'registry.corp.example:5000',
          controlPlane: { url: 'https://runai.corp.example' },
        }),
      );
      const { verdict, checks } = await document(
        '--settings',
        'air-gapped.json',
        ...ATTESTED.slice(2),
        ...attest([
          'registry.mirror',
          'mode.artifacts',
          'mode.offline-scan',
          'mode.backend-local',
        ]),
      );
      expect(verdict).toBe('ready');
      expect(statusOf(checks, 'network.egress')).toBe('notApplicable');
    });

    it('judges the chosen checks alone', async () => {
      const { verdict, checks } = await document(
        '--check',
        'storage.default-class',
        '--check',
        'gpu.nodes-present',
      );
      expect(checks.map(({ checkId }) => checkId)).toEqual([
        'gpu.nodes-present',
        'storage.default-class',
      ]);
      expect(verdict).toBe('ready');
    });

    it('is told to a person in 80 columns', async () => {
      const { stdout } = await judge(...PRODUCTION, ...ATTESTED);
      expect(stdout).toMatch(/^Ready for Run:ai[^]*stated, not seen/);
      const long = stdout.split('\n').filter(line => line.length > 80);
      expect(long).toEqual([]);
    });
  });

  /** Fixtures 19 to 22: the size of the one system node, and what it is worth in production. */
  it.each<[string, Record<string, string>, string, number]>([
    ['memory of 8 GB and more', { memory: '7900460Ki' }, 'pass', 0],
    ['memory of 8 GB', { memory: '7862128Ki' }, 'pass', 0],
    ['memory of 8 GiB less a little', { memory: '8148076Ki' }, 'pass', 0],
    ['97.7 % of the memory', { memory: '7629394Ki' }, 'warn', 4],
    ['92.5 % of the memory', { memory: '7226563Ki' }, 'fail', 3],
    ['enough disk', { 'ephemeral-storage': '52416492Ki' }, 'pass', 0],
    ['96.6 % of the disk', { 'ephemeral-storage': '47185920Ki' }, 'warn', 4],
    ['far too little disk', { 'ephemeral-storage': '20959212Ki' }, 'fail', 3],
    ['98 % of the CPUs', { cpu: '3920m' }, 'warn', 4],
    ['exactly 95 % of the CPUs', { cpu: '3800m' }, 'warn', 4],
    ['three CPUs', { cpu: '3' }, 'fail', 3],
  ])('weighs %s', async (_what, capacity, status, code) => {
    await meanwhile([systemNode(version, capacity)], async () => {
      const { checks, exitCode, verdict } = await document(
        ...PRODUCTION,
        ...ATTESTED,
      );
      expect(statusOf(checks, 'nodes.system-resources')).toBe(status);
      expect(exitCode).toBe(code);
      const trial = await document(...TRIAL, ...ATTESTED);
      expect(trial.verdict).toBe(
        status === 'fail' ? 'readyWithWarnings' : verdict,
      );
    });
  });

  describe('in which something required is not met', () => {
    it('names the GPU node without a driver, once, by its root: exit code 3', async () => {
      const broken = worker('verdict-gpu-3', version)
        .gpuHardware()
        .gpuOperator()
        .build();
      await meanwhile([broken], async () => {
        const { code, stdout } = await runCommand(
          ['--kubeconfig', path, ...PRODUCTION, ...ATTESTED],
          cluster.folder,
        );
        expect(code).toBe(EXIT.notReady);
        expect(stdout).toMatch(
          /^Not ready for Run:ai: 1 required check is not met\.\n/,
        );
        expect(stdout).toContain('verdict-gpu-3');
        const { blockers, results } = await document(
          ...PRODUCTION,
          ...ATTESTED,
        );
        expect(blockers).toMatchObject([
          { checkId: 'gpu.node-driver', reason: 'DriverMissing' },
        ]);
        expect(
          results.filter(
            ({ checkId, subject }) =>
              checkId === 'gpu.node-device-plugin' &&
              subject.name === 'verdict-gpu-3',
          ),
        ).toMatchObject([{ status: 'unknown', blockedBy: 'gpu.node-driver' }]);
      });
    });

    it.each([
      ['410.79', EXIT.notReady],
      ['410.104', EXIT.ready],
      ['418.39', EXIT.ready],
      ['525.60.13', EXIT.ready],
    ])('compares the driver %s by its numbers', async (driver, code) => {
      await meanwhile([gpuNode('verdict-gpu-1', version, driver)], async () => {
        const { exitCode } = await document('--check', 'gpu.node-driver');
        expect(exitCode).toBe(code);
      });
    });

    it('misses the storage', async () => {
      await cluster.remove(...storage());
      const { blockers, verdict } = await document(...PRODUCTION, ...ATTESTED);
      await cluster.put(...storage());
      expect(verdict).toBe('notReady');
      expect(blockers.map(({ checkId }) => checkId)).toEqual([
        'storage.default-class',
        'storage.shared-rwx',
      ]);
    });

    it('misses the server where the installation is to use the Prometheus that is there', async () => {
      const server = monitoring(version, { ready: false }).filter(({ kind }) =>
        ['Prometheus', 'StatefulSet'].includes(kind),
      );
      await meanwhile(server, async () => {
        const { blockers } = await document(
          '--existing-prometheus',
          ...TRIAL,
          ...ATTESTED,
        );
        expect(blockers).toMatchObject([{ checkId: 'monitoring.prometheus' }]);
      });
    });

    it('takes a control plane that takes everybody for a fault in production, for a warning in a trial', async () => {
      const open = controlPlaneNode('verdict-cp-4', version, { taint: false });
      await meanwhile([open], async () => {
        const production = await document(...PRODUCTION, ...ATTESTED);
        expect(production.exitCode).toBe(EXIT.notReady);
        expect(production.blockers).toMatchObject([
          { checkId: 'nodes.control-plane-separate' },
        ]);
        const trial = await document(...TRIAL, ...ATTESTED);
        expect(trial.exitCode).toBe(EXIT.readyWithWarnings);
        expect(statusOf(trial.checks, 'nodes.control-plane-separate')).toBe(
          'fail',
        );
      });
    });
  });

  it('is not formed while the token is refused: exit code 5', async () => {
    const text = await readFile(path, 'utf8');
    const stale = join(cluster.folder, 'stale');
    await writeFile(stale, text.replace(/token: [^}\s]+/, 'token: stale'));
    const { code, stdout } = await runMain(['--kubeconfig', stale]);
    expect(code).toBe(EXIT.undetermined);
    expect(stdout).toMatch(/^No verdict: [^]*401/);
  });

  it.each([
    ['an unknown option', ['--kubconfig', 'x'], 'did you mean'],
    ['an unknown mode', ['--mode', 'onPrem'], 'cloud, hybrid'],
    ['an unknown context', ['--context', 'nobody'], 'has no context nobody'],
  ])('does not come of %s: exit code 2', async (_what, args, sentence) => {
    const { code, stdout, stderr } = await runCommand(
      ['--kubeconfig', path, ...args],
      cluster.folder,
    );
    expect(stderr.toLowerCase()).toContain(sentence);
    expect({ code, stdout }).toEqual({ code: EXIT.badInput, stdout: '' });
  });
});

function statusOf(checks: PreflightDocument['checks'], id: string) {
  return checks.find(({ checkId }) => checkId === id)?.status;
}

function same(one: KubeObject, other: KubeObject): boolean {
  return (
    one.kind === other.kind &&
    one.metadata.name === other.metadata.name &&
    one.metadata.namespace === other.metadata.namespace
  );
}
