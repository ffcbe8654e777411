import {
  cluster,
  clusterPolicy,
  crd,
  daemonSet,
  gpuOperatorCurrent,
  kubePrometheusStack,
  node,
  type ClusterDeclaration,
} from '@runai-portal/simulator';
import type { RunOutcome } from '../engine/Run';
import { everythingStated, judgeShape, startShape } from './judgeShape';

jest.setTimeout(120_000);

/** What the server itself says, whatever there is in the cluster. */
const OF_THE_SERVER = [
  'cluster.reachable',
  'cluster.credentials',
  'cluster.permissions',
  'cluster.clock-skew',
  'cluster.api-throttling',
  'platform.kubernetes-version',
];
/** A statement of ours: it asks nothing of the cluster. */
const STATED_BY_US = ['network.inbound-not-required'];

const production = {
  environment: 'production',
  mode: 'cloud',
  existingPrometheus: true,
} as const;

async function judge(
  declared: ClusterDeclaration,
  options: {
    profile?: string;
    refuse?: RegExp;
    isStated?: boolean;
  } = {},
): Promise<RunOutcome> {
  const { profile = 'runai-2021.04', refuse, isStated } = options;
  const running = await startShape(declared);
  try {
    if (refuse) {
      running.fault({ kind: 'status', status: 403, match: refuse });
    }
    return await judgeShape(
      { id: 'nothing', settings: { ...production, profile } },
      running,
      { statements: isStated ? everythingStated : undefined },
    );
  } finally {
    await running.close();
  }
}

/** Ids of checks of which some subject passes. */
function green({ results }: RunOutcome): string[] {
  return [
    ...new Set(
      results
        .filter(({ status }) => status === 'pass')
        .map(({ checkId }) => checkId),
    ),
  ];
}

/** A result that says how many were looked at: of a pass, never none. */
function passesOfNothing({ results }: RunOutcome) {
  return results.filter(
    ({ status, judged }) => status === 'pass' && judged === 0,
  );
}

describe('a cluster whose every list is empty', () => {
  const empty = () => cluster('empty').kubernetes('1.20.6');

  it('passes by what the server says, and by nothing else', async () => {
    const outcome = await judge(empty());
    expect(
      green(outcome).filter(
        id => ![...OF_THE_SERVER, ...STATED_BY_US].includes(id),
      ),
    ).toEqual([]);
    expect(passesOfNothing(outcome)).toEqual([]);
  });

  it('is never ready, whatever people state', async () => {
    const { verdict } = await judge(empty(), { isStated: true });
    expect(verdict.state).toBe('notReady');
  });
});

describe('a cluster whose every list is forbidden', () => {
  const everyList = /^GET \/apis?\/.+/;
  const forbidden = (isStated = false) =>
    judge(cluster('forbidden').kubernetes('1.20.6').nodes(node('a')), {
      refuse: everyList,
      isStated,
    });

  it('passes by what the server says, and by nothing else', async () => {
    expect(
      green(await forbidden()).filter(
        id => ![...OF_THE_SERVER, ...STATED_BY_US].includes(id),
      ),
    ).toEqual([]);
  });

  it('says of whatever could not be read that it is forbidden, and whom to ask', async () => {
    const { results } = await forbidden();
    const unread = results.filter(({ reason }) => reason === 'Forbidden');
    expect(unread.length).toBeGreaterThan(10);
    expect(
      unread.filter(
        ({ unknown, remediation }) =>
          unknown !== 'forbidden' || remediation === undefined,
      ),
    ).toEqual([]);
  });

  it('is undetermined, whatever people state', async () => {
    expect((await forbidden(true)).verdict.state).toBe('undetermined');
  });
});

describe('a cluster of 250 GPU nodes of KWOK', () => {
  const kwok = () =>
    cluster('kwok')
      .kubernetes('1.20.6')
      .nodes(
        ...Array.from({ length: 250 }, (_, index) =>
          node(`kwok-${index}`)
            .annotations({ 'kwok.x-k8s.io/node': 'fake' })
            .labels({ type: 'kwok' })
            .kubelet('fake')
            .gpus(8, 'NVIDIA A100-SXM4-80GB')
            .driver('535.104.05', { cuda: '12.2' }),
        ),
      );

  it('has no GPU node that is in order: nothing that is simulated is green', async () => {
    const outcome = await judge(kwok());
    const gpu = green(outcome).filter(id => id.startsWith('gpu.'));
    expect(gpu).toEqual([]);
    // It counts them, and says which GPUs it leaves out.
    expect(
      green(outcome).filter(
        id => id.startsWith('nodes.') && id !== 'nodes.count-and-capacity',
      ),
    ).toEqual([]);
  });

  it('is never ready, whatever people state', async () => {
    const { verdict } = await judge(kwok(), { isStated: true });
    expect(verdict.state).not.toMatch(/^ready/);
  });
});

describe('a cluster whose operators want pods on none of its GPU nodes', () => {
  /** Everything is there and says that it is well; no DaemonSet wants a pod. */
  const idle = () =>
    cluster('idle')
      .kubernetes('1.20.6')
      .nodes(
        ...['gpu-1', 'gpu-2'].map(name => node(name).gpuHardware()),
        node('sys-1').role('runai-system'),
      )
      .objects(
        ...gpuOperatorCurrent({ nodes: 0 }),
        clusterPolicy({ state: 'ready', reason: 'Reconciled' }),
        ...kubePrometheusStack({ era: 'current', nodes: 0 }),
        crd('runaiconfigs.run.ai', { kind: 'RunaiConfig' }),
        daemonSet('runai', 'runai-container-toolkit', { desired: 0 }),
      );

  it.each([
    'gpu.operator-ready',
    'gpu.node-driver',
    'gpu.node-runtime',
    'gpu.node-device-plugin',
    'gpu.node-validation',
    'gpu.metrics-exporter',
    'monitoring.node-exporter',
  ])('does not pass %s', async id => {
    const outcome = await judge(idle());
    const results = outcome.results.filter(({ checkId }) => checkId === id);
    expect(results.length).toBeGreaterThan(0);
    expect(results.filter(({ status }) => status === 'pass')).toEqual([]);
  });
});
