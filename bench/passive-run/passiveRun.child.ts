import { clusterSettingsSchema, createEngine } from '@runai-portal/checks';
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

async function main() {
  const client = KubeClient.create(
    connectionFromSettings(childInput<Listening>()),
    { limiter: Limiter.create(6) },
  );
  const session = createEngine().connect({
    name: 'large',
    client,
    settings: clusterSettingsSchema.parse({ name: 'large' }),
  });
  const idleMemoryMiB = startMemory();
  const startedAt = performance.now();
  const outcome = await session.run();
  const seconds = (performance.now() - startedAt) / 1000;
  if (outcome.status !== 'completed') {
    throw new Error(`The run ended as ${outcome.status}`);
  }
  report({
    seconds,
    requests: outcome.requests,
    peakMemoryMiB: peakMemory(),
    idleMemoryMiB,
    results: outcome.results.length,
  } satisfies PassiveRunCost);
  await client.close();
  process.disconnect?.();
}

void main();
