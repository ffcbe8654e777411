import fc from 'fast-check';
import { cluster, configMap, node, type RunningCluster } from '..';
import { call } from '../__testUtils__/call';

interface List {
  metadata: {
    continue?: string;
    resourceVersion: string;
    remainingItemCount?: number;
  };
  items: { metadata: { name: string } }[];
}

const names = Array.from({ length: 9 }, (_, index) => `cm-${index}`);
const path = '/api/v1/namespaces/default/configmaps';
let running: RunningCluster;

beforeEach(async () => {
  running = await cluster('paged')
    .objects(
      names.map((name, index) =>
        configMap('default', name, {}, { even: String(index % 2 === 0) }),
      ),
    )
    .start({ tls: false });
});
afterEach(async () => {
  await running.close();
});

async function page(query: string): Promise<List> {
  return (await call(running, `${path}?${query}`)).json();
}

async function pages(limit: number, between?: () => void): Promise<List[]> {
  const all = [await page(`limit=${limit}`)];
  for (let token = all[0].metadata.continue; token; ) {
    between?.();
    const next = await page(
      `limit=${limit}&continue=${encodeURIComponent(token)}`,
    );
    all.push(next);
    token = next.metadata.continue;
  }
  return all;
}

const namesIn = (lists: List[]) =>
  lists.flatMap(list => list.items.map(item => item.metadata.name));

it('gives every object once, at any size of page, and counts down what remains', async () => {
  await fc.assert(
    fc.asyncProperty(fc.integer({ min: 1, max: 12 }), async limit => {
      const lists = await pages(limit);
      expect(namesIn(lists)).toEqual(names);
      let seen = 0;
      for (const list of lists) {
        seen += list.items.length;
        const remaining = names.length - seen;
        expect(list.metadata.remainingItemCount).toBe(remaining || undefined);
      }
    }),
    { numRuns: 12 },
  );
});

it('reads all pages at one revision, whatever changes in between', async () => {
  let count = 0;
  const lists = await pages(2, () => {
    running.put(configMap('default', `between-${(count += 1)}`, {}));
    running.remove({
      apiVersion: 'v1',
      kind: 'ConfigMap',
      namespace: 'default',
      name: 'cm-8',
    });
  });
  expect(namesIn(lists)).toEqual(names);
  expect(new Set(lists.map(list => list.metadata.resourceVersion)).size).toBe(
    1,
  );
});

it('says nothing of what remains when a selector is given', async () => {
  const list = await page('limit=2&labelSelector=even%3Dtrue');
  expect(list.metadata.continue).toBeDefined();
  expect(list.metadata.remainingItemCount).toBeUndefined();
});

it('answers 410 to a token from before the compaction, with one for the rest', async () => {
  const first = await page('limit=4');
  running.put(configMap('default', 'zz-late', {}));
  running.compact();
  const token = encodeURIComponent(first.metadata.continue ?? '');
  const expired = await call(running, `${path}?limit=100&continue=${token}`);
  expect(expired.json()).toMatchObject({ code: 410, reason: 'Expired' });
  const rest = await page(
    `limit=100&continue=${encodeURIComponent(
      expired.json().metadata.continue,
    )}`,
  );
  expect(namesIn([rest])).toEqual([...names.slice(4), 'zz-late']);
});

it('serves five thousand nodes page by page', async () => {
  const large = await cluster('large')
    .nodes(
      ...Array.from({ length: 5000 }, (_, index) =>
        node(`node-${index}`).gpus(8, 'Tesla V100-SXM2-32GB'),
      ),
    )
    .start({ tls: false });
  let seen = 0;
  for (let token: string | undefined = ''; token !== undefined; ) {
    const list: List = (
      await call(
        large,
        `/api/v1/nodes?limit=500&continue=${encodeURIComponent(token)}`,
      )
    ).json();
    seen += list.items.length;
    token = list.metadata.continue;
  }
  await large.close();
  expect(seen).toBe(5000);
});
