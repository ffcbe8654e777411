import type {
  CheckStatus,
  CheckSummary,
  Result,
} from '@runai-portal/backstage-plugin-runai-common';
import { countStatuses } from '@runai-portal/backstage-plugin-runai-common';
import { ProfileRegistry } from '@runai-portal/checks';
import { formatTable } from './formatTable';
import { Text } from './text';

const AT = '2026-11-24T12:00:00.000Z';

function result(
  checkId: string,
  status: CheckStatus,
  more: Partial<Result> = {},
): Result {
  return {
    checkId,
    subject: { kind: 'cluster', name: 'gpu' },
    status,
    severity: 'required',
    reason: 'Reason',
    message: `Message of ${checkId}`,
    evidence: [],
    observedAt: AT,
    changedAt: AT,
    durationMs: 1,
    ...more,
  };
}

function summary(
  results: Result[],
  more: Partial<CheckSummary> = {},
): CheckSummary {
  const [first] = results;
  return {
    checkId: first.checkId,
    title: `Title of ${first.checkId}`,
    category: 'nodes',
    severity: first.severity,
    status: first.status,
    reason: first.reason,
    message: first.message,
    counts: countStatuses(results.map(({ status }) => status)),
    worst: results.slice(0, 3),
    requirements: [],
    attestable: false,
    ...more,
  };
}

/** The document of a run with these checks, 80 columns wide. */
function document(
  checks: { results: Result[]; summary?: Partial<CheckSummary> }[],
  width = 80,
  unjudged: string[] = [],
): string {
  const profile = ProfileRegistry.load().get();
  return formatTable(
    {
      profile,
      settings: { name: 'gpu', environment: 'trial' },
      server: 'https://gpu.test:6443',
      outcome: {
        profile: profile.id,
        results: checks.flatMap(({ results }) => results),
        summaries: checks.map(check => summary(check.results, check.summary)),
        verdict: {
          state: 'notReady',
          formed: true,
          reason: 'RequiredNotMet',
          sentence: 'Not ready',
          counts: countStatuses([]),
          blockers: [],
          attested: 0,
          waived: 0,
        },
        requests: 1,
        startedAt: AT,
        finishedAt: AT,
        status: unjudged.length ? 'partial' : 'completed',
        ...(unjudged.length && { interruption: 'deadline' as const }),
        unjudged,
        facts: {},
      },
    },
    new Text({ width, colour: false }),
  );
}

describe('formatTable', () => {
  it('lets nothing that a cluster says steer the terminal', () => {
    const shown = document([
      {
        results: [
          result('a.b', 'fail', {
            message: 'red \u001b[31m\u0007 and \u202eback',
            evidence: [
              {
                what: 'node/x',
                key: 'k',
                value: 'v\r\u001b]0;title\u0007',
                observedAt: AT,
              },
            ],
          }),
        ],
      },
      { results: [result('c.d', 'pass', { message: 'fine\u001b[2J' })] },
    ]);
    expect(shown.replaceAll('\n', '')).not.toMatch(/\p{Cc}|\p{Bidi_Control}/u);
    expect(shown).toContain('red [31m and back');
  });

  it('names some of many nodes and counts the others', () => {
    const nodes = Array.from({ length: 20 }, (_, index) =>
      result('a.b', index < 12 ? 'fail' : 'pass', {
        subject: { kind: 'node', name: `n${index}` },
      }),
    );
    expect(document([{ results: nodes }])).toContain(
      'where     12 of 20: n0, n1, n2, n3, n4, n5, n6, n7 and 4 more',
    );
  });

  it('writes a command of several lines so that it can be copied as it stands', () => {
    const remediation = {
      owner: 'cluster-admin' as const,
      text: 'Apply it.',
      commands: [
        "kubectl apply -f - <<'EOF'\nkind: A\n  b: c\nEOF",
        'kubectl get a',
      ],
      docs: [],
    };
    const shown = document([
      { results: [result('a.b', 'fail', { remediation })] },
    ]);
    expect(shown).toContain(
      "\nkubectl apply -f - <<'EOF'\nkind: A\n  b: c\nEOF\n",
    );
    expect(shown).toContain('            $ kubectl get a\n');
  });

  it('tells checks that say the same once, and does not repeat the message as evidence', () => {
    const forbidden = {
      reason: 'Forbidden',
      message: 'Forbidden(list nodes)',
      evidence: [
        { what: 'Nodes', value: 'Forbidden(list nodes)', observedAt: AT },
      ],
    };
    const shown = document([
      { results: [result('a.b', 'unknown', forbidden)] },
      { results: [result('c.d', 'unknown', forbidden)] },
    ]);
    expect(shown).toContain('Could not be judged (2)');
    expect(shown.match(/Forbidden\(list nodes\)/g)).toHaveLength(1);
  });

  it('tells what waits for a root there and nowhere else', () => {
    const shown = document([
      { results: [result('a.root', 'fail')] },
      {
        results: [result('b.waits', 'unknown', { reason: 'BlockedBy' })],
        summary: { blockedBy: 'a.root' },
      },
    ]);
    expect(shown).toContain('waits     b.waits');
    expect(shown).not.toContain('Could not be judged');
  });

  it('puts required checks before recommended ones', () => {
    const shown = document([
      { results: [result('a.soft', 'fail', { severity: 'recommended' })] },
      { results: [result('b.hard', 'fail')] },
    ]);
    expect(shown.indexOf('b.hard')).toBeLessThan(shown.indexOf('a.soft'));
  });

  it('tells what time did not suffice for apart from what needs probes', () => {
    const shown = document(
      [
        { results: [result('a.late', 'skipped')] },
        { results: [result('b.probe', 'skipped')] },
      ],
      80,
      ['a.late'],
    );
    expect(shown).toContain('Not judged in time (1)\n  required      a.late');
    expect(shown).toContain(
      'probes inside the cluster (1)\n  required      b.probe',
    );
    expect(shown).toMatch(
      /Time ran out: 1 check\s+could not be judged \(a\.late\)/,
    );
  });

  it.each([40, 80, 120])('keeps to %s columns', width => {
    const words = 'word '.repeat(60);
    const shown = document(
      [
        {
          results: [
            result('a.b', 'fail', {
              message: words,
              expected: words,
              actual: words,
            }),
          ],
        },
        { results: [result('c.d', 'pass', { message: words })] },
      ],
      width,
    );
    expect(
      Math.max(...shown.split('\n').map(line => line.length)),
    ).toBeLessThanOrEqual(width);
  });
});
