import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { request } from 'undici';
import { freePort } from '../../e2e/lib/freePort';
import { type ProcessCost, processCost } from '../lib/processCost';
import type { FleetMember } from './fleet.child';

const ROOT = join(__dirname, '../..');
const TOKEN = 'token-of-the-benchmark';
const START_TIMEOUT_MS = 180_000;

/** What the list says of a cluster, as far as the benchmark looks. */
export interface SeenCluster {
  name: string;
  connection: { state: string; message?: string };
  health: { state: string; message?: string };
  observedAt?: string;
}

/** What a portal is started with. */
export interface PortalOptions {
  /** For its configuration and its database, which outlives it. */
  folder: string;
  members: readonly FleetMember[];
  /** Seconds between two polls; 60 where absent. */
  pollSeconds?: number;
}

/** The portal's server in a process of its own, from source as `npm start` runs it, with a database in a file. */
export class Portal {
  /** Resolves with the first 200 of the readiness route. */
  static async start(options: PortalOptions): Promise<Portal> {
    const port = await freePort();
    const config = writeConfiguration(options, port);
    const child = spawn(
      process.execPath,
      [
        ...process.execArgv,
        join(ROOT, 'packages/backend/src/index.ts'),
        ...['--config', join(ROOT, 'app-config.yaml'), '--config', config],
      ],
      {
        cwd: ROOT,
        env: { ...process.env, NODE_ENV: 'production', LOG_LEVEL: 'error' },
        stdio: ['ignore', 'ignore', 'inherit'],
      },
    );
    const portal = new Portal(child, `http://127.0.0.1:${port}`);
    await portal.#ready();
    return portal;
  }

  readonly #child: ChildProcess;
  readonly #url: string;
  readonly #exited: Promise<unknown>;

  private constructor(child: ChildProcess, url: string) {
    this.#child = child;
    this.#url = url;
    this.#exited = once(child, 'exit');
  }

  /** All clusters of the list. */
  async clusters(): Promise<SeenCluster[]> {
    const { items } = await this.#get('/api/runai/clusters?limit=500');
    return items;
  }

  /** Milliseconds of one `GET /clusters` as a page sends it. */
  async timeOfList(): Promise<number> {
    const startedAt = performance.now();
    await this.#get('/api/runai/clusters');
    return performance.now() - startedAt;
  }

  cost(): ProcessCost {
    return processCost(Number(this.#child.pid));
  }

  async stop(): Promise<void> {
    this.#child.kill('SIGTERM');
    const timer = setTimeout(() => this.#child.kill('SIGKILL'), 30_000);
    await this.#exited;
    clearTimeout(timer);
  }

  async #ready(): Promise<void> {
    const deadline = Date.now() + START_TIMEOUT_MS;
    while (!(await this.#answersReadiness())) {
      if (this.#child.exitCode !== null || Date.now() > deadline) {
        this.#child.kill('SIGKILL');
        throw new Error('The portal of the benchmark did not start');
      }
      await pause(100);
    }
  }

  async #answersReadiness(): Promise<boolean> {
    try {
      const { statusCode, body } = await request(
        `${this.#url}/.backstage/health/v1/readiness`,
      );
      await body.dump();
      return statusCode === 200;
    } catch {
      return false;
    }
  }

  async #get(path: string): Promise<{ items: SeenCluster[] }> {
    const { statusCode, body } = await request(`${this.#url}${path}`, {
      headers: { authorization: `Bearer ${TOKEN}` },
    });
    const text = await body.text();
    if (statusCode !== 200) {
      throw new Error(`GET ${path}: ${statusCode} ${text}`);
    }
    return JSON.parse(text);
  }
}

/** JSON is YAML, and every reader of either takes it. */
function writeConfiguration(
  { folder, members, pollSeconds = 60 }: PortalOptions,
  port: number,
): string {
  const database = join(folder, 'database');
  mkdirSync(database, { recursive: true });
  const kubeconfig = join(folder, 'kubeconfig');
  writeFileSync(kubeconfig, JSON.stringify(kubeconfigOf(members)));
  const config = join(folder, 'app-config.yaml');
  writeFileSync(
    config,
    JSON.stringify({
      backend: {
        baseUrl: `http://localhost:${port}`,
        listen: { host: '127.0.0.1', port },
        database: {
          client: 'better-sqlite3',
          connection: { directory: database },
        },
        auth: {
          externalAccess: [
            { type: 'static', options: { token: TOKEN, subject: 'benchmark' } },
          ],
        },
      },
      runai: {
        sources: [{ type: 'kubeconfig', path: kubeconfig }],
        schedule: { health: { seconds: pollSeconds } },
      },
    }),
  );
  return config;
}

function kubeconfigOf(members: readonly FleetMember[]): object {
  return {
    apiVersion: 'v1',
    kind: 'Config',
    clusters: members.map(({ name, server, caData }) => ({
      name,
      cluster: {
        server,
        'certificate-authority-data': Buffer.from(caData ?? '').toString(
          'base64',
        ),
      },
    })),
    users: members.map(({ name, token }) => ({ name, user: { token } })),
    contexts: members.map(({ name }) => ({
      name,
      context: { cluster: name, user: name },
    })),
    'current-context': members[0].name,
  };
}
