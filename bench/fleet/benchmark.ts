import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startChild } from '../lib/child';
import type { Measurement } from '../lib/measurement';
import type { FleetMember, FleetSize } from './fleet.child';
import { Portal } from './Portal';
import { p95, untilAllWell, watch } from './watch';

const NODES = 50;
const LATENCY_MS = 15;
const POLL_SECONDS = 60;
/** All connected and healthy so long after the portal is ready. */
const WELL_SECONDS = 60;
/** Of intervals between two polls. */
const AGE_LIMIT = 2.5;
const CORES = 1;
const PEAK_MB = 700;
const LIST_RATIO = 2;
/** A fleet that does not come up ends the benchmark. */
const GIVE_UP_SECONDS = 600;
/** How long a portal with nothing to do is asked for its list. */
const IDLE_SECONDS = 60;

/** A fleet to be measured. */
export interface Fleet {
  clusters: number;
  largeNodes?: number;
  /** How long it is watched, once before the portal is started again and once after. */
  watchSeconds: number;
}

/** What a portal does with a whole fleet, over real sockets, the clusters in a process of their own. */
export async function benchmarkFleet(fleet: Fleet): Promise<Measurement[]> {
  const { clusters, largeNodes, watchSeconds } = fleet;
  const all = clusters + (largeNodes ? 1 : 0);
  const folder = mkdtempSync(join(tmpdir(), 'runai-bench-fleet-'));
  const simulator = await startChild<FleetMember[]>(
    join(__dirname, 'fleet.child.ts'),
    {
      clusters,
      nodes: NODES,
      largeNodes,
      latencyMs: LATENCY_MS,
    } satisfies FleetSize,
  );
  const members = simulator.message;
  const open: Portal[] = [];
  const start = async (pollSeconds: number) => {
    const portal = await Portal.start({ folder, members, pollSeconds });
    open.push(portal);
    return portal;
  };
  try {
    const portal = await start(POLL_SECONDS);
    const wellAfter = await untilAllWell(portal, {
      clusters: all,
      timeoutSeconds: GIVE_UP_SECONDS,
    });
    const before = portal.cost();
    const startedAt = performance.now();
    const first = await watch(portal, { seconds: watchSeconds });
    const { cpuSeconds, peakMB } = portal.cost();
    const cores =
      ((cpuSeconds - before.cpuSeconds) * 1000) /
      (performance.now() - startedAt);
    await portal.stop();

    const again = await start(POLL_SECONDS);
    const second = await watch(again, { seconds: watchSeconds / 2 });
    await again.stop();

    const idle = await start(24 * 60 * 60);
    await watch(idle, { seconds: POLL_SECONDS * 2 }); // what is still due from before
    const quiet = await watch(idle, { seconds: IDLE_SECONDS });
    await idle.stop();

    const left = new Map([...first.left, ...second.left]);
    left.forEach(said => process.stderr.write(`  ${said}\n`));
    return figures(fleet, {
      wellAfter,
      left: left.size,
      oldest: Math.max(first.oldestSeconds, second.oldestSeconds),
      cores,
      peakMB,
      list: p95(first.listMs),
      listIdle: p95(quiet.listMs),
    });
  } finally {
    await Promise.all(open.map(one => one.stop()));
    await simulator.stop();
    rmSync(folder, { recursive: true });
  }
}

interface Seen {
  wellAfter: number;
  left: number;
  oldest: number;
  cores: number;
  peakMB: number;
  list: number;
  listIdle: number;
}

function figures(
  { clusters, largeNodes }: Fleet,
  { wellAfter, left, oldest, cores, peakMB, list, listIdle }: Seen,
): Measurement[] {
  const fleet = `${clusters} clusters of ${NODES} nodes${
    largeNodes ? ` and one of ${largeNodes}` : ''
  }`;
  const figure = (
    what: string,
    unit: Measurement['unit'],
    value: number,
    limit?: number,
  ): Measurement => ({
    name: `${fleet}: ${what}`,
    value,
    limit,
    unit,
    higherIsBetter: false,
  });
  return [
    figure('until all are connected and healthy', 's', wellAfter, WELL_SECONDS),
    figure(
      'clusters that left that state, a restart included',
      'clusters',
      left,
      0,
    ),
    figure('oldest observation', 's', oldest, AGE_LIMIT * POLL_SECONDS),
    figure('processor', 'cores', cores, CORES),
    figure('peak memory', 'MB', peakMB, PEAK_MB),
    figure('p95 of GET /clusters', 'ms', list),
    figure('p95 of GET /clusters, idle', 'ms', listIdle),
    figure('p95 of GET /clusters / idle', 'ratio', list / listIdle, LIST_RATIO),
  ];
}
