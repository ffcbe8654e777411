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
  const rounds = [];
  let results = 0;
  for (let round = 0; round < WARM_UP + ROUNDS; round++) {
    globalThis.gc?.();
    const parse = secondsOf(() => bodies.map(body => JSON.parse(body)));
    globalThis.gc?.();
    const startedAt = performance.now();
    const outcome = await session.judge({ facts });
    const evaluate = (performance.now() - startedAt) / 1000;
    results = outcome.results.length;
    if (round >= WARM_UP) {
      rounds.push({ parse, evaluate });
    }
  }
  await client.close();
  report({
    rounds,
    checks: engine.checks.length,
    results,
    megabytes: bodies.reduce((sum, { length }) => sum + length, 0) / 1e6,
  } satisfies EvaluationCost);
  process.disconnect?.();
}

function secondsOf(work: () => unknown): number {
  const startedAt = performance.now();
  work();
  return (performance.now() - startedAt) / 1000;
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
