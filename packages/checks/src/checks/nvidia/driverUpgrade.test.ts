import { evaluateCheck, evaluateToOne } from '../../testing';
import {
  gpuFacts,
  gpuNode,
  olderDriverLabels,
  operatorFact,
  operatorWorkloads,
} from '../../testing/gpuStack';
import { driverUpgrade } from './driverUpgrade';
import { cases } from './driverUpgrade.cases';
import { nodeDevicePlugin } from './nodeDevicePlugin';

function nodes(...states: string[]) {
  return states.map((state, at) =>
    gpuNode(`gpu-${at + 1}`, 8, {
      labels: { 'nvidia.com/gpu-driver-upgrade-state': state },
    }),
  );
}

describe('gpu.driver-upgrade', () => {
  it('tells a node that waits its turn from one for which nobody comes', () => {
    const reasons = (...states: string[]) =>
      evaluateCheck(driverUpgrade, { facts: gpuFacts(nodes(...states)) }).map(
        ({ reason }) => reason,
      );
    expect(
      reasons('upgrade-done', 'upgrade-required', 'cordon-required'),
    ).toEqual(['NoneUnderWay', 'Waiting', 'UnderWay']);
    expect(
      reasons('upgrade-done', 'upgrade-required', 'upgrade-failed'),
    ).toEqual(['NoneUnderWay', 'StandsStill', 'Failed']);
  });

  it('offers to try again what failed, and not what is still at work', () => {
    const again =
      'kubectl label node gpu-1 nvidia.com/gpu-driver-upgrade-state=upgrade-required --overwrite';

    expect(
      evaluateToOne(driverUpgrade, cases.Failed).remediation?.commands,
    ).toContain(again);
    expect(
      evaluateToOne(driverUpgrade, cases.TakesLong).remediation?.commands,
    ).not.toContain(again);
  });

  it.each([
    // 2021-04-20T09:50:00Z
    ['1618912200', 'The upgrade is at validation-required for 10 minutes'],
    [undefined, 'The upgrade is at validation-required'],
  ])('says how long a step takes that began at %s', (began, words) => {
    const key = 'nvidia.com/gpu-driver-upgrade-validation-start-time';
    const [node] = nodes('validation-required');
    const { reason, message } = evaluateToOne(driverUpgrade, {
      facts: gpuFacts([
        { ...node, annotations: began === undefined ? {} : { [key]: began } },
      ]),
    });

    expect(reason).toBe('UnderWay');
    expect(message).toMatch(new RegExp(`${words}$`));
  });

  it('shows as evidence when the step began, as the controller wrote it down', () => {
    expect(
      evaluateToOne(driverUpgrade, cases.TakesLong).evidence,
    ).toContainEqual(
      expect.objectContaining({
        key: 'annotation nvidia.com/gpu-driver-upgrade-validation-start-time',
        value: '1618909200',
      }),
    );
  });

  it('names the failure, and the policy that has upgrades switched off, before which it stands still', () => {
    const operator = operatorFact({ state: 'ready' });
    const [policy] = operator.clusterPolicies;
    const [result] = evaluateCheck(driverUpgrade, {
      facts: gpuFacts(nodes('upgrade-required', 'upgrade-failed'), {
        operator: {
          ...operator,
          clusterPolicies: [{ ...policy, upgradesOff: true }],
        },
      }),
    });
    expect(result.message).toContain(
      'it failed on gpu-2; policy cluster-policy has automatic upgrades switched off',
    );
  });

  it('says nothing where no controller is at work, or its label is empty', () => {
    expect(
      evaluateToOne(driverUpgrade, {
        facts: gpuFacts([gpuNode('gpu-1', 8), ...nodes('')]),
      }).status,
    ).toBe('notApplicable');
  });

  it('holds back what is said of the device plugin while the driver is being replaced', () => {
    const node = gpuNode('gpu-1', 0, {
      labels: {
        ...olderDriverLabels('450.80.02'),
        'nvidia.com/gpu-driver-upgrade-state': 'pod-restart-required',
      },
    });
    expect(
      evaluateToOne(nodeDevicePlugin, {
        facts: gpuFacts([node], { workloads: operatorWorkloads(1) }),
      }),
    ).toMatchObject({ status: 'unknown', blockedBy: 'gpu.driver-upgrade' });
  });
});
