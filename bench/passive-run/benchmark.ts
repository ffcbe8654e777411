import { join } from 'node:path';
import { runChild, startChild } from '../lib/child';
import { type Measurement, median } from '../lib/measurement';
import type { PassiveRunCost } from './passiveRun.child';
import type { PlainListsCost, PlainListsInput } from './plainLists.child';
import type { Listening, Requested } from './simulator.child';
import type { ClusterSize } from './simulatedCluster';

/** A passive run's own requests: reviews, discovery, the first page of each list. */
const REQUESTS_LIMIT = 60;
const ROUNDS = 5;

/**
 * What a passive run costs beside the plain paged LISTs of the same objects.
 *
 * The two run in turn, each in a new process, against a simulator in a third, so that neither has the other's garbage or
 * warmth; the ratio is that of a round, and of the rounds the median.
 */
export async function benchmarkPassiveRun(
  size: ClusterSize,
): Promise<Measurement[]> {
  const simulator = await startChild<Listening>(script('simulator'), size);
  try {
    const rounds: {
      run: PassiveRunCost;
      plain: PlainListsCost;
      requested: Requested;
    }[] = [];
    await passiveRun(simulator.message); // the simulator's own warm-up
    await simulator.ask<Requested>('requests');
    for (let round = 0; round < ROUNDS; round++) {
      const run = await passiveRun(simulator.message);
      const requested = await simulator.ask<Requested>('requests');
      const plain = await runChild<PlainListsCost>(script('plainLists'), {
        listening: simulator.message,
        lists: requested.lists,
      } satisfies PlainListsInput);
      await simulator.ask<Requested>('requests');
      rounds.push({ run, plain, requested });
    }
    const few = await requestsWithFewNamespaces(size);
    const of = (figure: (round: (typeof rounds)[number]) => number) =>
      median(rounds.map(figure));
    const name = `passive run on ${size.nodes} nodes`;
    const figure = (
      what: string,
      unit: Measurement['unit'],
      value: number,
      limit?: number,
    ): Measurement => ({
      name: `${name}: ${what}`,
      value,
      limit,
      unit,
      higherIsBetter: false,
    });
    return [
      figure(
        'time',
        's',
        of(({ run }) => run.seconds),
      ),
      figure(
        'time of the plain lists',
        's',
        of(({ plain }) => plain.seconds),
      ),
      figure(
        'time / plain lists',
        'ratio',
        of(({ run, plain }) => run.seconds / plain.seconds),
        1.5,
      ),
      figure(
        'memory',
        'MiB',
        of(({ run }) => used(run)),
      ),
      figure(
        'memory of the plain lists',
        'MiB',
        of(({ plain }) => used(plain)),
      ),
      figure(
        'memory / plain lists',
        'ratio',
        of(({ run, plain }) => used(run) / used(plain)),
        1.2,
      ),
      figure(
        'requests but for further pages',
        'requests',
        of(({ requested }) => requested.total - requested.furtherPages),
        REQUESTS_LIMIT,
      ),
      figure(
        'further pages',
        'requests',
        of(({ requested }) => requested.furtherPages),
      ),
      figure(
        `requests more than with ${few.namespaces} namespaces`,
        'requests',
        of(({ requested }) => requested.total - requested.furtherPages) -
          few.requests,
        0,
      ),
      {
        ...figure(
          'results',
          'requests',
          of(({ run }) => run.results),
        ),
        unit: 'results',
      },
    ];
  } finally {
    await simulator.stop();
  }
}

async function requestsWithFewNamespaces(size: ClusterSize) {
  const namespaces = Math.ceil(size.namespaces / 10);
  const simulator = await startChild<Listening>(script('simulator'), {
    ...size,
    namespaces,
  });
  try {
    await passiveRun(simulator.message);
    const { total, furtherPages } = await simulator.ask<Requested>('requests');
    return { namespaces, requests: total - furtherPages };
  } finally {
    await simulator.stop();
  }
}

function passiveRun(listening: Listening) {
  return runChild<PassiveRunCost>(script('passiveRun'), listening);
}

function used({
  peakMemoryMiB,
  idleMemoryMiB,
}: {
  peakMemoryMiB: number;
  idleMemoryMiB: number;
}) {
  return peakMemoryMiB - idleMemoryMiB;
}

function script(name: 'simulator' | 'passiveRun' | 'plainLists'): string {
  return join(__dirname, `${name}.child.ts`);
}
