import { deployment } from '@runai-portal/simulator';
import { securityContextConstraintsFact } from '../../facts/securityContextConstraints';
import { workloadsFact } from '../../facts/workloads';
import {
  evaluateToOne,
  fact,
  facts,
  failedFact,
  testProfile,
} from '../../testing';
import { workloadFacts } from '../../testing/workloads';
import { scc } from './scc';
import { cases } from './scc.cases';

describe('security.scc', () => {
  it('fails with the message of the API server where no SCC lets a pod in (fixture 28)', () => {
    const result = evaluateToOne(scc, cases.Denied);

    expect(result).toMatchObject({ status: 'fail', severity: 'required' });
    expect(result.message).toContain(
      'unable to validate against any security context constraint',
    );
    expect(result.remediation).toMatchObject({
      owner: 'security',
      commands: expect.arrayContaining([
        'oc adm policy add-scc-to-group privileged system:serviceaccounts:runai',
      ]),
    });
  });

  it('names the SCC by which pods were let in', () => {
    expect(evaluateToOne(scc, cases.Admitted)).toMatchObject({
      status: 'pass',
      actual: 'privileged',
    });
  });

  it('passes before the installation, since the chart makes what it needs', () => {
    expect(evaluateToOne(scc, cases.ChartBringsThem).status).toBe('pass');
  });

  it.each([
    ['runai-backend', 'NotShown'],
    ['team-a', 'ChartBringsThem'],
  ])(
    'counts a workload in %s for an installation of Run:ai, or not: %s',
    (namespace, reason) => {
      expect(
        evaluateToOne(scc, {
          facts: {
            ...cases.NotShown.facts,
            ...facts(
              fact(
                workloadsFact,
                workloadFacts(deployment(namespace, 'frontend')),
              ),
            ),
          },
        }).reason,
      ).toBe(reason);
    },
  );

  it('shows as evidence who may use an SCC, where somebody is named', () => {
    const { evidence } = evaluateToOne(scc, {
      facts: {
        ...cases.NotShown.facts,
        ...facts(
          fact(securityContextConstraintsFact, [
            { name: 'anyuid', privileged: false, users: [] },
            { name: 'gpu', privileged: true, users: ['a', 'b', 'c', 'd'] },
          ]),
        ),
      },
    });

    expect(evidence.filter(({ key }) => key === 'users')).toEqual([
      expect.objectContaining({
        what: 'securitycontextconstraints/gpu',
        value: 'a, b, c and 1 more',
      }),
    ]);
  });

  it('names the value of the chart that makes them, where the profile knows it', () => {
    const seed = testProfile();
    const judge = (value?: string) =>
      evaluateToOne(scc, {
        ...cases.ChartBringsThem,
        profile: {
          ...seed,
          security: {
            ...seed.security,
            constraints: {
              byChart: true,
              value,
              source: 'a page',
              verified: 'vendor',
            },
          },
        },
      }).message;

    expect(judge('scc.enabled')).toMatch(/make them: scc\.enabled stays true$/);
    expect(judge()).toMatch(/make them$/);
  });

  it('never passes an installation of which no pod shows its SCC', () => {
    expect(evaluateToOne(scc, cases.NotShown).status).toBe('unknown');
  });

  it('does not guess what the chart of an undocumented version does', () => {
    const seed = testProfile();
    const profile = {
      ...seed,
      security: { ...seed.security, constraints: undefined },
    };
    const judge = (given: typeof cases.Admitted) =>
      evaluateToOne(scc, { ...given, profile });

    expect(judge(cases.ChartBringsThem).reason).toBe('NotInProfile');
    expect(judge(cases.Admitted).status).toBe('pass');
    expect(judge(cases.NotApplicable).status).toBe('notApplicable');
  });

  it('is unknown, naming the permission, where SCCs cannot be listed', () => {
    const message =
      'Forbidden(list security.openshift.io securitycontextconstraints)';
    const { id, outcome } = failedFact(
      securityContextConstraintsFact,
      'Forbidden',
      message,
    );

    expect(
      evaluateToOne(scc, { facts: { ...cases.NotShown.facts, [id]: outcome } }),
    ).toMatchObject({ status: 'unknown', message });
  });
});
