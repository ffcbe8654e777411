import type {
  CheckSummary,
  ClusterDetail,
  Evaluation,
} from '@runai-portal/backstage-plugin-runai-common';
import { cluster, node, type RunningCluster } from '@runai-portal/simulator';
import { startPortal, type TestPortal } from '../__testUtils__/startPortal';

jest.setTimeout(60_000);

let running: RunningCluster;
let portal: TestPortal;

afterEach(async () => {
  await portal.close();
  await running.close();
});

const wanted = { settings: { mode: 'airGapped' } };

describe('what changing a setting would change', () => {
  beforeEach(async () => {
    running = await cluster('gpu')
      .kubernetes('1.20.2')
      .nodes(node('gpu-1').gpus(8, 'Tesla V100-SXM2-32GB'))
      .start();
    portal = await startPortal({
      clusters: [
        {
          running,
          settings: {
            mode: 'hybrid',
            prometheus: { url: 'https://p.example.com', token: 'secret-token' },
          },
        },
      ],
    });
    await portal.until<ClusterDetail>(
      '/clusters/gpu',
      ({ readiness: { checkedAt } }) => checkedAt !== undefined,
    );
  });

  it('is told beside how it is, and asks the cluster nothing', async () => {
    const before = await portal.get('/clusters/gpu/results');
    // Whatever the schedule does meanwhile, an evaluation does without the cluster.
    running.fault({ kind: 'reset' });
    const { status, body, text } = await portal.post(
      '/clusters/gpu/evaluate',
      wanted,
    );
    expect([status, text]).toEqual([200, expect.any(String)]);
    const evaluation: Evaluation = body;
    expect(evaluation).toMatchObject({
      profile: 'runai-2021.04',
      settings: wanted.settings,
      present: { profile: 'runai-2021.04' },
      sentence: expect.stringMatching(
        /^Declaring airGapped makes \d+ checks not applicable, \d+ required and 1 recommended; .*the verdict/,
      ),
    });
    expect(evaluation.changes).toContainEqual({
      checkId: 'network.egress',
      title: 'Every node reaches the endpoints',
      from: { status: 'skipped', severity: 'required' },
      to: { status: 'notApplicable', severity: 'required' },
    });
    const statusOf = (items: readonly CheckSummary[], id: string) =>
      items.find(({ checkId }) => checkId === id)?.status;
    expect(statusOf(evaluation.results, 'registry.configured')).toBe('fail');
    expect(statusOf(before.body.items, 'registry.configured')).not.toBe('fail');
    expect(evaluation.results).toHaveLength(before.body.items.length);
    expect(text).not.toContain('secret-token');
  });

  it('stores nothing', async () => {
    await portal.post('/clusters/gpu/evaluate', wanted);
    const { body } = await portal.get('/clusters/gpu');
    expect(body.mode).toBe('hybrid');
    const { items } = (await portal.get('/clusters/gpu/results')).body;
    const changed = items.find(
      ({ checkId }: CheckSummary) => checkId === 'registry.configured',
    );
    expect(changed.status).not.toBe('fail');
  });

  it('says that labels were not read which another selector asks for', async () => {
    const { body } = await portal.post('/clusters/gpu/evaluate', {
      settings: { gpuNodes: { selector: 'example.com/pool=gpu' } },
    });
    const nodes = body.results.find(
      ({ checkId }: CheckSummary) => checkId === 'gpu.nodes-present',
    );
    expect(nodes).toMatchObject({ status: 'unknown', reason: 'NotRun' });
  });

  it.each([
    [{ profile: 'runai-1999' }, "There is no profile 'runai-1999'"],
    [{ settings: { mode: 'onPrem' } }, 'must be equal to one of the allowed'],
    [{ settings: { colour: 'red' } }, 'must NOT have additional properties'],
    [
      { settings: { controlPlane: { url: 'ftp://x' } } },
      'settings.controlPlane.url must be an http or https address',
    ],
  ])('refuses %j', async (body, message) => {
    const answer = await portal.post('/clusters/gpu/evaluate', body);
    expect(answer.status).toBe(400);
    expect(answer.text).toContain(message);
  });
});

it('has nothing to say before a run has read anything', async () => {
  let letGo = () => {};
  const until = new Promise<void>(resolve => {
    letGo = resolve;
  });
  running = await cluster('gpu').kubernetes('1.20.2').start();
  running.fault({ kind: 'held', until });
  portal = await startPortal({ clusters: [{ running }] });
  await portal.until<ClusterDetail>('/clusters/gpu', () => true);

  const { status, text } = await portal.post('/clusters/gpu/evaluate', wanted);
  letGo();
  expect(status).toBe(503);
  expect(text).toContain('run the checks, then ask again');
});
