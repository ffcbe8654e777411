import { Agent, request } from 'undici';
import { childInput, report } from '../lib/child';
import { peakMemory, startMemory } from '../lib/memory';
import type { Listening } from './simulator.child';

/** What the lists to fetch are. */
export interface PlainListsInput {
  /** Clusters whose lists are fetched before it counts; none for the first ones of a new process. */
  before: readonly Listening[];
  cluster: Listening;
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

async function main() {
  const { before, cluster, lists } = childInput<PlainListsInput>();
  for (const listening of before) {
    await fetchLists(listening, lists);
  }
  const idleMemoryMiB = startMemory();
  const startedAt = performance.now();
  const fetched = await fetchLists(cluster, lists);
  report({
    ...fetched,
    seconds: (performance.now() - startedAt) / 1000,
    peakMemoryMiB: peakMemory(),
    idleMemoryMiB,
  } satisfies PlainListsCost);
  process.disconnect?.();
}

/** The least that a program does that wants the same objects: pages of 500, parsed, and nothing made of them. */
async function fetchLists(
  { server, caData, token: bearer }: Listening,
  lists: readonly string[],
) {
  const dispatcher = new Agent({ connections: 6, connect: { ca: caData } });
  const headers = {
    authorization: `Bearer ${bearer}`,
    accept: 'application/json',
  };
  let requests = 0;
  let items = 0;

  async function fetchAll(list: string) {
    let token: string | undefined;
    do {
      const url = new URL(list, server);
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

  const waiting = [...lists];
  await Promise.all(
    Array.from({ length: 6 }, async () => {
      for (let list = waiting.shift(); list; list = waiting.shift()) {
        await fetchAll(list);
      }
    }),
  );
  void dispatcher.close();
  return { requests, items };
}

void main();
