import { execFile } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { homedir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { Agent, request } from 'undici';
import { parse } from 'yaml';

const run = promisify(execFile);
const VERSION = '1.36';
const CLUSTER = join(__dirname, '../../tools/kube/cluster');
/** A server takes so many writes at once. */
const WRITERS = 16;

/** Why no real server can be had here; undefined where one can: its binaries were built before. */
export function whyNoRealCluster(): string | undefined {
  const assets =
    process.env.KUBE_ASSETS ?? join(homedir(), '.cache', 'kube-assets');
  return existsSync(join(assets, VERSION, '.complete'))
    ? undefined
    : `Kubernetes ${VERSION} is not built here: tools/kube/cluster assets ${VERSION} does`;
}

/** A real API server of the benchmark's own, whose controllers leave hand-made nodes as they are. */
export class RealCluster {
  static async start(): Promise<RealCluster> {
    const name = `bench-${process.pid}`;
    const { stdout } = await run(CLUSTER, ['up', '-v', VERSION, '-n', name], {
      env: {
        ...process.env,
        KUBE_CONTROLLERS: 'namespace,serviceaccount,serviceaccount-token',
      },
    });
    return new RealCluster(name, stdout.trim().split('\n').pop() ?? '');
  }

  readonly server: string;
  readonly ca: string;
  readonly token: string;
  readonly #name: string;

  private constructor(
    name: string,
    /** The path of an administrator's. */
    readonly kubeconfig: string,
  ) {
    this.#name = name;
    const { clusters, users } = parse(readFileSync(kubeconfig, 'utf8'));
    const { cluster } = clusters[0];
    this.server = cluster.server;
    this.ca = Buffer.from(
      cluster['certificate-authority-data'],
      'base64',
    ).toString();
    this.token = users[0].user.token;
  }

  /** Makes nodes, their statuses included. */
  async putNodes(nodes: readonly NodeToPut[]): Promise<void> {
    const dispatcher = new Agent({
      connections: WRITERS,
      connect: { ca: this.ca },
    });
    const waiting = [...nodes];
    const call = async (
      method: 'POST' | 'PATCH',
      path: string,
      body: object,
    ): Promise<void> => {
      const answer = await request(new URL(path, this.server), {
        dispatcher,
        method,
        headers: {
          authorization: `Bearer ${this.token}`,
          'content-type':
            method === 'PATCH'
              ? 'application/merge-patch+json'
              : 'application/json',
        },
        body: JSON.stringify(body),
      });
      const text = await answer.body.text();
      if (answer.statusCode >= 300) {
        throw new Error(`${method} ${path}: ${answer.statusCode} ${text}`);
      }
    };
    await Promise.all(
      Array.from({ length: WRITERS }, async () => {
        for (let one = waiting.pop(); one; one = waiting.pop()) {
          const { status, ...node } = one;
          const path = `/api/v1/nodes/${node.metadata.name}`;
          await call('POST', '/api/v1/nodes', node);
          // Admission taints a new node as not ready; the kubelet's own report would take that away.
          await call('PATCH', path, {
            spec: { taints: node.spec?.taints ?? [] },
          });
          await call('PATCH', `${path}/status`, { status });
        }
      }),
    );
    await dispatcher.close();
  }

  async stop(): Promise<void> {
    await run(CLUSTER, ['down', '-n', this.#name]);
  }
}

/** A Node as it is to be, without what the server sets. */
export interface NodeToPut {
  metadata: { name: string };
  spec?: { taints?: object[] };
  status?: { images?: { names: string[]; sizeBytes: number }[] };
}
