import { aResult, aSummary, counts } from '../testing/builders';
import { neverRan, subjectCounts, waitingSubjects } from './subjectCounts';

const waits = (node: string) =>
  aResult('gpu.node-device-plugin', node, 'unknown', {
    blockedBy: 'gpu.node-driver',
  });

describe('the subjects of a check', () => {
  it('counts those that do not pass, of those that it applies to', () => {
    expect(
      subjectCounts(
        aSummary('gpu.node-driver', {
          counts: counts({ pass: 6, fail: 1, notApplicable: 4 }),
        }),
      ),
    ).toEqual({ concerned: 1, total: 7 });
  });

  it('names only those that wait, not those that pass', () => {
    expect(
      waitingSubjects(
        aSummary('gpu.node-device-plugin', {
          counts: counts({ pass: 6, unknown: 1 }),
          worst: [
            waits('gpu-07'),
            aResult('gpu.node-device-plugin', 'gpu-01', 'pass'),
          ],
        }),
      ),
    ).toEqual({ names: ['gpu-07'], more: 0 });
  });

  it('counts those that wait and are not among the worst three', () => {
    expect(
      waitingSubjects(
        aSummary('gpu.node-device-plugin', {
          counts: counts({ unknown: 5 }),
          worst: ['a', 'b', 'c'].map(waits),
        }),
      ),
    ).toEqual({ names: ['a', 'b', 'c'], more: 2 });
  });

  it('names none where the check is of the whole cluster', () => {
    const worst = [
      aResult('monitoring.prometheus', 'gpu-prod', 'unknown', {
        subject: { kind: 'cluster', name: 'gpu-prod' },
        blockedBy: 'cluster.reachable',
      }),
    ];
    expect(
      waitingSubjects(aSummary('monitoring.prometheus', { worst })),
    ).toEqual({ names: [], more: 0 });
  });

  it('tells what was never run from what was', () => {
    const notRun = { status: 'skipped', reason: 'NotRun' } as const;
    expect(
      neverRan(aSummary('network.dns', { ...notRun, attestable: true })),
    ).toBe(true);
    expect(
      neverRan(aSummary('cluster.clock', { ...notRun, observedAt: undefined })),
    ).toBe(true);
    // Skipped in this run alone, since the connection broke before its turn.
    expect(neverRan(aSummary('cluster.clock', notRun))).toBe(false);
    expect(neverRan(aSummary('network.dns', { status: 'pass' }))).toBe(false);
  });
});
