import {
  clusterSettingsSchema,
  createEngine,
  type Engine,
} from '@runai-portal/checks';
import {
  connectionFromSettings,
  KubeClient,
  Limiter,
} from '@runai-portal/kube';
import { childInput, report } from '../lib/child';
import { peakMemory, startMemory } from '../lib/memory';
import type { Listening } from './simulator.child';

/** What one passive run cost. */
export interface PassiveRunCost {
  seconds: number;
  requests: number;
  peakMemoryMiB: number;
  /** Before the run, with everything loaded. */
  idleMemoryMiB: number;
  /** How many results it gave: a run that judged nothing costs nothing. */
  results: number;
}

/** What is to be run. */
export interface PassiveRunInput {
  /** Clusters that are run over before it counts; none for the first run of a new process. */
  before: readonly Listening[];
  cluster: Listening;
}

async function main() {
  const { before, cluster } = childInput<PassiveRunInput>();
  const engine = createEngine();
  for (const listening of before) {
    await passiveRun(engine, listening);
  }
  const idleMemoryMiB = startMemory();
  const startedAt = performance.now();
  const outcome = await passiveRun(engine, cluster);
  report({
    seconds: (performance.now() - startedAt) / 1000,
    requests: outcome.requests,
    peakMemoryMiB: peakMemory(),
    idleMemoryMiB,
    results: outcome.results.length,
  } satisfies PassiveRunCost);
  process.disconnect?.();
}

/** A cluster that nothing is known of, over connections that have to be made. */
async function passiveRun(engine: Engine, listening: Listening) {
  const client = KubeClient.create(connectionFromSettings(listening), {
    limiter: Limiter.create(6),
  });
  const outcome = await engine
    .connect({
      name: 'large',
      client,
      settings: clusterSettingsSchema.parse({ name: 'large' }),
    })
    .run();
  void client.close();
  if (outcome.status !== 'completed') {
    throw new Error(`The run ended as ${outcome.status}`);
  }
  return outcome;
}

void main();
