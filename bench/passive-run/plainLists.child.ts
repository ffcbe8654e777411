import { Agent, request } from 'undici';
import { childInput, report } from '../lib/child';
import { peakMemory, startMemory } from '../lib/memory';
import type { Listening } from './simulator.child';

/** What the lists to fetch are. */
export interface PlainListsInput {
  listening: Listening;
  /** Paths with their query, without limit and continue. */
  lists: string[];
}

/** What fetching them cost. */
export interface PlainListsCost {
  seconds: number;
  requests: number;
  peakMemoryMiB: number;
  idleMemoryMiB: number;
  items: number;
}

/** The least that a program does that wants the same objects: pages of 500, parsed, and nothing made of them. */
async function main() {
  const { listening, lists } = childInput<PlainListsInput>();
  const dispatcher = new Agent({
    connections: 6,
    connect: { ca: listening.caData },
  });
  const headers = {
    authorization: `Bearer ${listening.token}`,
    accept: 'application/json',
  };
  let requests = 0;
  let items = 0;

  async function fetchAll(list: string) {
    let token: string | undefined;
    do {
      const url = new URL(list, listening.server);
      url.searchParams.set('limit', '500');
      if (token) {
        url.searchParams.set('continue', token);
      }
      const { body } = await request(url, { dispatcher, headers });
      const page = JSON.parse(await body.text()) as {
        items: unknown[];
        metadata: { continue?: string };
      };
      requests += 1;
      items += page.items.length;
      token = page.metadata.continue;
    } while (token);
  }

  const idleMemoryMiB = startMemory();
  const startedAt = performance.now();
  const waiting = [...lists];
  await Promise.all(
    Array.from({ length: 6 }, async () => {
      for (let list = waiting.shift(); list; list = waiting.shift()) {
        await fetchAll(list);
      }
    }),
  );
  report({
    seconds: (performance.now() - startedAt) / 1000,
    requests,
    peakMemoryMiB: peakMemory(),
    idleMemoryMiB,
    items,
  } satisfies PlainListsCost);
  await dispatcher.close();
  process.disconnect?.();
}

void main();
