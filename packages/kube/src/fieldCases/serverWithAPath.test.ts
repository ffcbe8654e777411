import { stringify } from 'yaml';
import { loadKubeconfig } from '../kubeconfig/loadKubeconfig';
import { AUTHORITY } from '../testing/certificates';
import { closeClients, createClient, kubeErrorOf } from '../testing/clients';
import { base64 } from '../testing/kubeconfigs';
import { closeServers, sendJson, startHttps } from '../testing/servers';

afterEach(async () => {
  await closeClients();
  await closeServers();
});

const GPU = '/k8s/clusters/c-m-abcd';
const LAB = '/k8s/clusters/c-137';

/** One host with two API servers under their paths, and a web page at its root. */
async function startRancher(options: { labIsAway?: boolean } = {}) {
  const server = await startHttps((request, response) => {
    const url = new URL(request.url ?? '', 'https://rancher');
    if (options.labIsAway && url.pathname.startsWith(`${LAB}/`)) {
      request.socket.destroy();
      return;
    }
    const path = url.pathname.replace(GPU, '').replace(LAB, '');
    if (path === url.pathname) {
      response
        .writeHead(404, { 'content-type': 'text/html' })
        .end('<!DOCTYPE html><title>Rancher</title>');
      return;
    }
    if (path !== '/api/v1/nodes') {
      sendJson(response, { path });
      return;
    }
    const isFirst = url.searchParams.get('continue') === null;
    sendJson(response, {
      kind: 'NodeList',
      apiVersion: 'v1',
      metadata: { ...(isFirst && { continue: 'more' }) },
      items: [{ metadata: { name: isFirst ? 'one' : 'two' } }],
    });
  });
  const contexts = { rancher: '', gpu: GPU, lab: `${LAB}/` };
  const kubeconfig = await loadKubeconfig({
    text: stringify({
      contexts: Object.keys(contexts).map(name => ({
        name,
        context: { cluster: name },
      })),
      clusters: Object.entries(contexts).map(([name, path]) => ({
        name,
        cluster: {
          server: server.url + path,
          'certificate-authority-data': base64(AUTHORITY),
        },
      })),
    }),
    baseDir: '/',
  });
  return {
    server,
    client: (name: string) => createClient(kubeconfig.connection(name)),
  };
}

describe('a server with a path', () => {
  it.each([
    ['gpu', GPU],
    ['lab', LAB],
  ])(
    'has it before every request of %s, with one slash',
    async (name, prefix) => {
      const { server, client: of } = await startRancher();
      const client = of(name);
      const { items } = await client.list<{ metadata: { name: string } }>({
        version: 'v1',
        resource: 'nodes',
      });
      expect(items.map(({ metadata }) => metadata.name)).toEqual([
        'one',
        'two',
      ]);
      for (const path of ['/api', '/apis', '/version', '/readyz']) {
        await client.nonResource(path);
      }
      await client.create(
        {
          group: 'authorization.k8s.io',
          version: 'v1',
          resource: 'selfsubjectaccessreviews',
        },
        {},
      );
      expect(server.requests).toEqual([
        `GET ${prefix}/api/v1/nodes?limit=500`,
        `GET ${prefix}/api/v1/nodes?limit=500&continue=more`,
        `GET ${prefix}/api`,
        `GET ${prefix}/apis`,
        `GET ${prefix}/version`,
        `GET ${prefix}/readyz`,
        `POST ${prefix}/apis/authorization.k8s.io/v1/selfsubjectaccessreviews`,
      ]);
    },
  );

  it('does not share its breaker with another path of the same host', async () => {
    const { client } = await startRancher({ labIsAway: true });
    const [gpu, lab] = [client('gpu'), client('lab')];
    for (let count = 0; count < 6; count++) {
      await kubeErrorOf(lab.nonResource('/version'));
    }
    expect((await kubeErrorOf(lab.nonResource('/version'))).sentence).toContain(
      'After 5 failures in a row',
    );
    expect((await gpu.nonResource('/version')).status).toBe(200);
  });

  it('is told where its root is no Kubernetes API', async () => {
    const { client } = await startRancher();
    const error = await kubeErrorOf(client('rancher').nonResource('/version'));
    expect(error.errorClass).toBe('malformed');
    expect(error.sentence).toMatch(
      /^127\.0\.0\.1:\d+ answers, but not as a Kubernetes API: GET \/version got 404 with a web page/,
    );
  });
});
