import { join } from 'node:path';
import { type Child, runChild, startChild } from '../lib/child';
import { type Measurement, median } from '../lib/measurement';
import type { PassiveRunCost, PassiveRunInput } from './passiveRun.child';
import type { PlainListsCost, PlainListsInput } from './plainLists.child';
import type { Listening, Requested } from './simulator.child';
import type { ClusterSize } from './simulatedCluster';

/** A passive run's own requests: reviews, discovery, the first page of each list. */
const REQUESTS_LIMIT = 60;

/** Runs before the one that counts, in a process that has been at it. */
const RUNS_BEFORE = 6;
const ROUNDS = 5;
/** Of the plain lists' time. */
const TIME_LIMIT = 1.5;

/**
 * What a passive run costs beside the plain paged LISTs of the same objects.
 *
 * The two run in turn, each in a new process, against a simulator in a third, so that neither has the other's garbage; the ratio
 * is that of a round, and of the rounds the median. Measured are both processes that have been at it, as a portal's is for
 * weeks (both did the same on a small cluster before), and the first run of new ones, compilation of their code included.
 */
export async function benchmarkPassiveRun(
  size: ClusterSize,
): Promise<Measurement[]> {
  const large = await startSimulator(size);
  const small = await startSimulator({ nodes: 500, namespaces: 10 });
  try {
    await passiveRun({ before: [], cluster: large.message }); // the simulator's own warm-up
    await large.ask<Requested>('requests');
    const before = Array.from({ length: RUNS_BEFORE }, () => small.message);
    const rounds = await compare(large, before);
    const firstRounds = await compare(large, []);
    const few = await requestsWithFewNamespaces(size);
    return figures({ size, rounds, firstRounds, few });
  } finally {
    await large.stop();
    await small.stop();
  }
}

interface Round {
  run: PassiveRunCost;
  plain: PlainListsCost;
  requested: Requested;
}

async function compare(
  simulator: Child<Listening>,
  before: readonly Listening[],
): Promise<Round[]> {
  const cluster = simulator.message;
  const rounds: Round[] = [];
  for (let round = 0; round < ROUNDS; round++) {
    const run = await passiveRun({ before, cluster });
    const requested = await simulator.ask<Requested>('requests');
    const { lists } = requested;
    const plain = await runChild<PlainListsCost>(script('plainLists'), {
      before,
      cluster,
      lists,
    } satisfies PlainListsInput);
    await simulator.ask<Requested>('requests');
    rounds.push({ run, plain, requested });
  }
  return rounds;
}

function figures({
  size,
  rounds,
  firstRounds,
  few,
}: {
  size: ClusterSize;
  rounds: readonly Round[];
  firstRounds: readonly Round[];
  few: { namespaces: number; requests: number };
}): Measurement[] {
  const of = (
    value: (round: Round) => number,
    all: readonly Round[] = rounds,
  ) => median(all.map(value));
  const figure = (
    what: string,
    unit: Measurement['unit'],
    value: number,
    limit?: number,
  ): Measurement => ({
    name: `passive run on ${size.nodes} nodes: ${what}`,
    value,
    limit,
    unit,
    higherIsBetter: false,
  });
  const ownRequests = of(
    ({ requested }) => requested.total - requested.furtherPages,
  );
  return [
    figure('time', 's', of(seconds)),
    figure('time of the plain lists', 's', of(plainSeconds)),
    figure('time / plain lists', 'ratio', of(timeRatio), TIME_LIMIT),
    figure('time, first of a process', 's', of(seconds, firstRounds)),
    figure(
      'time / plain lists, both first of a process',
      'ratio',
      of(timeRatio, firstRounds),
      TIME_LIMIT,
    ),
    figure('memory', 'MiB', of(memory)),
    figure('memory of the plain lists', 'MiB', of(plainMemory)),
    figure('memory / plain lists', 'ratio', of(memoryRatio), 1.2),
    figure(
      'requests but for further pages',
      'requests',
      ownRequests,
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
      ownRequests - few.requests,
      0,
    ),
    figure(
      'results',
      'results',
      of(({ run }) => run.results),
    ),
  ];
}

const seconds = ({ run }: Round) => run.seconds;
const plainSeconds = ({ plain }: Round) => plain.seconds;
const timeRatio = (round: Round) => seconds(round) / plainSeconds(round);
const memory = ({ run }: Round) => used(run);
const plainMemory = ({ plain }: Round) => used(plain);
const memoryRatio = (round: Round) => memory(round) / plainMemory(round);

async function requestsWithFewNamespaces(size: ClusterSize) {
  const namespaces = Math.ceil(size.namespaces / 10);
  const simulator = await startSimulator({ ...size, namespaces });
  try {
    await passiveRun({ before: [], cluster: simulator.message });
    const { total, furtherPages } = await simulator.ask<Requested>('requests');
    return { namespaces, requests: total - furtherPages };
  } finally {
    await simulator.stop();
  }
}

function startSimulator(size: ClusterSize): Promise<Child<Listening>> {
  return startChild<Listening>(script('simulator'), size);
}

function passiveRun(input: PassiveRunInput): Promise<PassiveRunCost> {
  return runChild<PassiveRunCost>(script('passiveRun'), input);
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
