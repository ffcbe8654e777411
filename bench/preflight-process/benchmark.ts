import { spawn } from 'node:child_process';
import { once } from 'node:events';
import {
  mkdtempSync,
  openSync,
  closeSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Measurement, median } from '../lib/measurement';
import { nodeToPut } from './nodeToPut';
import { RealCluster } from './RealCluster';

const ROUNDS = 9;
const TIME_LIMIT = 1.5;
const PREFLIGHT = join(__dirname, '../../scripts/preflight.mjs');
const PLAIN = join(__dirname, 'plainNodes.mjs');

/**
 * What the command line costs as a whole process on a real API server, less what it costs to be there at all (`--list`), beside a
 * script of a few lines that lists the nodes page by page and parses them, less an empty Node.
 */
export async function benchmarkPreflightProcess({
  nodes,
}: {
  nodes: number;
}): Promise<Measurement[]> {
  const folder = mkdtempSync(join(tmpdir(), 'runai-bench-preflight-'));
  const cluster = await RealCluster.start();
  try {
    await cluster.putNodes(
      Array.from({ length: nodes }, (_, index) => nodeToPut(index)),
    );
    const access = join(folder, 'access.json');
    const { server, ca, token } = cluster;
    writeFileSync(access, JSON.stringify({ server, ca, token }));
    const document = join(folder, 'document.json');
    const programs = {
      json: [PREFLIGHT, '--kubeconfig', cluster.kubeconfig, '--format', 'json'],
      list: [PREFLIGHT, '--list'],
      plain: [PLAIN, access],
      empty: ['--eval', ''],
    };
    const time = (name: keyof typeof programs) =>
      timeOf(programs[name], document);
    await time('json'); // the server's own warm-up
    const size = statSync(document).size / 1e6;
    const rounds = [];
    for (let round = 0; round < ROUNDS; round++) {
      rounds.push({
        preflight: (await time('json')) - (await time('list')),
        plain: (await time('plain')) - (await time('empty')),
      });
    }
    return figures({ nodes, size, rounds });
  } finally {
    await cluster.stop();
    rmSync(folder, { recursive: true });
  }
}

/** Seconds from start to end; what it writes goes to a file. */
async function timeOf(args: readonly string[], document: string) {
  const output = openSync(document, 'w');
  const startedAt = performance.now();
  const child = spawn(process.execPath, args, {
    stdio: ['ignore', output, 'ignore'],
    env: { ...process.env, NODE_OPTIONS: '' },
  });
  const [code] = await once(child, 'exit');
  closeSync(output);
  // 3, 4 and 5 are verdicts.
  if (![0, 3, 4, 5].includes(code)) {
    throw new Error(`node ${args.join(' ')} ended with ${code}`);
  }
  return (performance.now() - startedAt) / 1000;
}

function figures({
  nodes,
  size,
  rounds,
}: {
  nodes: number;
  size: number;
  rounds: readonly { preflight: number; plain: number }[];
}): Measurement[] {
  const figure = (
    what: string,
    unit: Measurement['unit'],
    value: number,
    limit?: number,
  ): Measurement => ({
    name: `preflight as a process on ${nodes} nodes of a real server: ${what}`,
    value,
    limit,
    unit,
    higherIsBetter: false,
  });
  const preflight = median(rounds.map(round => round.preflight));
  const plain = median(rounds.map(round => round.plain));
  return [
    figure('written', 'MB', size),
    figure('time less --list', 's', preflight),
    figure('time of listing and parsing, less an empty Node', 's', plain),
    figure(
      'time / listing and parsing',
      'ratio',
      median(rounds.map(round => round.preflight / round.plain)),
      TIME_LIMIT,
    ),
  ];
}
