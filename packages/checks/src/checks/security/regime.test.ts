import { webhooksFact } from '../../facts/webhooks';
import { evaluateToOne, failedFact } from '../../testing';
import { regime } from './regime';
import { cases, regimeFacts } from './regime.cases';

const judge = (options: Parameters<typeof regimeFacts>[0]) =>
  evaluateToOne(regime, regimeFacts(options));

describe('security.regime', () => {
  it('states every regime that is active, the one that decides first', () => {
    const result = judge({
      openshift: true,
      enforce: 'privileged',
      engine: 'gatekeeper-validating-webhook-configuration',
    });

    expect(result).toMatchObject({
      status: 'pass',
      severity: 'informational',
      reason: 'Constraints',
      actual: 'SCC, PSA, OPA Gatekeeper',
    });
  });

  it.each([
    [true, 'OpenShift'],
    [false, 'no OpenShift'],
  ])('shows as evidence whether SCCs are served: %s', (openshift, value) => {
    expect(judge({ openshift }).evidence).toContainEqual(
      expect.objectContaining({ key: 'security.openshift.io', value }),
    );
  });

  it('tells the option of the installer where policies are in force', () => {
    expect(judge({ admittedBy: ['p'] }).remediation?.text).toContain(
      'pspEnabled',
    );
  });

  it('takes policies that are only defined for nothing', () => {
    expect(judge({})).toMatchObject({ reason: 'NothingSeen', actual: 'none' });
  });

  it('does not say that there is nothing where not everything could be read', () => {
    const { id, outcome } = failedFact(webhooksFact, 'Forbidden', 'no');
    const unread = { ...cases.NothingSeen.facts, [id]: outcome };

    expect(evaluateToOne(regime, { facts: unread })).toMatchObject({
      status: 'unknown',
      reason: 'NotAllSeen',
    });
    expect(
      evaluateToOne(regime, {
        facts: { ...cases.Policies.facts, [id]: outcome },
      }).status,
    ).toBe('pass');
  });
});
