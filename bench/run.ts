import { join } from 'node:path';
import { benchmarkClustersPage } from './clusters-page/benchmark';
import { keepsLimit } from './lib/measurement';
import { table, writeResults } from './lib/report';
import { benchmarkPassiveRun } from './passive-run/benchmark';

async function main() {
  const measurements = [
    ...(await benchmarkPassiveRun({ nodes: 5_000, namespaces: 300 })),
    ...(await benchmarkClustersPage()),
  ];
  writeResults(join(__dirname, 'results.json'), measurements);
  process.stdout.write(`${table(measurements)}\n`);
  process.exitCode = measurements.every(keepsLimit) ? 0 : 1;
}

void main();
