import { join } from 'node:path';
import { benchmarkClustersPage } from './clusters-page/benchmark';
import { benchmarkEvaluation } from './evaluation/benchmark';
import { benchmarkFleet } from './fleet/benchmark';
import { keepsLimit, type Measurement } from './lib/measurement';
import { table, writeResults } from './lib/report';
import { benchmarkPassiveRun } from './passive-run/benchmark';
import { benchmarkProxy } from './proxy/benchmark';
import { benchmarkPreflightProcess } from './preflight-process/benchmark';
import { whyNoRealCluster } from './preflight-process/RealCluster';

/** One benchmark; `npm run bench -- NAME...` runs those of these names alone. */
interface Benchmark {
  name: string;
  /** Why it cannot run here. */
  missing?: () => string | undefined;
  run: () => Promise<Measurement[]>;
}

const BENCHMARKS: readonly Benchmark[] = [
  {
    name: 'passive-run',
    run: () => benchmarkPassiveRun({ nodes: 5_000, namespaces: 300 }),
  },
  {
    name: 'evaluation',
    run: () => benchmarkEvaluation({ nodes: 5_000, namespaces: 300 }),
  },
  { name: 'clusters-page', run: benchmarkClustersPage },
  {
    name: 'preflight-process',
    missing: whyNoRealCluster,
    run: () => benchmarkPreflightProcess({ nodes: 5_000 }),
  },
  {
    name: 'proxy',
    missing: whyNoRealCluster,
    run: () => benchmarkProxy({ nodes: 500 }),
  },
  {
    name: 'fleet-30',
    run: () => benchmarkFleet({ clusters: 30, watchSeconds: 180 }),
  },
  {
    name: 'fleet-100',
    run: () => benchmarkFleet({ clusters: 100, watchSeconds: 180 }),
  },
  {
    name: 'fleet-300',
    run: () => benchmarkFleet({ clusters: 300, watchSeconds: 300 }),
  },
  {
    name: 'fleet-300-large',
    run: () =>
      benchmarkFleet({ clusters: 300, largeNodes: 5_000, watchSeconds: 300 }),
  },
];

async function main() {
  const wanted = process.argv.slice(2);
  const measurements: Measurement[] = [];
  for (const { name, missing, run } of BENCHMARKS) {
    if (wanted.length > 0 && !wanted.includes(name)) {
      continue;
    }
    const reason = missing?.();
    process.stdout.write(
      reason ? `${name}: skipped, ${reason}\n` : `${name} ...\n`,
    );
    if (!reason) {
      measurements.push(...(await run()));
    }
  }
  writeResults(join(__dirname, 'results.json'), measurements);
  process.stdout.write(`${table(measurements)}\n`);
  process.exitCode = measurements.every(keepsLimit) ? 0 : 1;
}

void main();
