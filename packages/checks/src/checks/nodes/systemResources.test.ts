import type { NodeFact } from '../../facts/nodeFact';
import { nodesFact } from '../../facts/nodes';
import {
  systemPodsFact,
  type PodsByNode,
} from '../../observations/followUps/podsOnNodes';
import type { ClusterSettingsInput } from '../../settings';
import {
  evaluateCheck,
  fact,
  failedFact,
  facts,
  TEST_NOW,
  testProfile,
  testSettings,
} from '../../testing';
import { controlPlaneFact, nodeFact, projected } from '../../testing/nodes';
import { residentPod } from '../../testing/pods';
import { systemResources } from './systemResources';

const LABEL = 'node-role.kubernetes.io/runai-system';
/** What a node has beyond the one resource that a test is about. */
const PLENTY = { cpu: '8', memory: '32Gi', 'ephemeral-storage': '200Gi' };

function system(
  name: string,
  capacity: Record<string, string> = {},
  allocatable?: Record<string, string>,
): NodeFact {
  return nodeFact(name, {
    labels: { [LABEL]: 'true' },
    capacity: { ...PLENTY, ...capacity },
    allocatable,
  });
}

function judge(
  nodes: NodeFact[],
  pods: PodsByNode = {},
  settings: Partial<ClusterSettingsInput> = {},
) {
  return evaluateCheck(systemResources, {
    facts: facts(fact(nodesFact, nodes), fact(systemPodsFact, pods)),
    settings,
  });
}

function rolledUp(nodes: NodeFact[], pods: PodsByNode = {}) {
  return systemResources.rollUp?.(judge(nodes, pods), {
    profile: testProfile(),
    settings: testSettings(),
    now: TEST_NOW,
  });
}

describe('nodes.system-resources', () => {
  it.each([
    [19, 'memory', '7900460Ki', 'pass', 'LargeEnough'],
    [19, 'memory', '7862128Ki', 'pass', 'LargeEnough'],
    [19, 'memory', '8148076Ki', 'pass', 'LargeEnough'],
    [19, 'memory', '7812500Ki', 'pass', 'LargeEnough'],
    [20, 'memory', '7629394Ki', 'warn', 'SlightlyShort'],
    [20, 'memory', '7226563Ki', 'fail', 'TooSmall'],
    [21, 'ephemeral-storage', '52416492Ki', 'pass', 'LargeEnough'],
    [21, 'ephemeral-storage', '47185920Ki', 'warn', 'SlightlyShort'],
    [21, 'ephemeral-storage', '20959212Ki', 'fail', 'TooSmall'],
    [22, 'cpu', '4', 'pass', 'LargeEnough'],
    [22, 'cpu', '3920m', 'warn', 'SlightlyShort'],
    [22, 'cpu', '3800m', 'warn', 'SlightlyShort'],
    [22, 'cpu', '3799m', 'fail', 'TooSmall'],
    [22, 'cpu', '3', 'fail', 'TooSmall'],
    [23, 'memory', '12E', 'pass', 'LargeEnough'],
    [23, 'memory', '9e9', 'pass', 'LargeEnough'],
    [23, 'cpu', '.5', 'fail', 'TooSmall'],
    [23, 'memory', '1.5Gi', 'fail', 'TooSmall'],
    [23, 'memory', '100n', 'fail', 'TooSmall'],
    [23, 'cpu', 'abc', 'unknown', 'SchemaUnexpected'],
    [23, 'cpu', '', 'unknown', 'SchemaUnexpected'],
    [23, 'memory', '1ki', 'unknown', 'SchemaUnexpected'],
    [23, 'cpu', '0x10', 'unknown', 'SchemaUnexpected'],
    [23, 'cpu', '1 Gi', 'unknown', 'SchemaUnexpected'],
  ])(
    'fixture %i: judges %s %s as %s',
    (_, resource, quantity, status, reason) => {
      expect(judge([system('s', { [resource]: quantity })])).toEqual([
        expect.objectContaining({ status, reason }),
      ]);
    },
  );

  it.each([
    ['memory', '7629394Ki', '97.7 %'],
    ['memory', '7226563Ki', '92.5 %'],
    ['ephemeral-storage', '47185920Ki', '96.6 %'],
    ['cpu', '3800m', '95.0 %'],
    ['cpu', '3799m', '94.9 %'],
    ['memory', '7999999999', '99.9 %'],
  ])('tells that %s %s is %s of the need', (resource, quantity, share) => {
    expect(judge([system('s', { [resource]: quantity })])[0].message).toContain(
      share,
    );
  });

  it('passes as a whole when enough nodes are large enough; the others only warn', () => {
    const nodes = [system('large'), system('small', { cpu: '2' })];

    expect(
      judge(nodes).map(({ subject, status, reason }) => [
        subject.name,
        status,
        reason,
      ]),
    ).toEqual([
      ['large', 'pass', 'LargeEnough'],
      ['small', 'warn', 'SmallerThanOthers'],
    ]);
    expect(rolledUp(nodes)).toBe('pass');
  });

  it('takes the best that it can get where none is large enough', () => {
    expect(
      rolledUp([system('a', { cpu: '3920m' }), system('b', { cpu: '2' })]),
    ).toBe('warn');
    expect(
      rolledUp([system('a', { cpu: 'abc' }), system('b', { cpu: '2' })]),
    ).toBe('unknown');
    expect(rolledUp([system('b', { cpu: '2' })])).toBe('fail');
  });

  it('warns where pods of others leave less than three quarters of the need free', () => {
    const requests = { cpu: 5.5 };
    const [result] = judge([system('s')], {
      s: [residentPod('training', { requests })],
    });

    expect(result).toMatchObject({ status: 'warn', reason: 'LittleFree' });
    expect(result.message).toContain('Only 2.5 cores of CPU are free');
  });

  it('does not count what Run:ai itself and DaemonSets ask for', () => {
    const requests = { cpu: 7, memory: 30e9 };
    const pods = [
      residentPod('scheduler', { namespace: 'runai', requests }),
      residentPod('agent', {
        namespace: 'monitoring',
        ownerKind: 'DaemonSet',
        requests,
      }),
    ];

    expect(judge([system('s')], { s: pods })[0].status).toBe('pass');
  });

  it('measures what is free by what the node offers, not by what it has', () => {
    expect(judge([system('s', {}, { cpu: '2' })], { s: [] })[0]).toMatchObject({
      status: 'warn',
      reason: 'LittleFree',
    });
  });

  it('tells a disk that the kubelet cannot measure from one that is too small', () => {
    const [result] = judge([system('s', { 'ephemeral-storage': '0' })]);
    expect(result).toMatchObject({
      status: 'unknown',
      reason: 'SchemaUnexpected',
    });
    expect(result.message).toContain('the kubelet could not measure it');
  });

  it('counts the disk that the kubelet can really use, and says what it keeps back', () => {
    const disk = { 'ephemeral-storage': '100Gi' };
    const judged = (allocatable: string) =>
      judge([system('s', disk, { 'ephemeral-storage': allocatable })], {
        s: [],
      })[0];
    // As by default: a tenth of the file system against eviction, written in bytes.
    expect(judged('96636764160').status).toBe('pass');
    const result = judged('30Gi');
    expect(result).toMatchObject({ status: 'warn', reason: 'LittleFree' });
    expect(result.message).toContain(
      'Only 32.21 GB of disk are free, 50 GB are needed; the kubelet keeps 75.16 GB of 107.37 GB back',
    );
  });

  it('says which file system is to be extended where the disk is short, and only there', () => {
    const advice = (short: Record<string, string>) =>
      judge([system('s', short)])[0].remediation?.text;
    expect(advice({ 'ephemeral-storage': '20959212Ki' })).toContain(
      'On s only the file system of /var/lib/kubelet counts',
    );
    expect(advice({ cpu: '2' })).not.toContain('/var/lib/kubelet');
  });

  it('warns of a large node under pressure', () => {
    const node = nodeFact('s', {
      labels: { [LABEL]: '' },
      capacity: PLENTY,
      conditions: [{ type: 'DiskPressure', status: 'True' }],
    });

    expect(judge([node])[0]).toMatchObject({
      status: 'warn',
      reason: 'Pressure',
    });
  });

  it('judges the five best candidates where no node is labelled', () => {
    const workers = ['a', 'b', 'c', 'd', 'e', 'f'].map((name, index) =>
      nodeFact(name, { capacity: { ...PLENTY, memory: `${10 + index}Gi` } }),
    );
    const results = judge([
      controlPlaneFact('cp'),
      nodeFact('gpu', { capacity: { 'nvidia.com/gpu': '8' } }),
      ...workers,
    ]);

    expect(results.map(({ subject }) => subject.name)).toEqual([
      'f',
      'e',
      'd',
      'c',
      'b',
    ]);
    expect(results[0].message).toContain('candidate');
  });

  it('chooses nodes by the selector of the settings', () => {
    const nodes = [
      nodeFact('a', { labels: { pool: 'system' } }),
      nodeFact('b'),
    ];
    const results = judge(
      nodes,
      {},
      { systemNodes: { selector: 'pool=system' } },
    );

    expect(results.map(({ subject }) => subject.name)).toEqual(['a']);
  });

  it('says nothing where there is no node to judge: that is told by nodes.system-dedicated', () => {
    const nodes = [
      controlPlaneFact('cp'),
      nodeFact('gpu', { capacity: { 'nvidia.com/gpu': '8' } }),
    ];

    expect(judge(nodes)).toEqual([
      expect.objectContaining({ status: 'notApplicable' }),
    ]);
    expect(rolledUp(nodes)).toBe('notApplicable');
  });

  it('is unknown for a labelled node that tells no capacity', () => {
    const bare = projected({
      metadata: { name: 'bare', labels: { [LABEL]: '' } },
      status: { conditions: [{ type: 'Ready', status: 'True' }] },
    });

    expect(judge([bare])[0]).toMatchObject({
      status: 'unknown',
      reason: 'SchemaUnexpected',
      actual: 'CPU unknown, memory unknown, disk unknown',
    });
    expect(judge([system('s')])[0].actual).not.toContain('unknown');
  });

  it('is unknown, naming the permission, where pods cannot be listed', () => {
    const results = evaluateCheck(systemResources, {
      facts: facts(
        fact(nodesFact, [system('s')]),
        failedFact(systemPodsFact, 'Forbidden', 'Forbidden(list pods)'),
      ),
    });

    expect(results).toEqual([
      expect.objectContaining({
        status: 'unknown',
        reason: 'Forbidden',
        message: 'Forbidden(list pods)',
      }),
    ]);
  });

  it('is required in production and recommended in a trial, and quotes the prerequisites where it is required', () => {
    const nodes = [system('s', { cpu: '2' })];
    const [production] = judge(nodes, {}, { environment: 'production' });
    const [trial] = judge(nodes, {}, { environment: 'trial' });

    expect(production).toMatchObject({ severity: 'required', status: 'fail' });
    expect(production.message).toContain(
      'we recommend that production deployments',
    );
    expect(trial).toMatchObject({ severity: 'recommended', status: 'fail' });
    expect(trial.message).not.toContain('we recommend');
  });
});
