/* eslint-disable jest/no-standalone-expect -- called by the tests of two lanes */
import type { ClusterSnapshot } from '../snapshot';
import { verdicts, type Sight } from './sight';

/** What must be said of one check. */
export interface ExpectedResult {
  /** Status and reason: of the whole cluster, or of each subject by its name. */
  is: string | Readonly<Record<string, string>>;
  /** What the first result must hold, as text or pattern. */
  message?: string | RegExp;
  actual?: string;
  /** Somewhere among the values of its evidence. */
  evidence?: string;
  blockedBy?: string;
  /** Among the commands of its remediation. */
  command?: RegExp;
}

/** The parts of a snapshot that an opinion can speak of, each as far as it speaks. */
export type ExpectedSnapshot = {
  readonly [K in keyof ClusterSnapshot]?: unknown;
};

/** What an expert concludes from a file (`conclude` in its index), put to what we make of the same objects. */
export interface Opinion {
  file: string;
  says: string;
  /** Whether an API server of 1.20 takes the objects: they were written by one of 1.36. */
  on120: boolean;
  /** By id of the check. */
  results?: Readonly<Record<string, ExpectedResult>>;
  /** The same on an API server of 1.36 alone. */
  resultsOn136?: Readonly<Record<string, ExpectedResult>>;
  /** The same where the API server has only just made the objects: what is not ready may still become so. */
  resultsWhenNew?: Readonly<Record<string, ExpectedResult>>;
  snapshot?: ExpectedSnapshot;
  /** Paths into the snapshot where nothing must stand, since nothing is known of it. */
  absent?: readonly string[];
}

/**
 * Holds what was seen to an opinion.
 *
 * @param server - the version of the API server that the objects were loaded to
 */
export function expectOpinion(
  {
    results,
    resultsOn136,
    resultsWhenNew,
    snapshot = {},
    absent = [],
  }: Opinion,
  sight: Sight,
  server: '1.36' | '1.20',
  { isNew = false } = {},
): void {
  const expected = {
    ...results,
    ...(server === '1.36' && resultsOn136),
    ...(isNew && resultsWhenNew),
  };
  for (const [checkId, wanted] of Object.entries(expected)) {
    expectResult(sight, checkId, wanted);
  }
  expect(sight.snapshot).toMatchObject(snapshot);
  for (const path of absent) {
    expect(sight.snapshot).not.toHaveProperty(path);
  }
}

function expectResult(
  sight: Sight,
  checkId: string,
  { is, message, actual, evidence, blockedBy, command }: ExpectedResult,
): void {
  const found = sight.all(checkId);
  const [first] = found;
  const said = verdicts(found);
  expect({
    checkId,
    is: typeof is === 'string' ? Object.values(said) : said,
  }).toEqual({ checkId, is: typeof is === 'string' ? [is] : is });
  expect(first).toMatchObject({
    checkId,
    ...(actual !== undefined && { actual }),
    ...(blockedBy !== undefined && { blockedBy }),
    ...(message instanceof RegExp && {
      message: expect.stringMatching(message),
    }),
    ...(typeof message === 'string' && {
      message: expect.stringContaining(message),
    }),
    ...(evidence !== undefined && {
      evidence: expect.arrayContaining([
        expect.objectContaining({ value: expect.stringContaining(evidence) }),
      ]),
    }),
    ...(command && {
      remediation: expect.objectContaining({
        commands: expect.arrayContaining([expect.stringMatching(command)]),
      }),
    }),
  });
}
