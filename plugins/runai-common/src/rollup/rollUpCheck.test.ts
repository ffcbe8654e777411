import fc from 'fast-check';
import type { Result } from '../types';
import { CHECK_STATUSES, type CheckStatus } from '../vocabulary';
import { applyStatements } from './applyStatements';
import type { CheckHead } from './checkHead';
import { rollUpCheck } from './rollUpCheck';
import { badness } from './statuses';

const check: CheckHead = {
  checkId: 'gpu.node-driver',
  title: 'GPU driver',
  category: 'nvidia',
  severity: 'required',
  requirements: ['B5'],
  attestable: true,
};

function result(
  name: string,
  status: CheckStatus,
  more: Partial<Result> = {},
): Result {
  return {
    checkId: check.checkId,
    subject: { kind: 'node', name },
    status,
    severity: check.severity,
    reason: `Is${status}`,
    message: `${name} is ${status}`,
    evidence: [],
    observedAt: '2021-04-20T10:00:00.000Z',
    changedAt: '2021-04-20T10:00:00.000Z',
    durationMs: 1,
    ...more,
  };
}

const results = fc
  .array(fc.tuple(fc.constantFrom(...CHECK_STATUSES), fc.boolean()), {
    maxLength: 8,
  })
  .map(entries =>
    entries.map(([status, blocked], index) =>
      result(
        `node-${index}`,
        status,
        status === 'unknown' && blocked
          ? { reason: 'BlockedBy', blockedBy: 'x.y' }
          : {},
      ),
    ),
  );

describe('rollUpCheck', () => {
  it('is as bad as its worst subject and speaks with its words', () => {
    const { summary } = rollUpCheck({
      check,
      results: [
        result('a', 'pass'),
        result('c', 'fail'),
        result('b', 'unknown'),
      ],
    });
    expect(summary).toMatchObject({
      status: 'fail',
      reason: 'Isfail',
      message: 'c is fail',
    });
    expect(summary.worst.map(({ subject }) => subject.name)).toEqual([
      'c',
      'b',
      'a',
    ]);
    expect(summary.counts).toEqual({
      pass: 1,
      warn: 0,
      fail: 1,
      unknown: 1,
      notApplicable: 0,
      skipped: 0,
    });
  });

  it('leaves subjects out that were not sampled, and counts them', () => {
    const { summary } = rollUpCheck({
      check,
      results: [
        result('a', 'pass'),
        result('b', 'skipped'),
        result('c', 'skipped'),
      ],
    });
    expect(summary).toMatchObject({
      status: 'pass',
      sampled: { probed: 1, total: 3 },
    });
  });

  it('is skipped where it has never run, without a time of observation', () => {
    const { summary } = rollUpCheck({ check, results: [] });
    expect(summary).toMatchObject({ status: 'skipped', reason: 'NotRun' });
    expect(summary.observedAt).toBeUndefined();
  });

  it('asks the rule of the check where it has one, and speaks with a subject that has its status', () => {
    const { summary } = rollUpCheck({
      check,
      results: [result('a', 'fail'), result('b', 'pass')],
      rollUp: all =>
        all.some(({ status }) => status === 'pass') ? 'pass' : 'fail',
    });
    expect(summary).toMatchObject({ status: 'pass', message: 'b is pass' });
    expect(summary.worst[0].subject.name).toBe('a');
  });

  it('is as old as its oldest result and fails since the first subject failed', () => {
    const { summary } = rollUpCheck({
      check,
      results: [
        result('a', 'fail', {
          observedAt: '2021-04-20T09:59:00.000Z',
          changedAt: '2021-04-19T00:00:00.000Z',
        }),
        result('b', 'fail', { changedAt: '2021-04-18T00:00:00.000Z' }),
        result('c', 'pass', { changedAt: '2021-04-20T00:00:00.000Z' }),
      ],
    });
    expect(summary).toMatchObject({
      observedAt: '2021-04-20T09:59:00.000Z',
      changedAt: '2021-04-18T00:00:00.000Z',
    });
  });

  it('names what blocks it only where nothing else keeps it from being judged', () => {
    const waiting = result('a', 'unknown', {
      reason: 'BlockedBy',
      blockedBy: 'gpu.nodes-present',
    });
    const blocked = rollUpCheck({
      check,
      results: [waiting, result('b', 'warn')],
    });
    expect(blocked.summary.blockedBy).toBe('gpu.nodes-present');
    expect(blocked.standing).toMatchObject({
      blockedBy: ['gpu.nodes-present'],
      unblocked: 'warn',
    });

    const forbidden = rollUpCheck({
      check,
      results: [waiting, result('b', 'unknown')],
    });
    expect(forbidden.summary.blockedBy).toBeUndefined();
    expect(forbidden.standing.blockedBy).toEqual([]);
  });

  it('does not depend on the order of the subjects', () => {
    fc.assert(
      fc.property(
        results.chain(list =>
          fc.tuple(
            fc.constant(list),
            fc.shuffledSubarray(list, { minLength: list.length }),
          ),
        ),
        ([list, shuffled]) => {
          expect(rollUpCheck({ check, results: shuffled })).toEqual(
            rollUpCheck({ check, results: list }),
          );
        },
      ),
    );
  });

  it('never becomes better when a subject becomes worse', () => {
    fc.assert(
      fc.property(
        results,
        fc.nat(),
        fc.constantFrom<CheckStatus>('pass', 'warn', 'unknown', 'fail'),
        (list, at, status) => {
          fc.pre(list.length > 0);
          const index = at % list.length;
          fc.pre(badness(status) >= badness(list[index].status));
          const worse = list.map((entry, i) =>
            i === index ? result(entry.subject.name, status) : entry,
          );
          const before = rollUpCheck({ check, results: list }).summary.status;
          expect(
            badness(rollUpCheck({ check, results: worse }).summary.status),
          ).toBeGreaterThanOrEqual(badness(before));
        },
      ),
    );
  });
});

describe('applyStatements', () => {
  const now = new Date('2021-04-20T10:00:00.000Z');
  const waiver = {
    checkId: check.checkId,
    by: 'vera',
    reason: 'replaced next week',
    expiresAt: '2021-05-01T00:00:00.000Z',
  };

  it('weighs an accepted failure as a warning and shows it as the failure that it is', () => {
    const noted = applyStatements(
      [result('a', 'fail'), result('b', 'pass')],
      { waivers: [waiver] },
      now,
    );
    const { summary, standing } = rollUpCheck({ check, results: noted });
    expect(summary).toMatchObject({ status: 'fail', waiver: { by: 'vera' } });
    expect(standing).toMatchObject({
      status: 'fail',
      effective: 'warn',
      waived: true,
    });
  });

  it('accepts the named subjects alone', () => {
    const noted = applyStatements(
      [result('a', 'fail'), result('b', 'fail')],
      { waivers: [{ ...waiver, subjects: ['a'] }] },
      now,
    );
    const { summary, standing } = rollUpCheck({ check, results: noted });
    expect(summary.waiver).toBeUndefined();
    expect(standing).toMatchObject({ effective: 'fail', waived: true });
  });

  it('forgets a waiver that has expired, also one that was noted before', () => {
    const noted = applyStatements(
      [result('a', 'fail')],
      { waivers: [waiver] },
      now,
    );
    const later = applyStatements(
      noted,
      { waivers: [waiver] },
      new Date('2021-05-01T00:00:00.000Z'),
    );
    expect(rollUpCheck({ check, results: later }).standing).toMatchObject({
      effective: 'fail',
      waived: false,
    });
  });

  it.each([
    ['skipped', true, 'pass'],
    ['unknown', true, 'pass'],
    ['unknown', false, 'fail'],
    ['warn', true, 'warn'],
    ['fail', true, 'fail'],
    ['pass', false, 'pass'],
  ] as const)(
    'a statement beside %s (%s) counts as %s',
    (status, value, effective) => {
      const attestations = {
        [check.checkId]: {
          by: 'jane',
          value,
          note: 'seen by the network team',
        },
      };
      const noted = applyStatements(
        [result('a', status)],
        { attestations },
        now,
      );
      const { summary, standing } = rollUpCheck({ check, results: noted });
      expect(summary.status).toBe(status);
      expect(standing.effective).toBe(effective);
    },
  );

  it('counts no statement for a check that does not allow one', () => {
    const attestations = {
      [check.checkId]: { by: 'jane', value: true, note: 'seen' },
    };
    const noted = applyStatements(
      [result('a', 'unknown')],
      { attestations },
      now,
    );
    const { standing } = rollUpCheck({
      check: { ...check, attestable: false },
      results: noted,
    });
    expect(standing).toMatchObject({ effective: 'unknown', attested: false });
  });
});
