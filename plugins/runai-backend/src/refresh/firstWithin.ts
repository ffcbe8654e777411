/** All clusters of a fleet are seen once within this time, however many they are. */
const FIRST_POLLS_WITHIN_MS = 30_000;
const FIRST_POLL_APART_MS = 100;
/** A few clusters are judged at once; a large fleet leaves room for its pages, and its last verdicts stand meanwhile. */
const SMALL_FLEET = 30;
const FIRST_RUN_APART_MS = { small: 300, large: 1_000 };

/** Over how many milliseconds the first polls of so many clusters are spread. */
export function firstPollsWithin(clusters: number): number {
  return Math.min(FIRST_POLLS_WITHIN_MS, FIRST_POLL_APART_MS * clusters);
}

/**
 * Over how many milliseconds the first runs of so many clusters are spread.
 *
 * @param checksMs - how often the checks run
 */
export function firstRunsWithin(clusters: number, checksMs: number): number {
  const { small, large } = FIRST_RUN_APART_MS;
  return Math.min(
    checksMs,
    clusters * (clusters > SMALL_FLEET ? large : small),
  );
}
