import { join } from 'node:path';
import { runChild, startChild } from '../lib/child';
import { type Measurement, median } from '../lib/measurement';
import type { Listening } from '../passive-run/simulator.child';
import type { ClusterSize } from '../passive-run/simulatedCluster';
import type { EvaluationCost, EvaluationInput } from './evaluation.child';

/** Of the time of parsing the lists that the facts came from. */
const TIME_LIMIT = 0.5;

/** What judging every check costs on facts that are there, beside JSON.parse of the raw lists that they came from. */
export async function benchmarkEvaluation(
  size: ClusterSize,
): Promise<Measurement[]> {
  const simulator = await startChild<Listening>(
    join(__dirname, '../passive-run/simulator.child.ts'),
    size,
  );
  try {
    const { rounds, results, checks, megabytes } =
      await runChild<EvaluationCost>(join(__dirname, 'evaluation.child.ts'), {
        cluster: simulator.message,
      } satisfies EvaluationInput);
    const figure = (
      what: string,
      unit: Measurement['unit'],
      value: number,
      limit?: number,
    ): Measurement => ({
      name: `evaluation on ${size.nodes} nodes: ${what}`,
      value,
      limit,
      unit,
      higherIsBetter: false,
    });
    const of = (name: 'parse' | 'evaluate') =>
      median(rounds.map(round => round[name]));
    return [
      figure('checks', 'count', checks),
      figure('results', 'count', results),
      figure('lists', 'MB', megabytes),
      figure('JSON.parse of the lists', 's', of('parse')),
      figure('every check', 's', of('evaluate')),
      figure(
        'every check / JSON.parse',
        'ratio',
        median(rounds.map(({ evaluate, parse }) => evaluate / parse)),
        TIME_LIMIT,
      ),
    ];
  } finally {
    await simulator.stop();
  }
}
