import type { AuditPage } from '@runai-portal/backstage-plugin-runai-common';
import { request as undiciRequest } from 'undici';
import {
  ask,
  AUTHORIZATION,
  endAll,
  json,
  ON,
  portalBefore,
  portalOf,
  until,
  upstreamOf,
} from './__testUtils__/proxyPortal';

jest.setTimeout(60_000);

/** Who leave in the middle of an answer. */
const CALLERS = 50;

afterEach(endAll);

describe('the limits of the proxy', () => {
  it('cuts an answer that grows beyond what is read, and writes that down', async () => {
    const { portal } = await portalBefore((_request, response) => {
      response.writeHead(200, { 'content-type': 'application/json' });
      const piece = Buffer.alloc(1024 * 1024, 'x');
      for (let sent = 0; sent < 25; sent += 1) {
        response.write(piece);
      }
      response.end();
    });
    await expect(ask(portal, '/version')).rejects.toThrow();
    const { items } = await portal.until<AuditPage>(
      '/clusters/up/audit',
      page => page.items.length === 1,
    );
    expect(items[0]).toMatchObject({
      action: 'proxy',
      outcome: 'failed',
      reason: 'UpstreamTooLarge, cut',
    });
  });

  it('says so where the cluster is silent, and cuts an answer that stops in the middle', async () => {
    const { portal } = await portalBefore((request, response) => {
      if (request.url === '/readyz') {
        response.writeHead(200, { 'content-type': 'text/plain' }).write('o');
      }
    });
    const cut = ask(portal, '/readyz').catch(error => error);
    const silent = await ask(portal, '/version');
    expect(silent.status).toBe(504);
    expect(silent.json()).toMatchObject({ kind: 'Status', reason: 'Timeout' });
    expect(await cut).toBeInstanceOf(Error);
    const { items } = await portal.until<AuditPage>(
      '/clusters/up/audit',
      page => page.totalItems === 2,
    );
    expect(items.map(({ reason }) => reason).sort()).toEqual([
      'UpstreamTimeout',
      'UpstreamTimeout, cut',
    ]);
  });

  it('ends the request upstream when the caller leaves', async () => {
    const upstream = await upstreamOf((_request, response) => {
      response.writeHead(200, { 'content-type': 'application/json' });
      response.write('{"items":[');
    });
    const kubernetesProxy = { enabled: true, requestsPerUser: CALLERS };
    const portal = await portalOf([
      { running: upstream, settings: { kubernetesProxy } },
    ]);
    const callers = await Promise.all(
      Array.from({ length: CALLERS }, async () => {
        const caller = new AbortController();
        const answer = await undiciRequest(
          `${portal.origin}/api/runai/clusters/up/k8s/api/v1/pods`,
          { headers: { authorization: AUTHORIZATION }, signal: caller.signal },
        );
        answer.body.on('error', () => undefined);
        return caller;
      }),
    );
    expect(upstream.open).toBe(CALLERS);
    callers.forEach(caller => caller.abort());
    await until(() => upstream.open === 0);
    const { items } = await portal.until<AuditPage>(
      '/clusters/up/audit',
      page => page.totalItems === CALLERS,
    );
    expect(new Set(items.map(({ reason }) => reason))).toEqual(
      new Set(['ClientLeft']),
    );
  });

  it('refuses more at once than are allowed, with a word when to come again', async () => {
    const waiting: (() => void)[] = [];
    const upstream = await upstreamOf((_request, response) => {
      waiting.push(() => {
        response.writeHead(200, { 'content-type': 'application/json' });
        response.end('{}');
      });
    });
    const other = await upstreamOf(json, 'other');
    const portal = await portalOf([
      {
        running: upstream,
        settings: { kubernetesProxy: { enabled: true, requestsPerUser: 3 } },
      },
      { running: other, settings: ON },
    ]);
    const first = Array.from({ length: 3 }, () => ask(portal, '/version'));
    await until(() => waiting.length === 3);
    const refused = await ask(portal, '/version');
    expect(refused.status).toBe(429);
    expect(refused.headers['retry-after']).toBe('1');
    expect((await ask(portal, '/version', { cluster: 'other' })).status).toBe(
      200,
    );
    waiting.forEach(answer => answer());
    await Promise.all(first);
    waiting.length = 0;
    const again = ask(portal, '/version');
    await until(() => waiting.length === 1);
    waiting[0]();
    expect((await again).status).toBe(200);
  });

  it('answers for one cluster while 200 requests wait for another', async () => {
    const waiting: (() => void)[] = [];
    const slow = await upstreamOf((_request, response) => {
      waiting.push(() => json(_request, response));
    }, 'slow');
    const upstream = await upstreamOf(json);
    const portal = await portalOf([
      { running: slow, settings: ON },
      { running: upstream, settings: ON },
    ]);
    const toSlow = Array.from({ length: 200 }, () =>
      ask(portal, '/version', { cluster: 'slow' }),
    );
    await until(() => waiting.length === 40);
    for (let count = 0; count < 20; count += 1) {
      expect((await ask(portal, '/version')).status).toBe(200);
    }
    expect(waiting).toHaveLength(40);
    waiting.forEach(answer => answer());
    const statuses = (await Promise.all(toSlow)).map(({ status }) => status);
    expect(statuses.filter(status => status === 200)).toHaveLength(40);
    expect(statuses.filter(status => status === 429)).toHaveLength(160);
  });
});
