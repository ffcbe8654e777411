import fc from 'fast-check';
import {
  CHECK_CATEGORIES,
  CHECK_STATUSES,
  SEVERITIES,
  type CheckStatus,
  type ReadinessState,
} from '../vocabulary';
import { rollUpReadiness } from './rollUpReadiness';
import type { CheckStanding } from './standing';
import { badness } from './statuses';

function standing(
  checkId: string,
  status: CheckStatus,
  more: Partial<CheckStanding> = {},
): CheckStanding {
  return {
    checkId,
    title: `Title of ${checkId}`,
    category: 'platform',
    severity: 'required',
    status,
    reason: `Is${status}`,
    message: `It is ${status}`,
    effective: status,
    blockedBy: [],
    waived: false,
    attested: false,
    ...more,
  };
}

/** From good to bad; `notChecked` says as little as `undetermined`. */
const RANK: Record<ReadinessState, number> = {
  ready: 0,
  readyWithWarnings: 1,
  notChecked: 2,
  undetermined: 2,
  notReady: 3,
};

describe('rollUpReadiness', () => {
  it.each<[string, CheckStanding[], ReadinessState]>([
    ['nothing has run', [], 'notChecked'],
    ['nothing but placeholders', [standing('a', 'skipped')], 'notChecked'],
    [
      'all required pass',
      [standing('a', 'pass'), standing('b', 'notApplicable')],
      'ready',
    ],
    [
      'a required fail',
      [standing('a', 'fail'), standing('b', 'unknown')],
      'notReady',
    ],
    [
      'a required unknown',
      [standing('a', 'unknown'), standing('b', 'warn')],
      'undetermined',
    ],
    [
      'a required check that never ran',
      [standing('a', 'skipped'), standing('b', 'pass')],
      'undetermined',
    ],
    ['a warning', [standing('a', 'warn')], 'readyWithWarnings'],
    [
      'a recommended fail',
      [standing('a', 'fail', { severity: 'recommended' })],
      'readyWithWarnings',
    ],
    [
      'a recommended unknown',
      [standing('a', 'unknown', { severity: 'recommended' })],
      'readyWithWarnings',
    ],
    [
      'a recommended check that never ran',
      [
        standing('a', 'skipped', { severity: 'recommended' }),
        standing('b', 'pass'),
      ],
      'ready',
    ],
    [
      'an informational fail',
      [
        standing('a', 'fail', { severity: 'informational' }),
        standing('b', 'pass'),
      ],
      'ready',
    ],
    [
      'a waived fail',
      [standing('a', 'fail', { effective: 'warn', waived: true })],
      'readyWithWarnings',
    ],
    [
      'a waived unknown',
      [standing('a', 'unknown', { effective: 'warn', waived: true })],
      'readyWithWarnings',
    ],
    [
      'an attested check',
      [standing('a', 'skipped', { effective: 'pass', attested: true })],
      'ready',
    ],
    [
      'a check attested not to hold',
      [standing('a', 'skipped', { effective: 'fail', attested: true })],
      'notReady',
    ],
  ])('%s', (_, standings, state) => {
    expect(rollUpReadiness(standings).state).toBe(state);
  });

  describe('what waits for another check', () => {
    const waiting = (root: string, more: Partial<CheckStanding> = {}) =>
      standing('gpu.node-device-plugin', 'unknown', {
        reason: 'BlockedBy',
        blockedBy: [root],
        ...more,
      });

    it('adds no blocker of its own while its root is counted', () => {
      const verdict = rollUpReadiness([
        waiting('gpu.node-driver'),
        standing('gpu.node-driver', 'fail'),
      ]);
      expect(verdict).toMatchObject({
        state: 'notReady',
        blockers: [{ checkId: 'gpu.node-driver' }],
      });
    });

    it('is left out while the risk of its root is accepted', () => {
      const root = standing('gpu.node-driver', 'fail', {
        effective: 'warn',
        waived: true,
      });
      expect(rollUpReadiness([waiting('gpu.node-driver'), root]).state).toBe(
        'readyWithWarnings',
      );
    });

    it('follows a chain to its root', () => {
      const middle = standing('gpu.node-driver', 'unknown', {
        blockedBy: ['gpu.nodes-present'],
      });
      const verdict = rollUpReadiness([
        waiting('gpu.node-driver'),
        middle,
        standing('gpu.nodes-present', 'unknown'),
      ]);
      expect(verdict.blockers.map(({ checkId }) => checkId)).toEqual([
        'gpu.nodes-present',
      ]);
    });

    it.each<[string, CheckStanding[]]>([
      ['is absent', []],
      ['is in order', [standing('gpu.node-driver', 'pass')]],
      [
        'weighs less',
        [standing('gpu.node-driver', 'fail', { severity: 'recommended' })],
      ],
      [
        'is informational',
        [standing('gpu.node-driver', 'fail', { severity: 'informational' })],
      ],
      [
        'waits for it in turn',
        [
          standing('gpu.node-driver', 'unknown', {
            blockedBy: ['gpu.node-device-plugin'],
          }),
        ],
      ],
    ])('counts itself where its root %s', (_, others) => {
      const verdict = rollUpReadiness([waiting('gpu.node-driver'), ...others]);
      expect(verdict.state).toBe('undetermined');
      expect(verdict.blockers.map(({ checkId }) => checkId)).toContain(
        'gpu.node-device-plugin',
      );
    });

    it('keeps what its other subjects say', () => {
      const verdict = rollUpReadiness([
        waiting('gpu.node-driver', { unblocked: 'warn' }),
        standing('gpu.node-driver', 'fail', {
          effective: 'warn',
          waived: true,
        }),
      ]);
      expect(verdict.sentence).toContain('2 warnings');
    });
  });

  it('forms no verdict while the cluster cannot be reached', () => {
    const verdict = rollUpReadiness([
      standing('cluster.reachable', 'fail', {
        category: 'connection',
        message: 'refused',
      }),
      standing('a', 'unknown', { blockedBy: ['cluster.reachable'] }),
    ]);
    expect(verdict).toMatchObject({
      state: 'undetermined',
      formed: false,
      sentence: 'No verdict: refused',
    });
    expect(verdict.blockers.map(({ checkId }) => checkId)).toEqual([
      'cluster.reachable',
    ]);
  });

  describe('names as blockers', () => {
    const notKnown = [
      standing('network.egress', 'skipped', { category: 'network' }),
      standing('platform.kubernetes-version', 'unknown'),
    ];

    it('what fails, alone, while something does', () => {
      const verdict = rollUpReadiness([
        ...notKnown,
        standing('storage.default-class', 'fail', { category: 'storage' }),
        standing('monitoring.prometheus', 'fail', { category: 'monitoring' }),
      ]);
      expect(verdict.blockers.map(({ checkId }) => checkId)).toEqual([
        'monitoring.prometheus',
        'storage.default-class',
      ]);
    });

    it('else what is unknown, before what was never run', () => {
      expect(
        rollUpReadiness(notKnown).blockers.map(({ checkId }) => checkId),
      ).toEqual(['platform.kubernetes-version', 'network.egress']);
    });
  });

  it.each<[string, CheckStanding[]]>([
    [
      'Not ready for Run:ai: 1 required check is not met',
      [standing('a', 'fail')],
    ],
    [
      'Not ready for Run:ai: 2 required checks are not met, and 1 more could not be judged',
      [standing('a', 'fail'), standing('b', 'fail'), standing('c', 'unknown')],
    ],
    [
      'Not known whether it is ready for Run:ai: 1 required check could not be judged',
      [standing('a', 'unknown'), standing('b', 'pass')],
    ],
    [
      'All that can be read is in order; 2 checks from inside the cluster were not run: attest those that are known to hold',
      [
        standing('a', 'pass'),
        standing('registry.pull', 'skipped', { category: 'registry' }),
        standing('network.egress', 'skipped', { category: 'network' }),
      ],
    ],
    [
      'All that can be read is in order, with 1 warning; 1 check from inside the cluster was not run: attest it where it is known to hold',
      [
        standing('a', 'warn'),
        standing('network.egress', 'skipped', { category: 'network' }),
      ],
    ],
    [
      'Ready for Run:ai with 1 warning; 1 check was stated, not seen',
      [
        standing('a', 'warn'),
        standing('b', 'skipped', { effective: 'pass', attested: true }),
      ],
    ],
    [
      'Ready for Run:ai: 2 required checks are met',
      [standing('a', 'pass'), standing('b', 'pass')],
    ],
  ])('says: %s', (sentence, standings) => {
    expect(rollUpReadiness(standings).sentence).toBe(sentence);
  });

  /** Any checks, of which some wait for one that is not in order. */
  const anyStandings = fc
    .array(
      fc.record({
        status: fc.constantFrom(...CHECK_STATUSES),
        severity: fc.constantFrom(...SEVERITIES),
        category: fc.constantFrom(...CHECK_CATEGORIES),
        waived: fc.boolean(),
        attested: fc.constantFrom<CheckStatus | undefined>(
          undefined,
          'pass',
          'fail',
        ),
        root: fc.option(fc.nat(9), { nil: undefined }),
      }),
      { minLength: 1, maxLength: 10 },
    )
    .map(entries => {
      const raw = entries.map(
        ({ status, severity, category, waived, attested }, index) => {
          const open = status === 'unknown' || status === 'skipped';
          const stated = open && attested ? attested : status;
          const isWaived =
            waived && stated !== 'pass' && stated !== 'notApplicable';
          return standing(`check-${index}`, status, {
            severity,
            category,
            waived: isWaived,
            attested: stated !== status,
            effective: isWaived ? 'warn' : stated,
          });
        },
      );
      return raw.map((entry, index) => {
        const root =
          entries[index].root === undefined
            ? undefined
            : raw[entries[index].root ?? 0];
        const waits =
          entry.effective === 'unknown' &&
          (root?.effective === 'fail' || root?.effective === 'unknown');
        return waits && root !== entry
          ? { ...entry, blockedBy: [root?.checkId ?? ''] }
          : entry;
      });
    });

  it('does not depend on the order of the checks', () => {
    fc.assert(
      fc.property(
        anyStandings.chain(list =>
          fc.tuple(
            fc.constant(list),
            fc.shuffledSubarray(list, { minLength: list.length }),
          ),
        ),
        ([list, shuffled]) =>
          expect(rollUpReadiness(shuffled)).toEqual(rollUpReadiness(list)),
      ),
    );
  });

  it('never becomes better when a check becomes worse', () => {
    fc.assert(
      fc.property(
        anyStandings,
        fc.nat(),
        fc.constantFrom(...CHECK_STATUSES),
        (list, at, status) => {
          const index = at % list.length;
          const before = list[index];
          fc.pre(
            badness(before.effective) >= 0 &&
              badness(status) > badness(before.effective),
          );
          const worse = list.map((entry, i) =>
            i === index
              ? {
                  ...entry,
                  status,
                  effective: status,
                  blockedBy: [],
                  attested: false,
                  waived: false,
                  unblocked: undefined,
                }
              : entry,
          );
          expect(RANK[rollUpReadiness(worse).state]).toBeGreaterThanOrEqual(
            RANK[rollUpReadiness(list).state],
          );
        },
      ),
      { numRuns: 500 },
    );
  });

  it('is never ready, or ready with warnings, while a required check is unknown, unwaived and unattested', () => {
    fc.assert(
      fc.property(anyStandings, list => {
        const open = list.some(
          ({ severity, effective, blockedBy }) =>
            severity === 'required' &&
            (effective === 'unknown' || effective === 'skipped') &&
            blockedBy.length === 0,
        );
        fc.pre(open);
        expect(RANK[rollUpReadiness(list).state]).toBeGreaterThanOrEqual(2);
      }),
    );
  });

  it('is never plain ready where a risk was accepted', () => {
    fc.assert(
      fc.property(anyStandings, list => {
        fc.pre(
          list.some(
            ({ waived, severity }) => waived && severity !== 'informational',
          ),
        );
        expect(rollUpReadiness(list).state).not.toBe('ready');
      }),
    );
  });

  it('has a blocker exactly where it is not ready or undetermined', () => {
    fc.assert(
      fc.property(anyStandings, list => {
        const { state, blockers } = rollUpReadiness(list);
        fc.pre(state !== 'notChecked');
        expect(blockers.length > 0).toBe(
          state === 'notReady' || state === 'undetermined',
        );
      }),
    );
  });
});
