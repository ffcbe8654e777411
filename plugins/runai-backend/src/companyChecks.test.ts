import { execFile } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import {
  createBackendModule,
  type BackendFeature,
} from '@backstage/backend-plugin-api';
import type {
  AccessView,
  CheckInfo,
  CheckSummary,
  ClusterDetail,
  Result,
} from '@runai-portal/backstage-plugin-runai-common';
import {
  defineCheck,
  nodesFact,
  runaiChecksExtensionPoint,
  type Check,
} from '@runai-portal/backstage-plugin-runai-node';
import { cluster, node, type RunningCluster } from '@runai-portal/simulator';
// eslint-disable-next-line @backstage/no-relative-monorepo-imports -- the example is in no package of the workspace
import companyChecks from '../../../examples/company-checks/src';
import { startPortal, type TestPortal } from './__testUtils__/startPortal';

jest.setTimeout(120_000);

const ID = 'acme.node-cost-centre';
const repository = resolve(__dirname, '../../..');
const example = join(repository, 'examples/company-checks');

let running: RunningCluster;
let portal: TestPortal;
let folder: string;

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'company-checks-'));
  running = await cluster('gpu-prod')
    .kubernetes('1.20.2')
    .nodes(
      node('worker-1'),
      node('gpu-1')
        .gpus(8, 'Tesla V100-SXM2-32GB')
        .labels({ 'acme.example/cost-centre': '4711' }),
      node('gpu-2').gpus(8, 'Tesla V100-SXM2-32GB'),
    )
    .start();
  writeFileSync(join(folder, 'kubeconfig'), running.kubeconfig());
  portal = await startPortal({
    clusters: [{ running }],
    features: [companyChecks],
  });
  await portal.until<ClusterDetail>(
    '/clusters/gpu-prod',
    ({ readiness }) => readiness.state !== 'notChecked',
  );
});

afterAll(async () => {
  await portal.close();
  await running.close();
  rmSync(folder, { recursive: true });
});

/** What a program wrote to its standard output; its exit code is that of the verdict. */
function run(program: string, ...args: string[]): Promise<string> {
  const transform = require.resolve(
    '@backstage/cli-node/config/nodeTransform.cjs',
  );
  return new Promise(ended => {
    execFile(
      process.execPath,
      ['--require', transform, join(repository, program), ...args],
      { cwd: folder, maxBuffer: 100_000_000 },
      (_error, stdout, stderr) => ended(stdout || stderr),
    );
  });
}

const preflight = (...args: string[]) =>
  run('packages/preflight/src/bin.ts', '--plugin', example, ...args);

describe("a company's own check in the portal", () => {
  it("is in the catalogue, recognisable as the site's own", async () => {
    const { items } = (await portal.get('/checks')).body;
    const own = items.filter((check: CheckInfo) => check.own);
    expect(own).toMatchObject([
      {
        id: ID,
        category: 'nodes',
        failing: 1,
        outcomes: [
          { reason: 'Charged', status: 'pass' },
          { reason: 'NotANumber', status: 'warn' },
          { reason: 'NotCharged', status: 'fail' },
        ],
        permissions: expect.arrayContaining([
          { verb: 'list', group: '', resource: 'nodes' },
        ]),
      },
    ]);
    expect((await portal.get(`/checks/${ID}`)).body).toMatchObject({
      ...own[0],
      clusters: [{ cluster: 'gpu-prod', status: 'fail', reason: 'NotCharged' }],
    });
  });

  it('is judged by every run, and its results are on the page of the cluster', async () => {
    const summaries: CheckSummary[] = (
      await portal.get('/clusters/gpu-prod/results?category=nodes')
    ).body.items;
    expect(summaries.find(({ checkId }) => checkId === ID)).toMatchObject({
      status: 'fail',
      severity: 'recommended',
      counts: { pass: 1, fail: 1 },
    });
    const results: Result[] = (
      await portal.get(`/clusters/gpu-prod/results/${ID}`)
    ).body.items;
    expect(
      results.map(({ subject, reason }) => [subject.name, reason]),
    ).toEqual([
      ['gpu-2', 'NotCharged'],
      ['gpu-1', 'Charged'],
    ]);
    expect(results[0].remediation?.commands).toEqual([
      'kubectl label node gpu-2 acme.example/cost-centre=NUMBER',
    ]);
    const nodes = (await portal.get('/clusters/gpu-prod/nodes')).body.items;
    expect(JSON.stringify(nodes)).toContain(ID);
  });

  it('can be run alone', async () => {
    const { status, body } = await portal.post('/clusters/gpu-prod/runs', {
      checks: [ID],
    });
    expect([200, 202]).toContain(status);
    expect(body).toMatchObject({ cluster: 'gpu-prod' });
  });

  it('is in the roles that the portal needs', async () => {
    const access: AccessView = (await portal.get('/clusters/gpu-prod/access'))
      .body;
    expect(access.manifest).toContain(ID);
    expect(
      access.granted?.find(({ resource }) => resource === 'nodes')?.checks,
    ).toContain(ID);
  });
});

describe("a company's own check on the command line", () => {
  it('is listed, judged and reported as ours are, and in the roles', async () => {
    const listed: CheckInfo[] = JSON.parse(
      await preflight('--list', '--format', 'json'),
    );
    expect(listed.filter(({ own }) => own).map(({ id }) => id)).toEqual([ID]);
    expect(await preflight('--list')).toMatch(/acme\.node-cost-centre +recomm/);
    expect(await preflight('--manifest')).toContain(ID);

    const report = JSON.parse(
      await preflight('--kubeconfig', 'kubeconfig', '--format', 'json'),
    );
    expect(
      report.results.filter(({ checkId }: Result) => checkId === ID),
    ).toHaveLength(2);
    expect(await preflight('--kubeconfig', 'kubeconfig')).toContain(
      'gpu-2 is charged to nobody',
    );
  });

  it('has a page among those that the docs command writes', async () => {
    await run(
      'packages/preflight/src/documents/bin.ts',
      '--plugin',
      example,
      '--output',
      'docs',
    );
    const written = (file: string) =>
      readFileSync(join(folder, 'docs', file), 'utf8');
    expect(written(`checks/${ID}.md`)).toMatch(/The site itself.*NotCharged/s);
    expect(written('checks/index.md')).toContain(`(${ID}.md)`);
    expect(written('manifests/passive.yaml')).toContain(ID);
  });
});

describe('a wrong declaration', () => {
  it.each<[string, Partial<Check>, string]>([
    [
      'an id of ours',
      { id: 'gpu.node-driver' },
      'Two checks have the id "gpu.node-driver"',
    ],
    [
      'no outcomes',
      { outcomes: {} },
      'The check "acme.names" declares no outcomes',
    ],
  ])('ends the start with one sentence: %s', async (_, changes, sentence) => {
    const declared = defineCheck({
      id: 'acme.names',
      title: 'Names',
      category: 'nodes',
      description: 'Names of nodes.',
      uses: { nodes: nodesFact },
      outcomes: { Fine: { status: 'pass', says: 'Fine' } },
      evaluate: () => [],
    });
    const features = [moduleOf({ ...declared, ...changes })];
    await expect(startPortal({ features })).rejects.toThrow(sentence);
  });
});

function moduleOf(check: Check): BackendFeature {
  return createBackendModule({
    pluginId: 'runai',
    moduleId: 'wrong',
    register(env) {
      env.registerInit({
        deps: { checks: runaiChecksExtensionPoint },
        init: async ({ checks }) => checks.addChecks({ checks: [check] }),
      });
    },
  });
}
