/** The share of a core that the polls of one cluster may take. */
const SHARE_OF_CORE = 0.02;
/** A cluster is not seen less often, whatever its polls cost. */
const MOST_MS = 10 * 60_000;
/** By how much intervals differ, so that clusters that fell due together do not stay together. */
const JITTER = 0.1;

/**
 * In how many milliseconds a cluster is polled again.
 *
 * @param options.costMs - CPU time of the last poll
 * @param options.leastMs - as the configuration has it
 * @param options.random - of 0 to 1
 * @param options.isFirst - many began together: the second time comes at any moment of the interval, so that they do not go on so
 */
export function pollInterval(options: {
  costMs: number;
  leastMs: number;
  random: number;
  isFirst?: boolean;
}): number {
  const { costMs, leastMs, random, isFirst = false } = options;
  const affordable = Math.max(
    leastMs,
    Math.min(MOST_MS, costMs / SHARE_OF_CORE),
  );
  return Math.round(
    affordable * (isFirst ? JITTER + random : 1 + JITTER * random),
  );
}
