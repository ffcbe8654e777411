import { cluster, deployment, namespace, pod } from '@runai-portal/simulator';
import { podSecurityPoliciesFact } from '../../facts/podSecurityPolicies';
import { versionFact } from '../../facts/version';
import { workloadsFact } from '../../facts/workloads';
import { admittedPodsFact } from '../../observations/followUps/admittedPods';
import { evaluateToOne, factsFrom, testProfile } from '../../testing';
import { cases, policyFacts } from './psp.cases';
import { psp } from './psp';

// A generous deadline: a loaded machine takes long to start servers.
jest.setTimeout(60_000);

const SOURCES = [
  versionFact,
  podSecurityPoliciesFact,
  admittedPodsFact,
  workloadsFact,
];

const policy = (name: string) => ({
  apiVersion: 'policy/v1beta1',
  kind: 'PodSecurityPolicy',
  metadata: { name },
  spec: { privileged: true },
});
const admittedPod = (name: string, by?: string, within = 'team-a') =>
  pod(within, name, {
    node: 'n-1',
    ...(by && { annotations: { 'kubernetes.io/psp': by } }),
  });

async function judged(version: string, ...objects: object[]) {
  const facts = await factsFrom(
    cluster('c')
      .kubernetes(version)
      .objects(namespace('runai'), ...(objects as [])),
    SOURCES,
  );
  return evaluateToOne(psp, { facts });
}

describe('security.psp', () => {
  it('does not apply where the API is served and no pod was admitted by a policy (fixture 26)', async () => {
    const result = await judged('1.21.5', policy('eks'), admittedPod('a'));

    expect(result).toMatchObject({
      status: 'notApplicable',
      reason: 'NotActive',
    });
    expect(result.message).toContain('served, not active');
  });

  it('does not apply from 1.25 on, where the API is gone', async () => {
    expect(await judged('1.25.3', admittedPod('a'))).toMatchObject({
      status: 'notApplicable',
      reason: 'Removed',
    });
  });

  it('is known to be in force by one pod, and says that only a try would tell the rest', async () => {
    const result = await judged(
      '1.20.2',
      policy('p'),
      admittedPod('a'),
      admittedPod('b', 'p'),
    );

    expect(result).toMatchObject({
      status: 'warn',
      reason: 'NotTried',
      severity: 'required',
    });
    expect(result.remediation?.text).toContain('pspEnabled');
  });

  it('passes where the pods of Run:ai were admitted', async () => {
    expect(
      await judged(
        '1.20.2',
        policy('runai'),
        admittedPod('a', 'runai', 'runai'),
      ),
    ).toMatchObject({ status: 'pass', reason: 'Admitted' });
  });

  it('fails with what the API server says where it lets pods of Run:ai not in', async () => {
    const result = await judged(
      '1.20.2',
      policy('p'),
      admittedPod('b', 'p'),
      deployment('runai', 'runai-operator', {
        ready: 0,
        refused:
          'pods "x" is forbidden: unable to validate against any pod security policy: []',
      }),
    );

    expect(result).toMatchObject({ status: 'fail', reason: 'Denied' });
    expect(result.message).toContain('unable to validate');
    expect(result.remediation?.commands[1]).toContain('--resource-name=p');
  });

  it('does not guess what a version brings that nobody has documented', () => {
    const seed = testProfile();
    const profile = {
      ...seed,
      security: { ...seed.security, policies: undefined },
    };

    expect(evaluateToOne(psp, { ...cases.NotTried, profile }).reason).toBe(
      'NotInProfile',
    );
    expect(evaluateToOne(psp, { ...cases.Admitted, profile }).status).toBe(
      'pass',
    );
    expect(evaluateToOne(psp, { ...cases.NotActive, profile }).status).toBe(
      'notApplicable',
    );
  });

  it.each([
    ['that the API is gone', cases.Removed, 'absent'],
    ['how many are defined', cases.NotActive, 'served, 2 defined'],
  ])('shows as evidence %s', (_, given, value) => {
    expect(evaluateToOne(psp, given).evidence[0]).toMatchObject({
      what: 'podsecuritypolicies',
      value,
    });
  });

  it('says how many policies there are where no pod shows whether they are in force', () => {
    const { message } = evaluateToOne(
      psp,
      policyFacts({
        served: true,
        policies: ['p'],
        pods: 0,
        admittedBy: [],
      }),
    );

    expect(message).toContain('1 is defined');
  });
});
