import type { Result } from '@runai-portal/backstage-plugin-runai-common';
import type { RunningCluster } from '@runai-portal/simulator';
import type { Fault } from './Fault';
import { FaultyCluster } from './FaultyCluster';
import { FAULTS } from './faults';
import type { HealthyShape } from './HealthyShape';
import { HEALTHY } from './healthy';
import { judgeShape, startShape } from './judgeShape';

jest.setTimeout(300_000);

/** `✓` where it was found as told; else what was said instead. */
type Finding = { fault: Fault; shape: HealthyShape; instead?: string };

const findings: Finding[] = [];

function isFor({ shapes, needs }: Fault, shape: HealthyShape): boolean {
  const has = needs === undefined || Boolean(needs(shape));
  return has && (shapes?.includes(shape.id) ?? true);
}

async function resultsWith(
  fault: Fault,
  shape: HealthyShape,
  running: RunningCluster,
): Promise<readonly Result[]> {
  const faulty = new FaultyCluster(running);
  const settings = { ...shape.settings, ...fault.settings };
  try {
    fault.inject?.(faulty, shape);
    return (
      await judgeShape({ ...shape, settings }, running, {
        checks: [fault.finds.check],
      })
    ).results;
  } finally {
    faulty.heal();
  }
}

async function tryIt(
  fault: Fault,
  shape: HealthyShape,
  running: RunningCluster,
): Promise<void> {
  const other = fault.declare && (await startShape(fault.declare(shape)));
  try {
    const results = await resultsWith(fault, shape, other ?? running);
    const { check, status, reason, owner } = fault.finds;
    const ofCheck = results.filter(({ checkId }) => checkId === check);
    const found = ofCheck.some(
      result =>
        result.status === status &&
        (reason === undefined || result.reason === reason) &&
        result.remediation?.owner === owner,
    );
    const told = ofCheck.map(
      ({ status: said, reason: why, remediation, message }) =>
        `${said} ${why} for ${remediation?.owner ?? 'nobody'}: ${message}`,
    );
    findings.push({
      fault,
      shape,
      ...(!found && { instead: [...new Set(told)].join('\n      ') }),
    });
  } finally {
    await other?.close();
  }
}

/** One line a fault: who has to find it, and in how many shapes it was. */
function matrix(): string {
  return FAULTS.map(fault => {
    const tried = findings.filter(finding => finding.fault === fault);
    const found = tried.filter(({ instead }) => instead === undefined);
    const { check, status, owner } = fault.finds;
    return `${found.length}/${tried.length}  ${check.padEnd(
      30,
    )} ${status.padEnd(8)} ${owner.padEnd(14)} ${fault.what}`;
  }).join('\n');
}

describe.each(HEALTHY.map(shape => [shape.title, shape] as const))(
  'single faults in a healthy %s',
  (_, shape) => {
    it('are all found, by the check and for the owner that they are for', async () => {
      const running = await startShape(shape.declare());
      try {
        for (const fault of FAULTS) {
          if (isFor(fault, shape)) {
            await tryIt(fault, shape, running);
          }
        }
      } finally {
        await running.close();
      }
      const missed = findings
        .filter(finding => finding.shape === shape && 'instead' in finding)
        .map(({ fault, instead }) => `${fault.what}:\n      ${instead}`);
      expect(missed).toEqual([]);
    });
  },
);

describe('the matrix of faults', () => {
  it('has at least 100, each of which was put into some shape', () => {
    process.stdout.write(
      `${matrix()}\n${FAULTS.length} faults in ${HEALTHY.length} shapes, ${
        findings.length
      } trials\n`,
    );
    expect(FAULTS.length).toBeGreaterThanOrEqual(100);
    expect(
      FAULTS.filter(fault => !findings.some(one => one.fault === fault)),
    ).toEqual([]);
  });
});
