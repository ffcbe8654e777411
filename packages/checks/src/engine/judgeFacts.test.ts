import { KubeClient } from '@runai-portal/kube';
import { cluster, type RunningCluster } from '@runai-portal/simulator';
import { createEngine } from '../createEngine';
import { nativeCluster } from '../field-cases/nativeCluster';
import { nodesFact } from '../facts/nodes';
import { testProfile, testSettings } from '../testing';
import type { Session } from './Session';

jest.setTimeout(60_000);

const NOW = new Date('2021-04-20T10:00:00Z');

let running: RunningCluster;
let client: KubeClient;
let session: Session;

beforeAll(async () => {
  running = await cluster('gpu')
    .kubernetes('1.20.2')
    .objects(...nativeCluster())
    .start();
  const { token, ...connection } = running.connection();
  client = KubeClient.create({
    ...connection,
    credentials: async () => ({ token }),
  });
  session = connect();
});

function connect(): Session {
  return createEngine({ now: () => NOW }).connect({
    name: 'gpu',
    client,
    settings: testSettings({ mode: 'hybrid' }),
  });
}

afterAll(async () => {
  await client.close();
  await running.close();
});

/** As it is written down. */
const written = ({ results }: { results: readonly object[] }) =>
  JSON.parse(JSON.stringify(results));

describe('facts that were read before', () => {
  it('are judged as the run judged them, also after they were written down', async () => {
    const outcome = await session.run();
    const facts = JSON.parse(JSON.stringify(outcome.facts));
    const { requests } = client.stats;
    const judged = await session.judge({ facts });
    expect(written(judged)).toEqual(written(outcome));
    expect(judged.verdict).toEqual(outcome.verdict);
    expect(client.stats.requests).toBe(requests);
  });

  it('are judged under other settings', async () => {
    const { facts } = await session.run();
    const { summaries } = await session.judge({
      facts,
      settings: testSettings({ mode: 'airGapped' }),
    });
    const egress = summaries.find(
      ({ checkId }) => checkId === 'network.egress',
    );
    expect(egress?.status).toBe('notApplicable');
  });

  it('are not judged where they would have been read otherwise', async () => {
    const { facts } = await session.run();
    const profile = testProfile();
    const { results } = await session.judge({
      facts,
      profile: {
        ...profile,
        systemNodes: { ...profile.systemNodes, label: 'example.com/system' },
      },
    });
    const nodes = results.filter(
      ({ checkId }) => checkId === 'nodes.system-dedicated',
    );
    expect(nodes).toMatchObject([
      {
        status: 'unknown',
        reason: 'NotRun',
        unknown: 'notRun',
        message: expect.stringContaining(nodesFact.title),
      },
    ]);
  });

  it('say of a cluster that was not reached what a run says', async () => {
    running.fault({ kind: 'reset' });
    const outcome = await connect().run();
    running.fault();
    expect(outcome.verdict.formed).toBe(false);
    const judged = await session.judge({ facts: outcome.facts });
    expect(judged.verdict).toEqual(outcome.verdict);
    expect(written(judged)).toEqual(written(outcome));
  });
});
