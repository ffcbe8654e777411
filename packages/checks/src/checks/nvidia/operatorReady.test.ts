import {
  clusterPolicy,
  daemonSet,
  deployment,
  nvidiaDriver,
} from '@runai-portal/simulator';
import { gpuOperatorFact, type GpuOperatorFact } from '../../facts/gpuOperator';
import type { NodeFact } from '../../facts/nodeFact';
import type { WorkloadFact } from '../../facts/workloads';
import { evaluateToOne, failedFact } from '../../testing';
import {
  gpuFacts,
  gpuNode,
  NO_OPERATOR,
  operatorFact,
  operatorObject,
  operatorProfile,
  operatorWorkloads,
} from '../../testing/gpuStack';
import { nodeFact } from '../../testing/nodes';
import { workloadFacts } from '../../testing/workloads';
import { operatorReady } from './operatorReady';

const LONG_AGO = '2021-04-12T09:40:00Z';
const JUST_NOW = '2021-04-20T09:50:00Z';
const [OPERATOR] = operatorWorkloads(0);

function current(
  options: Parameters<typeof clusterPolicy>[0] = {},
): GpuOperatorFact {
  return operatorFact({
    era: 'current',
    since: LONG_AGO,
    created: LONG_AGO,
    ...options,
  });
}

function judge(
  operator: GpuOperatorFact,
  workloads: readonly WorkloadFact[],
  nodes: readonly NodeFact[] = [gpuNode('gpu-1', 8), gpuNode('gpu-2', 8)],
  options: Partial<Parameters<typeof evaluateToOne>[1]> = {},
) {
  return evaluateToOne(operatorReady, {
    facts: gpuFacts(nodes, { workloads, operator }),
    ...options,
  });
}

describe('gpu.operator-ready', () => {
  it('takes a state of 2021 without conditions together with the DaemonSets', () => {
    expect(
      judge(operatorFact({ state: 'ready' }), operatorWorkloads(2)),
    ).toMatchObject({
      status: 'pass',
      reason: 'Ready',
      message:
        'The GPU Operator 1.7.1 is ready. ClusterPolicy cluster-policy says ready; 2 DaemonSets have all pods ready',
    });
  });

  it('tells an operator that does not run from operands that are not ready, where it last said that it is not', () => {
    const stopped = (operands: readonly WorkloadFact[]) =>
      judge(current({ state: 'notReady' }), [
        { ...OPERATOR, ready: 0 },
        ...operands.slice(1),
      ]).reason;

    expect(stopped(operatorWorkloads(2))).toBe('OperatorNotRunning');
    expect(stopped(operatorWorkloads(2, 1))).toBe('NotReady');
    expect(stopped(operatorWorkloads(0))).toBe('NotReady');
  });

  it('shows as evidence that the operator is gone, where it is', () => {
    const policy = operatorFact({ state: 'ready', created: LONG_AGO });
    const absent = expect.objectContaining({
      what: 'Deployments',
      value: 'absent',
    });
    const ready = expect.objectContaining({
      what: 'Deployment default/gpu-operator',
      value: '1 of 1',
    });
    const there = judge(policy, operatorWorkloads(2)).evidence;
    expect(there).toContainEqual(ready);
    expect(there).not.toContainEqual(absent);
    expect(
      judge(policy, operatorWorkloads(2).slice(1)).evidence,
    ).toContainEqual(absent);
  });

  it('takes no status for none of its own: the DaemonSets decide', () => {
    const policy = operatorFact({ created: LONG_AGO });
    expect(judge(policy, operatorWorkloads(2))).toMatchObject({
      status: 'pass',
      message: expect.stringContaining('has no state yet'),
    });
    expect(judge(policy, operatorWorkloads(2, 0))).toMatchObject({
      reason: 'OperandsNotReady',
      message: expect.stringContaining('has no status that would tell it'),
    });
    expect(judge(policy, [OPERATOR], [gpuNode('gpu-1', 0)])).toMatchObject({
      status: 'fail',
      reason: 'NotReconciled',
    });
  });

  it('waits for an operator that has just been told what to install', () => {
    const policy = operatorFact({ created: JUST_NOW });
    expect(judge(policy, [OPERATOR], [gpuNode('gpu-1', 0)])).toMatchObject({
      status: 'warn',
      reason: 'NotReadyYet',
    });
  });

  it('shows the message of condition Error: that of Ready is empty', () => {
    const message =
      'ClusterPolicy is not ready; states not ready: [state-driver state-container-toolkit]';
    const result = judge(
      current({ state: 'notReady', message }),
      operatorWorkloads(2, 0),
      [gpuNode('gpu-1', 0), gpuNode('gpu-2', 0)],
    );
    expect(result).toMatchObject({ status: 'fail', reason: 'NotReady' });
    expect(result.message).toContain(`and says: ${message}`);
    expect(result.message).toContain(
      'Not ready: nvidia-driver-daemonset 0 of 2',
    );
  });

  it('gives a change twenty minutes, a minute more is a fault', () => {
    const at = (minute: string) =>
      judge(
        current({ state: 'notReady', since: `2021-04-20T09:${minute}:00Z` }),
        operatorWorkloads(2, 0),
      ).reason;
    expect([at('41'), at('40')]).toEqual(['NotReadyYet', 'NotReady']);
  });

  it.each(['NoGPUNodes', 'NFDLabelsMissing'])(
    'is not applicable where it is ready with %s and there is no GPU node',
    reason => {
      expect(
        judge(
          current({ state: 'ready', reason }),
          [OPERATOR],
          [nodeFact('cpu-1')],
        ),
      ).toMatchObject({ status: 'notApplicable', reason: 'NoGpuNodes' });
    },
  );

  it('has nothing to do without a GPU node, though no reason says so', () => {
    expect(
      judge(operatorFact({ state: 'ready' }), [OPERATOR], [nodeFact('cpu-1')]),
    ).toMatchObject({
      reason: 'NoGpuNodes',
      message: expect.stringContaining('No node has a GPU for it'),
    });
  });

  it.each(['NoGPUNodes', 'NFDLabelsMissing'])(
    'fails where it is ready with %s although hardware is known',
    reason => {
      expect(
        judge(
          current({ state: 'ready', reason }),
          [OPERATOR],
          [gpuNode('gpu-1', 0)],
        ),
      ).toMatchObject({
        status: 'fail',
        reason: 'SeesNoGpuNodes',
        message: expect.stringContaining(reason),
      });
    },
  );

  it('fails for a node that lost its PCI label, which the operator marks with gpu.present=false', () => {
    const lost = nodeFact('gpu-1', {
      labels: { 'nvidia.com/gpu.present': 'false' },
      capacity: { 'nvidia.com/gpu': '8' },
      allocatable: { 'nvidia.com/gpu': '0' },
    });
    expect(
      judge(
        current({ state: 'ready', reason: 'NoGPUNodes' }),
        [OPERATOR, ...operatorWorkloads(0).slice(1)],
        [lost],
      ),
    ).toMatchObject({ status: 'fail', reason: 'SeesNoGpuNodes' });
  });

  it('does not believe ready while all driver pods crash, as that of 2021 says', () => {
    const result = judge(
      operatorFact({ state: 'ready', created: LONG_AGO }),
      operatorWorkloads(2, 0),
    );
    expect(result).toMatchObject({
      status: 'fail',
      reason: 'OperandsNotReady',
    });
    expect(result.message).toContain('nvidia-driver-daemonset 0 of 2');
  });

  it('does not believe ready while an NVIDIADriver is not', () => {
    const drivers = (options: Parameters<typeof nvidiaDriver>[1]) => ({
      ...current({ state: 'ready' }),
      nvidiaDrivers: [operatorObject(nvidiaDriver('ubuntu', options))],
    });
    const notReady = judge(
      drivers({ state: 'notReady', message: 'pods crash', since: LONG_AGO }),
      operatorWorkloads(2),
    );
    expect(notReady).toMatchObject({
      status: 'fail',
      reason: 'DriverNotReady',
    });
    expect(notReady.message).toContain(
      'NVIDIADriver ubuntu is notReady (DriverNotReady): pods crash',
    );
    expect(
      judge(drivers({ state: 'notReady', since: JUST_NOW }), []).reason,
    ).toBe('NotApplicable');
    expect(
      judge(
        drivers({ state: 'notReady', since: JUST_NOW }),
        operatorWorkloads(2),
      ),
    ).toMatchObject({ status: 'warn', reason: 'NotReadyYet' });
    expect(
      judge(drivers({ state: 'ready' }), operatorWorkloads(2)),
    ).toMatchObject({ status: 'pass' });
  });

  it.each([
    ['ready', 'DriverNotReady'],
    [undefined, 'DriverNotReady'],
    ['disabled', 'Ready'],
    ['ignored', 'Ready'],
  ])(
    'goes by the conditions of an NVIDIADriver whose state is %s: %s',
    (state, reason) => {
      const driver = operatorObject(
        nvidiaDriver('ubuntu', { state: 'notReady', since: LONG_AGO }),
      );
      expect(
        judge(
          {
            ...current({ state: 'ready' }),
            nvidiaDrivers: [{ ...driver, state }],
          },
          operatorWorkloads(2),
        ).reason,
      ).toBe(reason);
    },
  );

  it('fails where operands want pods on none of the nodes that they should serve', () => {
    expect(
      judge(
        current({ state: 'ready' }),
        [OPERATOR, ...operatorWorkloads(0).slice(1)],
        [gpuNode('gpu-1', 0)],
      ),
    ).toMatchObject({ status: 'fail', reason: 'NothingWanted' });
  });

  it('warns where it is ready and one node offers no GPU, fails where none does, and waits for one that has just joined', () => {
    const ready = operatorFact({ state: 'ready', created: LONG_AGO });
    const without = (createdAt = LONG_AGO) =>
      gpuNode('gpu-2', 0, { createdAt });
    const nodes = [gpuNode('gpu-1', 8), without()];
    expect(judge(ready, operatorWorkloads(2), nodes)).toMatchObject({
      status: 'warn',
      reason: 'SomeNodesWithoutGpus',
      message: expect.stringContaining('Without: gpu-2, 1 of 2'),
    });
    expect(judge(ready, operatorWorkloads(1), [without()])).toMatchObject({
      status: 'fail',
      reason: 'ReadyWithoutGpus',
    });
    expect(
      judge(ready, operatorWorkloads(1), [without(JUST_NOW)]),
    ).toMatchObject({ status: 'warn', reason: 'NotReadyYet' });
  });

  it('blames no operand for a node that is down', () => {
    const result = judge(
      current({ state: 'notReady' }),
      operatorWorkloads(2, 1),
      [gpuNode('gpu-1', 8), gpuNode('gpu-2', 8, { ready: 'Unknown' })],
    );
    expect(result).toMatchObject({
      status: 'warn',
      reason: 'OperandsPartlyReady',
    });
  });

  it('judges by the elder of two ClusterPolicies (fixture 12)', () => {
    const younger = { name: 'a-younger', created: '2021-04-13T09:00:00Z' };
    const elder = { created: LONG_AGO } as const;
    expect(
      judge(
        operatorFact(younger, { ...elder, state: 'ready' }),
        operatorWorkloads(2),
      ),
    ).toMatchObject({
      status: 'warn',
      reason: 'DuplicatePolicy',
      message: expect.stringMatching(/^a-younger is not in force/),
    });
    expect(
      judge(
        operatorFact(
          { ...younger, state: 'ignored' },
          { ...elder, state: 'ready' },
        ),
        operatorWorkloads(2),
      ),
    ).toMatchObject({ status: 'warn', reason: 'DuplicatePolicy' });
    expect(
      judge(
        operatorFact(younger, {
          ...elder,
          era: 'current',
          state: 'notReady',
          since: LONG_AGO,
        }),
        operatorWorkloads(2, 0),
      ),
    ).toMatchObject({
      status: 'fail',
      message: expect.stringContaining(
        'a-younger is not in force: cluster-policy is older',
      ),
    });
  });

  it('warns of a simulation, whose operator wants no pod and has no ClusterPolicy (fixture 13)', () => {
    const workloads = workloadFacts(
      deployment('gpu-operator', 'gpu-operator', {
        desired: 0,
        image: 'ubuntu:22.04',
      }),
      daemonSet('gpu-operator', 'device-plugin', {
        image: 'ghcr.io/run-ai/fake-gpu-operator/device-plugin:0.2.0',
      }),
    );
    const node = gpuNode('gpu-1', 8, {
      labels: { 'run.ai/simulated-gpu-node-pool': 'default' },
    });
    expect(judge(NO_OPERATOR, workloads, [node])).toMatchObject({
      status: 'warn',
      reason: 'Simulated',
    });
  });

  it('is not applicable without the operator, and unknown where its objects cannot be read', () => {
    expect(judge(NO_OPERATOR, []).status).toBe('notApplicable');
    const facts = gpuFacts([gpuNode('gpu-1', 8)], {
      workloads: operatorWorkloads(1),
      more: [
        failedFact(
          gpuOperatorFact,
          'Forbidden',
          'Forbidden(list nvidia.com clusterpolicies)',
        ),
      ],
    });
    expect(evaluateToOne(operatorReady, { facts })).toMatchObject({
      status: 'unknown',
      reason: 'Forbidden',
    });
  });

  it.each([
    ['1.9', undefined, [], 'VersionTooOld'],
    ['1.7', '1.7', [], 'Ready'],
    ['1.7.2', undefined, [], 'VersionTooOld'],
    ['1.5', undefined, ['1.7'], 'VersionExcluded'],
    ['1.5', undefined, ['1.7.0'], 'Ready'],
    ['1.5', '1.6', [], 'VersionAboveTested'],
    ['1.5', '1.7.0', [], 'VersionAboveTested'],
  ])(
    'judges 1.7.1 by a range from %s to %s without %p: %s',
    (minimum, maxTested, excluded, reason) => {
      const profile = operatorProfile({ minimum, maxTested, excluded });
      expect(
        judge(
          operatorFact({ state: 'ready' }),
          operatorWorkloads(2),
          undefined,
          {
            profile,
          },
        ).reason,
      ).toBe(reason);
    },
  );

  it('asks for more where the cluster is used for what needs it', () => {
    const profile = operatorProfile({
      minimum: '1.5',
      rules: [
        {
          title: 'GPU fractions',
          uses: 'fractions',
          minimum: '26.7.1',
          source: 'a page',
          verified: 'vendor',
        },
      ],
    });
    const on = (uses: ['fractions'] | []) =>
      judge(operatorFact({ state: 'ready' }), operatorWorkloads(2), undefined, {
        profile,
        settings: { uses },
      });
    expect(on([]).reason).toBe('Ready');
    expect(on(['fractions'])).toMatchObject({
      reason: 'VersionTooOld',
      message: expect.stringContaining(
        'older than 26.7.1, which is required for GPU fractions',
      ),
    });
  });

  it('says that the data is missing where a profile knows no range', () => {
    const profile = operatorProfile({ anyVersion: undefined });
    const ready = operatorFact({ state: 'ready' });
    expect(
      judge(ready, operatorWorkloads(2), undefined, { profile }),
    ).toMatchObject({ status: 'unknown', reason: 'NotInProfile' });
    // A fault is told all the same.
    expect(
      judge(ready, operatorWorkloads(2, 0), undefined, { profile }).status,
    ).toBe('fail');
  });
});
