import { workloadsFact } from '../../facts/workloads';
import {
  evaluateToOne,
  fact,
  failedFact,
  facts,
  testProfile,
} from '../../testing';
import { groupsEntry, versionEntry } from '../../testing/platform';
import { namespacesFact } from '../../facts/namespaces';
import { namespacesEntry } from '../../testing/security';
import type { Profile } from '../../profiles';
import { cases } from './psa.cases';
import { psa } from './psa';

const enforce = (level: string) => ({
  'pod-security.kubernetes.io/enforce': level,
});

function judge(
  labels: Record<string, Record<string, string>>,
  options: { openshift?: boolean; profile?: Profile } = {},
) {
  return evaluateToOne(psa, {
    facts: facts(
      versionEntry('v1.28.3'),
      groupsEntry(
        'apps',
        ...(options.openshift ? ['config.openshift.io'] : []),
      ),
      namespacesEntry({ 'kube-system': {}, ...labels }),
      fact(workloadsFact, []),
    ),
    profile: options.profile,
  });
}

describe('security.psa', () => {
  it('fails where the namespace of Run:ai enforces restricted, with the label that mends it (fixture 27)', () => {
    const result = judge({ runai: enforce('restricted') });

    expect(result).toMatchObject({
      status: 'fail',
      reason: 'Rejected',
      severity: 'required',
      actual: 'restricted',
    });
    expect(result.remediation?.commands[0]).toBe(
      'kubectl label namespace runai --overwrite pod-security.kubernetes.io/enforce=privileged',
    );
  });

  it.each([['runai-backend'], ['runai-vision'], ['gpu-operator']])(
    'fails where %s enforces baseline',
    name => {
      expect(judge({ runai: {}, [name]: enforce('baseline') })).toMatchObject({
        status: 'fail',
        message: expect.stringContaining(name),
      });
    },
  );

  it("knows a project's namespace by its label, whatever its name", () => {
    expect(
      judge({ vision: { 'runai/queue': 'vision', ...enforce('restricted') } })
        .status,
    ).toBe('fail');
  });

  it('is not concerned with namespaces of others', () => {
    expect(judge({ runai: {}, web: enforce('restricted') }).status).toBe(
      'pass',
    );
  });

  it('names all namespaces in one command', () => {
    const { remediation } = judge({
      runai: enforce('baseline'),
      'runai-a': enforce('restricted'),
    });

    expect(remediation?.commands[0]).toContain('namespace runai runai-a ');
  });

  it('takes a level that nobody knows for the strictest, as the API server does', () => {
    expect(judge({ runai: enforce('privilegd') }).status).toBe('fail');
  });

  it('only warns of the labels that warn', () => {
    expect(
      judge({ runai: { 'pod-security.kubernetes.io/audit': 'baseline' } })
        .status,
    ).toBe('warn');
  });

  it.each([
    ['no label', {}, [['enforce', 'no label']]],
    ['what is enforced', enforce('baseline'), [['enforce', 'baseline']]],
    [
      'what is announced, and that nothing is enforced',
      { 'pod-security.kubernetes.io/warn': 'restricted' },
      [
        ['enforce', 'no label'],
        ['audit or warn', 'restricted'],
      ],
    ],
    [
      'what is enforced and what is announced, each as what it is',
      {
        ...enforce('privileged'),
        'pod-security.kubernetes.io/warn': 'restricted',
      },
      [
        ['enforce', 'privileged'],
        ['audit or warn', 'restricted'],
      ],
    ],
  ])('shows as evidence %s', (_, labels, rows) => {
    expect(
      judge({ runai: labels }).evidence.map(({ key, value }) => [key, value]),
    ).toEqual(rows);
  });

  it('asks less of projects on OpenShift, and takes no warning from the labels that it writes by itself', () => {
    const written = {
      'pod-security.kubernetes.io/warn': 'restricted',
      'pod-security.kubernetes.io/audit': 'restricted',
    };
    const openshift = true;

    expect(
      judge(
        { runai: written, 'runai-vision': enforce('restricted') },
        { openshift },
      ).status,
    ).toBe('pass');
    expect(judge({ runai: enforce('restricted') }, { openshift }).status).toBe(
      'fail',
    );
  });

  it('tells what the API server says, where a default that nobody can read rejects pods', () => {
    const { message, remediation } = evaluateToOne(psa, cases.Denied);

    expect(message).toContain('violates PodSecurity "restricted:latest"');
    expect(remediation?.commands[0]).toContain('namespace runai ');
  });

  it('does not guess the level of a version of Run:ai that nobody has published', () => {
    const seed = testProfile();
    const profile = {
      ...seed,
      security: { ...seed.security, standards: undefined },
    };

    expect(judge({ runai: enforce('baseline') }, { profile })).toMatchObject({
      status: 'unknown',
      reason: 'NotInProfile',
    });
    expect(judge({ runai: {} }, { profile }).status).toBe('pass');
    expect(
      evaluateToOne(psa, { ...cases.Denied, profile }).remediation?.commands,
    ).toHaveLength(1);
  });

  it('is unknown, naming the permission, where namespaces cannot be listed', () => {
    const message = 'Forbidden(list namespaces)';

    expect(
      evaluateToOne(psa, {
        facts: facts(
          versionEntry('v1.28.3'),
          groupsEntry('apps'),
          failedFact(namespacesFact, 'Forbidden', message),
        ),
      }),
    ).toMatchObject({ status: 'unknown', reason: 'Forbidden', message });
  });
});
