import { clusterSettingsSchema, createEngine } from '@runai-portal/checks';
import { connectionFromSettings, KubeClient } from '@runai-portal/kube';
import { Agent, request } from 'undici';
import { childInput, report } from '../lib/child';
import type { Listening } from '../passive-run/simulator.child';

/** Rounds before those that count: a portal has judged for weeks. */
const WARM_UP = 3;
const ROUNDS = 9;

export interface EvaluationInput {
  cluster: Listening;
}

/** Seconds by round, and what they were spent on. */
export interface EvaluationCost {
  rounds: { parse: number; evaluate: number }[];
  checks: number;
  results: number;
  megabytes: number;
}

async function main() {
  const { cluster } = childInput<EvaluationInput>();
  const client = KubeClient.create(connectionFromSettings(cluster));
  const engine = createEngine();
  const session = engine.connect({
    name: 'large',
    client,
    settings: clusterSettingsSchema.parse({
      name: 'large',
      environment: 'production',
      mode: 'cloud',
      existingPrometheus: true,
    }),
  });
  const facts = await session.collect(engine.facts);
  const bodies = await bodiesOf(cluster);
  // Each for itself, as a process does that has been at it: a collection that is forced before each round makes V8 forget what it
  // has optimised, of judging as of parsing.
  const parsed = await roundsOf(async () =>
    bodies.map(body => JSON.parse(body)),
  );
  let results = 0;
  const evaluated = await roundsOf(async () => {
    results = (await session.judge({ facts })).results.length;
  });
  const rounds = parsed.map((seconds, round) => ({
    parse: seconds,
    evaluate: evaluated[round],
  }));
  await client.close();
  report({
    rounds,
    checks: engine.checks.length,
    results,
    megabytes: bodies.reduce((sum, { length }) => sum + length, 0) / 1e6,
  } satisfies EvaluationCost);
  process.disconnect?.();
}

/** Seconds of each round that counts. */
async function roundsOf(work: () => Promise<unknown>): Promise<number[]> {
  const seconds: number[] = [];
  globalThis.gc?.();
  for (let round = 0; round < WARM_UP + ROUNDS; round++) {
    const startedAt = performance.now();
    await work();
    seconds.push((performance.now() - startedAt) / 1000);
  }
  return seconds.slice(WARM_UP);
}

/** The largest lists that facts come from: every page of nodes, and the workloads. */
async function bodiesOf({ server, caData, token }: Listening) {
  const dispatcher = new Agent({ connect: { ca: caData } });
  const headers = { authorization: `Bearer ${token}` };
  const bodies: string[] = [];
  for (const path of [
    '/api/v1/nodes',
    '/api/v1/namespaces',
    '/apis/apps/v1/deployments',
    '/apis/apps/v1/daemonsets',
    '/apis/apps/v1/statefulsets',
  ]) {
    let next: string | undefined;
    do {
      const url = new URL(path, server);
      url.searchParams.set('limit', '500');
      if (next) {
        url.searchParams.set('continue', next);
      }
      const { body } = await request(url, { dispatcher, headers });
      const text = await body.text();
      bodies.push(text);
      next = (JSON.parse(text) as { metadata: { continue?: string } }).metadata
        .continue;
    } while (next);
  }
  await dispatcher.close();
  return bodies;
}

void main();
