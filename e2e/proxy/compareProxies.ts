/**
 * Sends what somebody hostile sends through both proxies of one portal, and prints one line of JSON: for every kind, how many there
 * are, and how many came to a cluster as they were meant.
 */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { CORPUS } from '../../plugins/runai-backend/src/proxy/__testUtils__/hostile/corpus';
import {
  requestText,
  sendText,
  type HostileRequest,
} from '../../plugins/runai-backend/src/proxy/__testUtils__/hostile/HostileRequest';
import {
  startUpstream,
  type Upstream,
  type UpstreamRequest,
} from '../../plugins/runai-backend/src/proxy/__testUtils__/upstream';
import { freePort } from '../lib/freePort';
import { startBothProxies } from './portals';
import { CALLER, INCUMBENT, kubeconfigOf, OURS, type ProxyWay } from './ways';

/** Of one kind of request: how many there are, and how many came to a cluster as they were meant. */
interface Row {
  kind: string;
  cases: number;
  incumbent: number;
  ours: number;
}

/** Whether a cluster saw what a request was meant to bring it: a header of its own, a request behind the request, or the request itself. */
function isAsMeant(
  { url, rawHeaders, bodyBytes }: UpstreamRequest,
  { kind, headers }: HostileRequest,
): boolean {
  if (kind === 'two requests in one') {
    return bodyBytes > 0 || url.includes('secrets');
  }
  return (
    headers.length === 0 ||
    headers.some(([name, value]) =>
      rawHeaders.some(
        (text, at) =>
          at % 2 === 0 &&
          text.toLowerCase() === name.toLowerCase() &&
          rawHeaders[at + 1].trim() === value.trim(),
      ),
    )
  );
}

async function main() {
  const folder = mkdtempSync(join(tmpdir(), 'both-proxies-'));
  const ours = await startRecorder();
  const incumbent = await startRecorder();
  const port = await freePort();
  const kubeconfig = join(folder, 'kubeconfig');
  writeFileSync(kubeconfig, kubeconfigOf(ours.connection()));
  const stop = await startBothProxies({
    port,
    kubeconfig,
    incumbent: incumbent.connection(),
  });
  const reached = async (
    request: HostileRequest,
    way: ProxyWay,
    upstream: Upstream,
  ) => {
    await sendText(
      { host: '127.0.0.1', port },
      requestText(request, {
        base: way.base,
        headers: [
          ['Host', `127.0.0.1:${port}`],
          ['Authorization', CALLER],
          ['Connection', 'close'],
          ...way.headers,
        ],
      }),
    );
    return upstream.requests.splice(0).some(seen => isAsMeant(seen, request));
  };
  const honest: HostileRequest = {
    kind: 'an honest request',
    method: 'GET',
    path: '/api/v1/nodes',
    headers: [],
    body: '',
  };
  // Both learn of their clusters in their own time.
  const deadline = Date.now() + 120_000;
  while (
    !(await reached(honest, OURS, ours)) ||
    !(await reached(honest, INCUMBENT, incumbent))
  ) {
    if (Date.now() > deadline) {
      throw new Error('an honest request reaches no cluster');
    }
  }
  const rows = new Map<string, Row>();
  for (const request of [honest, ...CORPUS]) {
    const { kind } = request;
    const row = rows.get(kind) ?? { kind, cases: 0, incumbent: 0, ours: 0 };
    rows.set(kind, row);
    row.cases += 1;
    row.ours += Number(await reached(request, OURS, ours));
    row.incumbent += Number(await reached(request, INCUMBENT, incumbent));
  }
  await stop();
  await Promise.all([ours.close(), incumbent.close()]);
  rmSync(folder, { recursive: true });
  process.stdout.write(`${JSON.stringify([...rows.values()])}\n`);
}

async function startRecorder(): Promise<Upstream> {
  return startUpstream(
    'up',
    (_request, response) => {
      response.writeHead(200, { 'content-type': 'application/json' });
      response.end('{}');
    },
    // The portal's own polls of our cluster are not of the proxy; the other's requests bear the caller's own agent.
    { isProxied: agent => agent !== 'runai-backstage' },
  );
}

main().then(
  () => process.exit(0),
  error => {
    process.stderr.write(`${error?.stack ?? error}\n`);
    process.exit(1);
  },
);
