import { join } from 'node:path';
import { runChild } from '../lib/child';
import { type Measurement, median } from '../lib/measurement';
import type { ClustersPageCost } from './clustersPage.child';

const ROUNDS = 5;

/** Whether a page of 100 clusters costs the same however many clusters there are. */
export async function benchmarkClustersPage(): Promise<Measurement[]> {
  const rounds: { few: ClustersPageCost; many: ClustersPageCost }[] = [];
  for (let round = 0; round < ROUNDS; round++) {
    rounds.push({ few: await page(100), many: await page(1_000) });
  }
  const few = median(rounds.map(round => round.few.milliseconds));
  const many = median(rounds.map(round => round.many.milliseconds));
  const ratio = median(
    rounds.map(round => round.many.milliseconds / round.few.milliseconds),
  );
  return [
    figure('of 100 in all', 'ms', few),
    figure('of 1,000 in all', 'ms', many),
    figure('of 1,000 / of 100', 'ratio', ratio, 1.5),
  ];
}

async function page(clusters: number): Promise<ClustersPageCost> {
  const cost = await runChild<ClustersPageCost>(
    join(__dirname, 'clustersPage.child.ts'),
    { clusters },
  );
  if (cost.items !== 100 || cost.totalItems !== clusters) {
    throw new Error(
      `Asked for 100 of ${clusters} clusters and got ${cost.items} of ${cost.totalItems}`,
    );
  }
  return cost;
}

function figure(
  what: string,
  unit: Measurement['unit'],
  value: number,
  limit?: number,
): Measurement {
  return {
    name: `page of 100 clusters ${what}`,
    value,
    limit,
    unit,
    higherIsBetter: false,
  };
}
