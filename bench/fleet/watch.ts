import { setTimeout as pause } from 'node:timers/promises';
import type { Portal, SeenCluster } from './Portal';

const SAMPLE_MS = 1_000;

/** What was seen of a fleet over a while. */
export interface Watched {
  /** Names of clusters that were once seen not connected or not healthy, with what was said. */
  left: Map<string, string>;
  /** The oldest observation that was ever shown. */
  oldestSeconds: number;
  /** Of `GET /clusters`. */
  listMs: number[];
}

/** Whether a cluster is where all of them are to be. */
export function isWell({ connection, health }: SeenCluster): boolean {
  return connection.state === 'connected' && health.state === 'healthy';
}

/**
 * Waits until every cluster is connected and healthy.
 *
 * @returns how many seconds it took
 * @throws Error that says how many were not in the end
 */
export async function untilAllWell(
  portal: Portal,
  { clusters, timeoutSeconds }: { clusters: number; timeoutSeconds: number },
): Promise<number> {
  const startedAt = performance.now();
  for (;;) {
    const seen = await portal.clusters();
    const seconds = (performance.now() - startedAt) / 1000;
    if (seen.length === clusters && seen.every(isWell)) {
      return seconds;
    }
    if (seconds > timeoutSeconds) {
      const others = seen.filter(one => !isWell(one));
      throw new Error(
        `After ${timeoutSeconds} s ${others.length} of ${
          seen.length
        } clusters are not connected and healthy: ${others
          .slice(0, 3)
          .map(describe)
          .join('; ')}`,
      );
    }
    await pause(250);
  }
}

/** Looks at the fleet once a second. */
export async function watch(
  portal: Portal,
  { seconds }: { seconds: number },
): Promise<Watched> {
  const watched: Watched = { left: new Map(), oldestSeconds: 0, listMs: [] };
  const end = performance.now() + seconds * 1000;
  while (performance.now() < end) {
    watched.listMs.push(await portal.timeOfList());
    const seen = await portal.clusters();
    const now = Date.now();
    for (const one of seen) {
      if (!isWell(one)) {
        watched.left.set(one.name, describe(one));
      }
      watched.oldestSeconds = Math.max(
        watched.oldestSeconds,
        (now - Date.parse(one.observedAt ?? '')) / 1000 || 0,
      );
    }
    await pause(SAMPLE_MS);
  }
  return watched;
}

/** The value that 95 of 100 do not exceed. */
export function p95(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.ceil(sorted.length * 0.95) - 1];
}

function describe({ name, connection, health }: SeenCluster): string {
  return `${name} is ${connection.state} and ${health.state} (${
    connection.message ?? health.message ?? 'without a word'
  })`;
}
