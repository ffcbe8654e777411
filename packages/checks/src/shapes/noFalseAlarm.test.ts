import type { RunOutcome } from '../engine/Run';
import type { HealthyShape } from './HealthyShape';
import { HEALTHY } from './healthy';
import {
  everythingStated,
  judgeShape,
  shapesEngine,
  startShape,
} from './judgeShape';

jest.setTimeout(60_000);

const canBeStated = new Set(
  shapesEngine.checks
    .filter(({ active, attestable }) => active || attestable)
    .map(({ id }) => id),
);

async function judge(shape: HealthyShape, isStated: boolean) {
  const running = await startShape(shape.declare());
  try {
    return await judgeShape(shape, running, {
      statements: isStated ? everythingStated : undefined,
    });
  } finally {
    await running.close();
  }
}

/** What is not in order, or not known, and counts: `gpu.node-driver: warn DriverFromImageTag`. */
function complaints({ summaries }: RunOutcome): string[] {
  return summaries
    .filter(
      ({ severity, status, attestation }) =>
        severity !== 'informational' &&
        status !== 'pass' &&
        status !== 'notApplicable' &&
        !attestation,
    )
    .map(({ checkId, status, reason, worst }) =>
      [`${checkId}: ${status} ${reason}`, worst[0]?.message ?? ''].join(' - '),
    );
}

describe.each(HEALTHY.map(shape => [shape.title, shape] as const))(
  'a healthy %s',
  (_, shape) => {
    it('raises no alarm: ready, or with warnings that an expert would agree with', async () => {
      const outcome = await judge(shape, true);
      const expected = Object.keys(shape.warnings ?? {});
      const unexpected = complaints(outcome).filter(
        complaint => !expected.some(id => complaint.startsWith(`${id}: warn`)),
      );
      expect(unexpected).toEqual([]);
      expect(outcome.verdict.state).toMatch(/^ready/);
    });

    it('is undetermined without statements, for that reason alone', async () => {
      const outcome = await judge(shape, false);
      const open = outcome.summaries
        .filter(
          ({ severity, status }) =>
            severity === 'required' &&
            !['pass', 'warn', 'notApplicable'].includes(status),
        )
        .map(({ checkId }) => checkId);
      expect(open.filter(id => !canBeStated.has(id))).toEqual([]);
      expect(outcome.verdict.state).toBe('undetermined');
    });
  },
);
