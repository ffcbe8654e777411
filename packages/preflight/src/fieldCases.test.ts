import { once } from 'node:events';
import {
  createServer,
  type IncomingMessage,
  type RequestListener,
} from 'node:http';
import { connect, type AddressInfo, type Socket } from 'node:net';
import { cluster, node, type RunningCluster } from '@runai-portal/simulator';
import { parse } from 'yaml';
import { EXIT } from './exitCodes';
import { createFolder, removeFolders, runMain } from './testing/runMain';

jest.setTimeout(120_000); // Whole runs, on a machine that may be busy.

interface Result {
  checkId: string;
  status: string;
  reason: string;
  message: string;
}

/** A cluster's entry of a kubeconfig. */
interface ClusterEntry {
  server: string;
  [key: string]: unknown;
}

let running: RunningCluster;
const closing: (() => void)[] = [];

beforeAll(async () => {
  running = await cluster('gpu')
    .kubernetes('1.20.2')
    .nodes(node('worker-1'))
    .start();
});

afterAll(() => running.close());

afterEach(() => {
  closing.splice(0).forEach(close => close());
  removeFolders();
});

/** A server that answers whatever is asked of it in one way. */
async function serve(answer: RequestListener): Promise<string> {
  const server = createServer(answer);
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  closing.push(() => {
    server.closeAllConnections();
    server.close();
  });
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}

/** Judges what a kubeconfig leads to. */
async function judge(
  kubeconfig: object,
  options: {
    args?: string[];
    env?: Record<string, string>;
    files?: Record<string, string>;
  } = {},
) {
  const { code, stdout, stderr } = await runMain(
    ['--kubeconfig', 'kubeconfig', '--format', 'json', ...(options.args ?? [])],
    {
      cwd: createFolder({
        kubeconfig: JSON.stringify(kubeconfig),
        ...options.files,
      }),
      env: { PATH: '/usr/bin:/bin', ...options.env },
    },
  );
  expect(stderr).not.toContain('runai-preflight:');
  const { results }: { results: Result[] } = JSON.parse(stdout);
  return {
    code,
    of: (id: string) => results.filter(({ checkId }) => checkId === id),
    results,
  };
}

const kubeconfig = (entry: ClusterEntry, user: object = {}, name = 'gpu') => ({
  'current-context': name,
  contexts: [{ name, context: { cluster: 'c', user: 'u' } }],
  clusters: [{ name: 'c', cluster: entry }],
  users: [{ name: 'u', user }],
});

/** How the simulated cluster is reached. */
function simulated(): { cluster: ClusterEntry; user: object } {
  const { clusters, users } = parse(running.kubeconfig());
  return { cluster: clusters[0].cluster, user: users[0].user };
}

/** Statuses of what rests on the cluster, the credentials aside. */
const statusesBehind = (results: Result[]) =>
  new Set(
    results
      .filter(({ checkId }) => checkId !== 'cluster.credentials')
      .map(({ status }) => status),
  );

describe('a credential that cannot be had', () => {
  it.each([
    [
      'a plugin that is not installed',
      { command: 'no-such-plugin', args: null, env: null },
      'The credential plugin no-such-plugin of user u is not installed or not in PATH. Install it',
    ],
    [
      'a plugin that fails',
      { command: 'sh', args: ['-c', 'echo KeyError >&2; exit 1'] },
      'The credential plugin sh of user u failed: KeyError',
    ],
    [
      'a plugin that asks',
      {
        command: 'sh',
        args: [
          '-c',
          'echo "the session has expired" >&2; printf "Again? " >&2; read answer || exit 1',
        ],
      },
      'the session has expired',
    ],
  ])(
    'fails the check of the credentials alone: %s',
    async (_what, exec, words) => {
      const { code, of, results } = await judge(
        kubeconfig(
          { server: 'https://gpu.test:6443' },
          {
            exec: {
              apiVersion: 'client.authentication.k8s.io/v1beta1',
              installHint: 'Install it\nsomehow',
              ...exec,
            },
          },
        ),
      );
      const [credentials] = of('cluster.credentials');
      expect(credentials.status).toBe('fail');
      expect(credentials.message).toContain(words);
      for (const id of ['cluster.reachable', 'cluster.api-throttling']) {
        expect(of(id).map(({ status }) => status)).toEqual(['unknown']);
      }
      const behind = statusesBehind(results);
      expect(behind).not.toContain('fail');
      expect(behind).not.toContain('pass');
      expect(code).toBe(EXIT.undetermined);
    },
  );
});

describe('something that is no API server', () => {
  it.each([401, 403, 404])(
    'never counts as reachable where it answers %s with a web page',
    async status => {
      const server = await serve((_request, response) => {
        response
          .writeHead(status, { 'content-type': 'text/html' })
          .end('<!DOCTYPE html><title>Rancher</title>');
      });
      const { code, of, results } = await judge(kubeconfig({ server }));
      const [reachable] = of('cluster.reachable');
      expect(reachable.status).toBe('unknown');
      expect(reachable.message).toContain('not as a Kubernetes API');
      // Nothing was held back: true of whatever answers.
      const passed = results.filter(result => result.status === 'pass');
      expect(passed.map(({ checkId }) => checkId)).toEqual([
        'cluster.api-throttling',
      ]);
      expect(code).toBe(EXIT.undetermined);
    },
  );

  it("fails the check of the credentials with Rancher's own words", async () => {
    const server = await serve((_request, response) => {
      response
        .writeHead(401, { 'content-type': 'application/json' })
        .end('{"type":"error","status":"401","message":"must authenticate"}');
    });
    const { of } = await judge(kubeconfig({ server }, { token: 'abc' }));
    const [credentials] = of('cluster.credentials');
    expect(credentials.status).toBe('fail');
    expect(credentials.message).toContain('Rancher says: must authenticate');
  });
});

describe('names that look like paths', () => {
  it.each([
    '//gkemulticloud.googleapis.com/projects/x/locations/europe-west1/awsClusters/prod',
    'arn:aws:eks:eu-central-1:123456789012:cluster/gpu',
    'bc-test-context/../../..',
    'default/api-ocp-example-org:6443/kube:admin',
    'Größe 1',
  ])('are taken by --context as they stand: %s', async name => {
    const found = simulated();
    const target = kubeconfig(found.cluster, found.user, name);
    const { of } = await judge(target, {
      args: ['--context', name, '--check', 'cluster.reachable'],
    });
    expect(of('cluster.reachable')).toMatchObject([{ status: 'pass' }]);
    const { code, stderr } = await runMain(
      ['--kubeconfig', 'kubeconfig', '--context', `${name}-external`],
      { cwd: createFolder({ kubeconfig: JSON.stringify(target) }) },
    );
    expect(code).toBe(EXIT.badInput);
    expect(stderr).toContain(
      `has no context ${name}-external: it has ${name}.`,
    );
  });
});

describe('the proxy of the environment', () => {
  it('brings the command line to a server whose name it alone can resolve', async () => {
    const found = simulated();
    const { port } = new URL(found.cluster.server);
    const asked: string[] = [];
    const proxy = createServer();
    proxy.on('connect', (request: IncomingMessage, client: Socket) => {
      asked.push(request.url ?? '');
      const upstream = connect(Number(port), '127.0.0.1', () => {
        client.write('HTTP/1.1 200 OK\r\n\r\n');
        upstream.pipe(client).pipe(upstream);
      });
      client.on('error', () => upstream.destroy());
      upstream.on('error', () => client.destroy());
      client.on('close', () => upstream.destroy());
    });
    proxy.listen(0, '127.0.0.1');
    await once(proxy, 'listening');
    closing.push(() => proxy.close());
    const address = `127.0.0.1:${(proxy.address() as AddressInfo).port}`;
    const target = kubeconfig(
      {
        ...found.cluster,
        server: 'https://gpu.invalid:8080',
        'tls-server-name': 'localhost',
      },
      found.user,
    );
    const args = ['--check', 'cluster.reachable'];

    const through = await judge(target, {
      args,
      env: { https_proxy: address, NO_PROXY: '10.0.0.0/8' },
    });
    expect(through.of('cluster.reachable')).toMatchObject([{ status: 'pass' }]);
    expect(new Set(asked)).toEqual(new Set(['gpu.invalid:8080']));

    const around = await judge(target, {
      args,
      env: { https_proxy: address, NO_PROXY: '10.0.0.0/8,.invalid' },
    });
    expect(around.of('cluster.reachable')).toMatchObject([
      { status: 'fail', reason: 'DnsFailed' },
    ]);
  });
});
