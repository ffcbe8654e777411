import { evaluateToOne, testProfile } from '../../testing';
import {
  clusterServices,
  installedFacts,
  waitingForImage,
} from '../../testing/phases';
import { artifacts } from './artifacts';
import { cases } from './artifacts.cases';

describe('mode.artifacts', () => {
  it.each(['cloud', 'hybrid'] as const)('is not asked for in %s', mode => {
    expect(
      evaluateToOne(artifacts, {
        facts: installedFacts(),
        settings: { mode },
      }).status,
    ).toBe('notApplicable');
  });

  it('names the image that the registry of the site does not have, and how it is put there', () => {
    const result = evaluateToOne(artifacts, cases.ImagesMissing);
    expect(result).toMatchObject({
      status: 'fail',
      message: expect.stringContaining('r.example:5000/runai-scheduler:v2'),
    });
    expect(result.remediation?.text).toContain('prepare_installation.sh');
    expect(result.remediation?.commands[0]).toBe(
      'kubectl -n runai describe pod runai-scheduler-1',
    );
  });

  it.each([
    ['airGapped', 'r.example:5000', 'Put what is missing into r.example:5000:'],
    ['airGapped', undefined, 'Put what is missing into the registry:'],
    ['fullyOnPrem', 'r.example:5000', 'See why the node cannot pull it:'],
  ] as const)(
    'tells in the mode %s with the registry %s what is done about an image that is missing',
    (mode, registry, text) => {
      const { remediation } = evaluateToOne(artifacts, {
        ...cases.ImagesMissing,
        settings: { mode, registry },
      });

      expect(remediation?.text).toContain(text);
    },
  );

  it('does not count a pod that waits for something else', () => {
    const pod = waitingForImage('r/x:1');
    const waiting = pod.waiting && {
      ...pod.waiting,
      reason: 'CrashLoopBackOff',
    };
    expect(
      evaluateToOne(artifacts, {
        facts: installedFacts({
          workloads: clusterServices(0),
          pods: [{ ...pod, waiting }],
        }),
        settings: { mode: 'airGapped' },
      }).reason,
    ).toBe('NotStated');
  });

  it.each([
    ['airGapped', /It is one file, runai-<version>\.tar/],
    ['fullyOnPrem', /They are at https:\/\/runai-charts/],
  ] as const)('says in the mode %s what is to be stated', (mode, message) => {
    const judged = (profile = testProfile()) =>
      evaluateToOne(artifacts, {
        facts: installedFacts(),
        settings: { mode },
        profile,
      });
    expect(judged()).toMatchObject({
      status: 'unknown',
      unknown: 'notRun',
      severity: 'required',
      message: expect.stringMatching(message),
    });
    const profile = testProfile();
    expect(
      judged({
        ...profile,
        artifacts: { source: 'Differs', verified: 'unverified' },
      }).message,
    ).toContain('The profile runai-2021.04 does not know');
  });
});
