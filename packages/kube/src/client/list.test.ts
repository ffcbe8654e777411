import { closeClients, createClient, kubeErrorOf } from '../testing/clients';
import { closeServers, sendJson, startHttp, failure } from '../testing/servers';

afterEach(async () => {
  await closeClients();
  await closeServers();
});

interface Named {
  metadata: { name: string };
}
const nodes = { version: 'v1', resource: 'nodes' };
const item = (index: number): Named => ({
  metadata: { name: `node-${index}` },
});

/** A server of `total` nodes that keeps to `limit` and `continue`; `answer` may take a page over. */
async function serving(
  total: number,
  answer: (
    url: URL,
    page: number,
  ) => { code?: number; body: unknown } | undefined = () => undefined,
) {
  let page = 0;
  const server = await startHttp((request, response) => {
    const url = new URL(request.url ?? '', 'http://localhost');
    page += 1;
    const own = answer(url, page);
    if (own) {
      sendJson(response, own.body, own.code);
      return;
    }
    const start = Number(url.searchParams.get('continue') ?? 0);
    const end = Math.min(total, start + Number(url.searchParams.get('limit')));
    sendJson(response, {
      kind: 'NodeList',
      metadata: {
        resourceVersion: '42',
        ...(end < total && {
          continue: String(end),
          remainingItemCount: total - end,
        }),
      },
      items: Array.from({ length: end - start }, (_, index) =>
        item(start + index),
      ),
    });
  });
  return { server, client: createClient({ server: server.url }) };
}

describe('list', () => {
  it('reads all pages and projects each', async () => {
    const { server, client } = await serving(5);
    const list = await client.list<Named, string>(nodes, {
      limit: 2,
      project: node =>
        node.metadata.name === 'node-3' ? undefined : node.metadata.name,
    });
    expect(list).toEqual({
      items: ['node-0', 'node-1', 'node-2', 'node-4'],
      resourceVersion: '42',
      pages: 3,
    });
    expect(server.requests).toEqual([
      'GET /api/v1/nodes?limit=2',
      'GET /api/v1/nodes?limit=2&continue=2',
      'GET /api/v1/nodes?limit=2&continue=4',
    ]);
    expect(client.stats.requests).toBe(3);
  });

  it('gives the objects themselves without a projection', async () => {
    const { client } = await serving(1);
    expect((await client.list<Named>(nodes)).items).toEqual([item(0)]);
  });

  it('passes selectors on as they are, and asks for metadata alone where told so', async () => {
    let accept: string | undefined;
    const server = await startHttp((request, response) => {
      accept = request.headers.accept;
      sendJson(response, {
        kind: 'PartialObjectMetadataList',
        metadata: {},
        items: [],
      });
    });
    await createClient({ server: server.url }).list(
      { version: 'v1', resource: 'pods' },
      {
        fieldSelector: 'spec.nodeName=a',
        labelSelector: 'a in (b, c)',
        metadataOnly: true,
      },
    );
    expect(server.requests).toEqual([
      'GET /api/v1/pods?limit=500&labelSelector=a%20in%20(b%2C%20c)&fieldSelector=spec.nodeName%3Da',
    ]);
    expect(accept).toMatch(
      /^application\/json;as=PartialObjectMetadataList;g=meta.k8s.io;v=v1,application\/json$/,
    );
  });

  it('begins anew once when the list expires on the way', async () => {
    const { client } = await serving(4, (_url, page) =>
      page === 2
        ? { code: 410, body: failure(410, 'Expired', 'too old') }
        : undefined,
    );
    const list = await client.list<Named, string>(nodes, {
      limit: 2,
      project: node => node.metadata.name,
    });
    expect(list.items).toEqual(['node-0', 'node-1', 'node-2', 'node-3']);
  });

  it('says expired when the list expires again', async () => {
    const { server, client } = await serving(4, url =>
      url.searchParams.has('continue')
        ? { code: 410, body: failure(410, 'Expired', 'too old') }
        : undefined,
    );
    expect(await kubeErrorOf(client.list(nodes, { limit: 2 }))).toMatchObject({
      errorClass: 'expired',
    });
    expect(server.requests).toHaveLength(4);
  });

  it('takes a server that ignores the limit', async () => {
    const { client } = await serving(0, () => ({
      body: { kind: 'NodeList', items: [item(0), item(1), item(2)] },
    }));
    expect(await client.list(nodes, { limit: 1 })).toMatchObject({
      pages: 1,
      items: { length: 3 },
    });
  });

  it('takes the null of an empty Go list', async () => {
    const { client } = await serving(0, () => ({
      body: { kind: 'FooList', metadata: {}, items: null },
    }));
    expect((await client.list(nodes)).items).toEqual([]);
  });

  it.each([
    ['without items', { kind: 'NodeList', metadata: {} }],
    ['whose items are no list', { kind: 'NodeList', items: {} }],
    ['that is a Status', failure(200, 'Weird', 'hello')],
    ['that is null', null],
    ['that is a text', 'nodes'],
  ])('calls a list %s malformed', async (_what, body) => {
    const { client } = await serving(0, () => ({ body }));
    expect(await kubeErrorOf(client.list(nodes))).toMatchObject({
      errorClass: 'malformed',
      target: { verb: 'list' },
    });
  });

  it('calls a later page that ends in the middle malformed', async () => {
    const server = await startHttp((request, response) => {
      const body = JSON.stringify({
        kind: 'NodeList',
        metadata: { continue: 'x' },
        items: [item(0)],
      });
      response.writeHead(200, { 'content-type': 'application/json' });
      response.end(
        request.url?.includes('continue') ? body.slice(0, -12) : body,
      );
    });
    const client = createClient({ server: server.url });
    expect(await kubeErrorOf(client.list(nodes))).toMatchObject({
      errorClass: 'malformed',
    });
  });

  it('does not run in circles with a server that repeats its continue token', async () => {
    const { server, client } = await serving(0, () => ({
      body: {
        kind: 'NodeList',
        metadata: { continue: 'again' },
        items: [item(0)],
      },
    }));
    const error = await kubeErrorOf(client.list(nodes));
    expect(error.errorClass).toBe('malformed');
    expect(error.sentence).toContain('without end');
    expect(server.requests).toHaveLength(2);
  });

  it('asks for the next page while the one that names it still comes', async () => {
    const page = (next: string | undefined, name: string) =>
      JSON.stringify({
        kind: 'NodeList',
        apiVersion: 'v1',
        metadata: { resourceVersion: '1', ...(next && { continue: next }) },
        items: [{ metadata: { name } }],
      });
    let finishFirst = () => {};
    const server = await startHttp((request, response) => {
      response.writeHead(200, { 'content-type': 'application/json' });
      if (request.url?.includes('continue')) {
        finishFirst();
        response.end(page(undefined, 'b'));
        return;
      }
      const first = page('x', 'a');
      response.write(first.slice(0, -10));
      finishFirst = () => response.end(first.slice(-10));
    });
    const list = await createClient({ server: server.url }).list<Named, string>(
      nodes,
      { project: ({ metadata }) => metadata.name },
    );
    expect(list).toMatchObject({ items: ['a', 'b'], pages: 2 });
  });

  it('stops at maxItems and tells how many are left', async () => {
    const { server, client } = await serving(10);
    const list = await client.list(nodes, { limit: 2, maxItems: 3 });
    expect(list).toMatchObject({
      items: { length: 3 },
      remaining: 7,
      pages: 2,
    });
    expect(await client.list(nodes, { maxItems: 1 })).toMatchObject({
      remaining: 9,
      pages: 1,
    });
    expect(server.requests[2]).toBe('GET /api/v1/nodes?limit=1');
  });
});
