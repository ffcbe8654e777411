const MINUTE = 60;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;
const YEAR = 365 * DAY;

/**
 * A duration as Kubernetes prints ages: `41m`, `3h12m`, `17d`, `2y40d`.
 *
 * @see {@link https://pkg.go.dev/k8s.io/apimachinery/pkg/util/duration#HumanDuration}
 */
export function humanDuration(seconds: number): string {
  if (seconds < 2 * MINUTE) {
    return `${Math.max(0, seconds)}s`;
  }
  if (seconds < 10 * MINUTE) {
    return both(seconds, [MINUTE, 'm'], [1, 's']);
  }
  if (seconds < 3 * HOUR) {
    return `${Math.floor(seconds / MINUTE)}m`;
  }
  if (seconds < 8 * HOUR) {
    return both(seconds, [HOUR, 'h'], [MINUTE, 'm']);
  }
  if (seconds < 2 * DAY) {
    return `${Math.floor(seconds / HOUR)}h`;
  }
  if (seconds < 8 * DAY) {
    return both(seconds, [DAY, 'd'], [HOUR, 'h']);
  }
  if (seconds < 2 * YEAR) {
    return `${Math.floor(seconds / DAY)}d`;
  }
  return seconds < 8 * YEAR
    ? both(seconds, [YEAR, 'y'], [DAY, 'd'])
    : `${Math.floor(seconds / YEAR)}y`;
}

/** How long ago an instant was; `<unknown>` where it is none. */
export function humanAge(instant: unknown, now: Date): string {
  const seconds = secondsSince(instant, now);
  return seconds === undefined ? '<unknown>' : humanDuration(seconds);
}

/** Whole seconds from an instant to another; undefined where it is no instant. */
export function secondsSince(instant: unknown, now: Date): number | undefined {
  const milliseconds = now.getTime() - Date.parse(String(instant ?? ''));
  return Number.isNaN(milliseconds)
    ? undefined
    : Math.floor(milliseconds / 1000);
}

function both(
  seconds: number,
  [large, largeUnit]: [number, string],
  [small, smallUnit]: [number, string],
): string {
  const rest = Math.floor((seconds % large) / small);
  return `${Math.floor(seconds / large)}${largeUnit}${
    rest ? `${rest}${smallUnit}` : ''
  }`;
}
