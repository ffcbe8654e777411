import { apiGroupsFact } from '../../facts/request/apiGroups';
import { versionFact } from '../../facts/version';
import { evaluateToOne, fact, facts, testProfile } from '../../testing';
import { kubernetesVersion } from './kubernetesVersion';

function judge(
  gitVersion: string,
  options: { groups?: string[]; maxTested?: string } = {},
) {
  const profile = testProfile();
  const groups = Object.fromEntries(
    (options.groups ?? ['apps']).map(group => [group, ['v1']]),
  );
  return evaluateToOne(kubernetesVersion, {
    facts: facts(
      fact(versionFact, { gitVersion }),
      fact(apiGroupsFact, { groups }),
    ),
    profile: options.maxTested
      ? {
          ...profile,
          kubernetes: { ...profile.kubernetes, maxTested: options.maxTested },
        }
      : profile,
  });
}

describe('platform.kubernetes-version', () => {
  it.each([
    ['v1.15.12', 'fail', 'BelowMinimum'],
    ['v1.16.0', 'warn', 'BelowRecommended'],
    ['v1.16.15-rancher1', 'warn', 'BelowRecommended'],
    ['v1.17.17-eks-c5067d', 'warn', 'BelowRecommended'],
    ['v1.18.20-gke.501', 'warn', 'BelowRecommended'],
    ['v1.20.0-gke.100', 'pass', 'Supported'],
    ['v1.20.4-eks-6b7464', 'pass', 'Supported'],
    ['v1.20.15+k3s1', 'pass', 'Supported'],
    ['v1.21+', 'pass', 'Supported'],
    ['v1.31.4+rke2r1', 'pass', 'Supported'],
  ])('judges %s as %s', (gitVersion, status, reason) => {
    expect(judge(gitVersion)).toMatchObject({
      status,
      reason,
      severity: 'required',
    });
  });

  it.each(['garbage', ''])(
    'says unknown, never fail, of the version %j',
    gitVersion => {
      expect(judge(gitVersion)).toMatchObject({
        status: 'unknown',
        reason: 'SchemaUnexpected',
      });
    },
  );

  it('warns above the newest tested minor version, not above its patches', () => {
    expect(judge('v1.24.17', { maxTested: '1.24' }).status).toBe('pass');
    expect(judge('v1.25.0', { maxTested: '1.24' })).toMatchObject({
      status: 'warn',
      reason: 'AboveTested',
    });
  });

  it.each([
    ['1.24', 'which is the oldest version of Kubernetes that it supports'],
    [undefined, 'which versions of Kubernetes it supports'],
  ])(
    'says what a profile does not know that has no minimum and is tested up to %s',
    (maxTested, what) => {
      const profile = testProfile();
      const { reason, message } = evaluateToOne(kubernetesVersion, {
        facts: facts(
          fact(versionFact, { gitVersion: 'v1.20.2' }),
          fact(apiGroupsFact, { groups: { apps: ['v1'] } }),
        ),
        profile: {
          ...profile,
          kubernetes: { source: 'a page', verified: 'vendor', maxTested },
        },
      });

      expect(reason).toBe('NotInProfile');
      expect(message).toContain(what);
    },
  );

  it('names the upgrade path, and the documents of the provider that the version tells', () => {
    const { message, remediation, evidence } = judge('v1.15.12-gke.20');

    expect(message).toContain('1.16');
    expect(remediation?.text).toContain('from 1.15 to 1.20');
    expect(remediation?.docs.map(({ title }) => title)).toContain(
      'GKE documentation',
    );
    expect(evidence).toContainEqual(
      expect.objectContaining({ key: 'gitVersion', value: 'v1.15.12-gke.20' }),
    );
  });

  it.each([['config.openshift.io'], ['apps.openshift.io']])(
    'does not apply where %s is served',
    group => {
      expect(judge('v1.15.0', { groups: [group] }).status).toBe(
        'notApplicable',
      );
    },
  );
});
