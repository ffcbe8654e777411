import { mkdtempSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Agent, request } from 'undici';
import { freePort } from '../../e2e/lib/freePort';
import { CALLER, INCUMBENT, kubeconfigOf, OURS } from '../../e2e/proxy/ways';
import { type Child, startChild } from '../lib/child';
import { type Measurement, median } from '../lib/measurement';
import { type RecordedList, recordList } from './recordList';

/** In each of them every way has its turn; the order turns, too. */
const ROUNDS = 11;
/** One after the other, for the median. */
const REQUESTS = 20;
/** For the throughput. */
const CLIENTS = 32;
const REQUESTS_AT_ONCE = 96;
const PATH = '/api/v1/nodes?limit=500';

/** To the list: past everything, or through something. */
interface Way {
  name: 'direct' | 'bare' | 'ours' | 'incumbent';
  url: string;
  headers: Record<string, string>;
  dispatcher: Agent;
}

/** Of one way in one round. */
interface Turn {
  /** Of one request after the other. */
  medianMs: number;
  /** MB in a second, by many clients at once. */
  throughput: number;
}

type Round = Record<Way['name'], Turn>;

/**
 * A list of nodes as a real API server sends it, over TLS: read directly, through our proxy, through that of Backstage's Kubernetes
 * plugin in the same portal, and through the least that Node and undici can do.
 */
export async function benchmarkProxy({
  nodes,
}: {
  nodes: number;
}): Promise<Measurement[]> {
  const folder = mkdtempSync(join(tmpdir(), 'runai-bench-proxy-'));
  const children: Child<unknown>[] = [];
  const start = async <Message>(script: string, input: unknown) => {
    const child = await startChild<Message>(join(__dirname, script), input);
    children.push(child);
    return child.message;
  };
  try {
    const list = await recordList(folder, nodes);
    const ways = await startWays(start, folder, list);
    const size = statSync(list.file).size;
    for (const way of ways) {
      await turn(way, size); // warm-up
    }
    const rounds: Round[] = [];
    for (let round = 0; round < ROUNDS; round++) {
      const turns: Partial<Round> = {};
      for (let at = 0; at < ways.length; at++) {
        const way = ways[(round + at) % ways.length];
        turns[way.name] = await turn(way, size);
      }
      rounds.push(turns as Round);
    }
    await Promise.all(ways.map(({ dispatcher }) => dispatcher.close()));
    return figures(nodes, size, rounds);
  } finally {
    await Promise.all(children.map(child => child.stop()));
    rmSync(folder, { recursive: true });
  }
}

async function startWays(
  start: <Message>(script: string, input: unknown) => Promise<Message>,
  folder: string,
  list: RecordedList,
): Promise<Way[]> {
  const replay = await start<{ port: number; ca: string }>(
    'replay.child.ts',
    list,
  );
  const origin = `https://127.0.0.1:${replay.port}`;
  const token = 'token-of-the-cluster';
  const bare = await start<{ port: number }>('bare.child.ts', {
    origin,
    ca: replay.ca,
    token,
  });
  const port = await freePort();
  const kubeconfig = join(folder, 'kubeconfig');
  const upstream = { server: origin, token, caData: replay.ca };
  writeFileSync(kubeconfig, kubeconfigOf(upstream));
  await start('portal.child.ts', { port, kubeconfig, incumbent: upstream });
  const portal = `http://127.0.0.1:${port}`;
  const through = ({ base, headers }: typeof OURS) => ({
    url: `${portal}${base}${PATH}`,
    headers: { authorization: CALLER, ...Object.fromEntries(headers) },
    dispatcher: new Agent({ connections: CLIENTS }),
  });
  const ways: Way[] = [
    {
      name: 'direct',
      url: origin + PATH,
      headers: { authorization: `Bearer ${token}` },
      dispatcher: new Agent({
        connections: CLIENTS,
        connect: { ca: replay.ca },
      }),
    },
    {
      name: 'bare',
      url: `http://127.0.0.1:${bare.port}${PATH}`,
      headers: {},
      dispatcher: new Agent({ connections: CLIENTS }),
    },
    { name: 'ours', ...through(OURS) },
    { name: 'incumbent', ...through(INCUMBENT) },
  ];
  for (const way of ways) {
    await untilItAnswers(way);
  }
  return ways;
}

async function turn(way: Way, size: number): Promise<Turn> {
  const times: number[] = [];
  for (let count = 0; count < REQUESTS; count++) {
    const startedAt = performance.now();
    await read(way, size);
    times.push(performance.now() - startedAt);
  }
  let left = REQUESTS_AT_ONCE;
  const startedAt = performance.now();
  await Promise.all(
    Array.from({ length: CLIENTS }, async () => {
      while (left > 0) {
        left -= 1;
        await read(way, size);
      }
    }),
  );
  const seconds = (performance.now() - startedAt) / 1000;
  return {
    medianMs: median(times),
    throughput: (REQUESTS_AT_ONCE * size) / 1e6 / seconds,
  };
}

/** @throws where it is not the whole list */
async function read(
  { url, headers, dispatcher }: Way,
  size?: number,
): Promise<void> {
  const { statusCode, body } = await request(url, { headers, dispatcher });
  let bytes = 0;
  for await (const chunk of body) {
    bytes += chunk.length;
  }
  if (statusCode !== 200 || (size !== undefined && bytes !== size)) {
    throw new Error(`${url}: ${statusCode}, ${bytes} bytes`);
  }
}

async function untilItAnswers(way: Way): Promise<void> {
  const deadline = Date.now() + 60_000;
  for (;;) {
    try {
      await read(way);
      return;
    } catch (error) {
      if (Date.now() > deadline) {
        throw error;
      }
    }
  }
}

function figures(
  nodes: number,
  size: number,
  rounds: readonly Round[],
): Measurement[] {
  const figure = (
    what: string,
    unit: Measurement['unit'],
    value: number,
    more: Partial<Measurement> = {},
  ): Measurement => ({
    name: `a proxied list of ${nodes} nodes: ${what}`,
    value,
    unit,
    higherIsBetter: false,
    ...more,
  });
  const ratio = (
    of: (round: Round) => number,
    by: (round: Round) => number,
  ): number => median(rounds.map(round => of(round) / by(round)));
  const count = (holds: (round: Round) => boolean) =>
    rounds.filter(holds).length;
  const time = (name: Way['name']) => (round: Round) => round[name].medianMs;
  const speed = (name: Way['name']) => (round: Round) => round[name].throughput;
  const of = (value: (round: Round) => number) => median(rounds.map(value));
  return [
    figure('size', 'MB', size / 1e6),
    ...(['direct', 'bare', 'ours', 'incumbent'] as const).flatMap(name => [
      figure(`median, ${NAMES[name]}`, 'ms', of(time(name))),
      figure(`at ${CLIENTS} clients, ${NAMES[name]}`, 'MB/s', of(speed(name)), {
        higherIsBetter: true,
      }),
    ]),
    figure('median / direct', 'ratio', ratio(time('ours'), time('direct'))),
    figure('median / bare', 'ratio', ratio(time('ours'), time('bare')), {
      limit: 1.25,
    }),
    figure(
      'throughput of the bare / ours',
      'ratio',
      ratio(speed('bare'), speed('ours')),
      { limit: 1.25 },
    ),
    figure(
      `of ${ROUNDS} rounds, median better than Backstage's`,
      'rounds',
      count(round => time('ours')(round) < time('incumbent')(round)),
      { limit: 9, higherIsBetter: true },
    ),
    figure(
      `of ${ROUNDS} rounds, throughput better than Backstage's`,
      'rounds',
      count(round => speed('ours')(round) > speed('incumbent')(round)),
      { limit: 9, higherIsBetter: true },
    ),
  ];
}

const NAMES: Record<Way['name'], string> = {
  direct: 'direct',
  bare: 'through a bare pass-through',
  ours: 'through ours',
  incumbent: "through Backstage's",
};
