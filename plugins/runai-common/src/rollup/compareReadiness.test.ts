import type { CheckSummary } from '../types';
import type { CheckStatus, ReadinessState, Severity } from '../vocabulary';
import { compareReadiness, type JudgedReadiness } from './compareReadiness';
import { countStatuses } from './statuses';

/** Checks by `status severity`. */
function judged(
  state: ReadinessState,
  checks: Record<string, `${CheckStatus} ${Severity}`>,
  profile = 'runai-2021.04',
): JudgedReadiness {
  const summaries = Object.entries(checks).map(([checkId, words]) => {
    const [status, severity] = words.split(' ') as [CheckStatus, Severity];
    const summary: CheckSummary = {
      checkId,
      title: `Title of ${checkId}`,
      category: 'mode',
      status,
      severity,
      reason: 'R',
      message: 'M',
      counts: countStatuses([status]),
      worst: [],
      requirements: [],
      attestable: false,
    };
    return summary;
  });
  return { profile, verdict: { state }, summaries };
}

describe('what a change would change', () => {
  it('is told check by check, and in one sentence', () => {
    const { changes, sentence } = compareReadiness(
      judged('ready', {
        'network.egress': 'skipped required',
        'network.proxy': 'pass recommended',
        'mode.backend-local': 'notApplicable required',
        'mode.artifacts': 'notApplicable required',
        'registry.mirror': 'skipped recommended',
        'platform.node-arch': 'pass informational',
      }),
      judged('notReady', {
        'network.egress': 'notApplicable required',
        'network.proxy': 'notApplicable recommended',
        'mode.backend-local': 'fail required',
        'mode.artifacts': 'unknown required',
        'registry.mirror': 'skipped required',
        'platform.node-arch': 'pass informational',
      }),
      { mode: 'airGapped' },
    );
    expect(sentence).toBe(
      'Declaring airGapped makes 2 checks not applicable and 3 required; 1 check would not be met; 1 check could not be judged; the verdict changes from ready to not ready',
    );
    expect(changes).toHaveLength(5);
    expect(changes[2]).toEqual({
      checkId: 'mode.backend-local',
      title: 'Title of mode.backend-local',
      from: { status: 'notApplicable', severity: 'required' },
      to: { status: 'fail', severity: 'required' },
    });
  });

  it('is nothing where a check applies neither way, whatever it would weigh', () => {
    const { changes } = compareReadiness(
      judged('ready', { 'a.b': 'notApplicable recommended' }),
      judged('ready', { 'a.b': 'notApplicable required' }),
      { environment: 'production' },
    );
    expect(changes).toEqual([]);
  });

  it('is nothing where nothing changes', () => {
    const same = { 'a.b': 'pass required' } as const;
    expect(
      compareReadiness(judged('ready', same), judged('ready', same), {
        environment: 'production',
        storage: { class: 'nfs' },
      }),
    ).toEqual({
      changes: [],
      sentence:
        'Declaring environment: production and storage changes nothing; the verdict stays ready',
    });
  });

  it('counts what only one profile asks for', () => {
    expect(
      compareReadiness(
        judged('ready', { 'a.old': 'pass required' }),
        judged(
          'readyWithWarnings',
          { 'a.new': 'warn recommended' },
          'runai-3.0',
        ),
      ).sentence,
    ).toBe(
      'Going from runai-2021.04 to runai-3.0 makes 1 check not applicable and 1 recommended; the verdict changes from ready to ready with warnings',
    );
  });

  it('tells what would be met', () => {
    expect(
      compareReadiness(
        judged('notReady', { 'a.b': 'fail required' }),
        judged('ready', { 'a.b': 'pass required' }),
        { existingPrometheus: false },
      ).sentence,
    ).toBe(
      'Declaring existingPrometheus: false changes no weights; 1 check would be met; the verdict changes from not ready to ready',
    );
  });
});
