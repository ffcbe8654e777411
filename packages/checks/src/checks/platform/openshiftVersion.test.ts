import { apiGroupsFact } from '../../facts/request/apiGroups';
import { openshiftVersionFact } from '../../facts/openshift';
import {
  evaluateToOne,
  fact,
  facts,
  testProfile,
  type FactValue,
} from '../../testing';
import { groupsEntry } from '../../testing/platform';
import { openshiftVersion } from './openshiftVersion';

type OpenShiftVersionFact = FactValue<typeof openshiftVersionFact>;

function judge(
  openshift: OpenShiftVersionFact,
  groups: string[] = ['config.openshift.io', 'apps.openshift.io'],
) {
  return evaluateToOne(openshiftVersion, {
    facts: facts(
      fact(openshiftVersionFact, openshift),
      fact(apiGroupsFact, {
        groups: Object.fromEntries(groups.map(group => [group, ['v1']])),
      }),
    ),
  });
}

function history(
  ...entries: [version: string, state: string][]
): OpenShiftVersionFact {
  return {
    clusterVersion: {
      history: entries.map(([version, state]) => ({ version, state })),
      conditions: [],
    },
  };
}

describe('platform.openshift-version', () => {
  it('judges by the newest completed version while an update is under way, and names its target', () => {
    const result = judge(
      history(['4.3.1', 'Partial'], ['4.2.36', 'Completed']),
    );

    expect(result).toMatchObject({
      status: 'fail',
      reason: 'BelowMinimum',
      actual: '4.2.36',
    });
    expect(result.message).toContain('upgrade to 4.3.1 in progress');
  });

  it('compares numbers, not letters: 4.10.67 is newer than 4.3', () => {
    expect(judge(history(['4.10.67', 'Completed']))).toMatchObject({
      status: 'pass',
      reason: 'Supported',
    });
  });

  it('fails OpenShift 3, which has no ClusterVersion', () => {
    const result = judge({}, ['apps.openshift.io']);

    expect(result).toMatchObject({
      status: 'fail',
      reason: 'OpenShift3',
      actual: '3.x',
    });
    expect(result.evidence).toContainEqual(
      expect.objectContaining({ key: 'apps.openshift.io', value: 'served' }),
    );
  });

  it.each([
    ['4.3', 'OpenShift 3, 4.3 is required', 'a new cluster of 4.3 or later'],
    [
      undefined,
      'OpenShift 3, OpenShift 4 is required',
      'a new cluster of a version that Run:ai supports',
    ],
  ])(
    'says of OpenShift 3 what is required by a profile with the minimum %s',
    (minimum, words, advice) => {
      const { message, remediation } = evaluateToOne(openshiftVersion, {
        facts: facts(
          fact(openshiftVersionFact, {}),
          groupsEntry('apps.openshift.io'),
        ),
        profile: {
          ...testProfile(),
          openshift: { source: 'a page', verified: 'vendor', minimum },
        },
      });

      expect(message).toContain(words);
      expect(remediation?.text).toContain(advice);
    },
  );

  it('warns while an update of a supported version is under way', () => {
    expect(
      judge(history(['4.7.1', 'Partial'], ['4.6.8', 'Completed'])),
    ).toMatchObject({
      status: 'warn',
      reason: 'UpdateInProgress',
      actual: '4.6.8',
    });
  });

  it('warns with the words of the operator where it reports a failure', () => {
    const result = judge({
      clusterVersion: {
        history: [{ version: '4.6.8', state: 'Completed' }],
        conditions: [
          {
            type: 'Failing',
            status: 'True',
            message: 'Cluster operator storage is degraded',
          },
        ],
      },
    });

    expect(result).toMatchObject({ status: 'warn', reason: 'UpdateFailing' });
    expect(result.message).toContain('Cluster operator storage is degraded');
  });

  it('falls back to the operator of the API server where there is no completed version', () => {
    expect(judge({ apiserverOperatorVersion: '4.6.8' })).toMatchObject({
      status: 'pass',
      actual: '4.6.8',
    });
  });

  it.each<[string, OpenShiftVersionFact, string[]]>([
    [
      'the operator, where there is no history',
      { apiserverOperatorVersion: '4.6.8' },
      ['absent', '4.6.8'],
    ],
    ['that there is neither', {}, ['absent', 'absent']],
    [
      'the history, where there is one',
      history(['4.6.8', 'Completed']),
      ['4.6.8 Completed'],
    ],
  ])('shows as evidence %s', (_, openshift, values) => {
    expect(judge(openshift).evidence.map(({ value }) => value)).toEqual(values);
  });

  it('says unknown where nothing tells a version', () => {
    expect(judge({})).toMatchObject({
      status: 'unknown',
      reason: 'SchemaUnexpected',
    });
    expect(judge(history(['garbage', 'Completed'])).status).toBe('unknown');
  });

  it('does not apply elsewhere', () => {
    const result = judge({}, ['apps']);

    expect(result.status).toBe('notApplicable');
    expect(result.evidence).toContainEqual(
      expect.objectContaining({ key: 'apps.openshift.io', value: 'absent' }),
    );
  });
});
