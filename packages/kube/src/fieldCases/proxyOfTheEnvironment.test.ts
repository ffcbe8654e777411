import { stringify } from 'yaml';
import { loadKubeconfig } from '../kubeconfig/loadKubeconfig';
import { AUTHORITY } from '../testing/certificates';
import { closeClients, createClient } from '../testing/clients';
import { base64 } from '../testing/kubeconfigs';
import {
  closeServers,
  sendJson,
  startHttps,
  startSocks,
} from '../testing/servers';

afterEach(async () => {
  await closeClients();
  await closeServers();
});

const NO_PROXY =
  'localhost,127.0.0.1,10.96.0.0/12,192.168.0.0/16,.svc,.cluster.local,example.internal';

const CLUSTERS = {
  public: { server: 'https://kubernetes.test:6443' },
  inRange: { server: 'https://192.168.7.9:6443' },
  service: { server: 'https://10.100.0.1' },
  inside: { server: 'https://api.gpu.example.internal' },
  svc: { server: 'https://kubernetes.default.svc' },
  loopback: { server: 'https://127.3.2.1:6443' },
  named: {
    server: 'https://10.100.0.1',
    'proxy-url': 'http://of-the-file.test:8080',
  },
};

async function load(clusters: Record<string, object>) {
  return loadKubeconfig({
    text: stringify({
      contexts: Object.keys(clusters).map(name => ({
        name,
        context: { cluster: name },
      })),
      clusters: Object.entries(clusters).map(([name, cluster]) => ({
        name,
        cluster,
      })),
    }),
    baseDir: '/',
  });
}

describe('the proxy of the environment', () => {
  it('is used for what NO_PROXY leaves to it, and yields to the file', async () => {
    const env = { HTTPS_PROXY: 'http://proxy.example:3128', NO_PROXY };
    const kubeconfig = await load(CLUSTERS);
    const proxies = kubeconfig.contexts.map(name => [
      name,
      kubeconfig.connection(name, { env }).proxyUrl,
    ]);
    expect(Object.fromEntries(proxies)).toEqual({
      public: 'http://proxy.example:3128',
      named: 'http://of-the-file.test:8080',
    });
    expect(kubeconfig.connection('public', { env }).proxyFrom).toBe(
      'HTTPS_PROXY',
    );
  });

  it('is read from the environment of the process where none is given', async () => {
    const kubeconfig = await load(CLUSTERS);
    const before = process.env.HTTPS_PROXY;
    process.env.HTTPS_PROXY = 'http://proxy.example:3128';
    try {
      expect(kubeconfig.connection('public').proxyUrl).toBe(
        'http://proxy.example:3128',
      );
    } finally {
      if (before === undefined) {
        delete process.env.HTTPS_PROXY;
      } else {
        process.env.HTTPS_PROXY = before;
      }
    }
  });

  it('brings requests to a server whose name the proxy alone can resolve', async () => {
    const server = await startHttps((_request, response) =>
      sendJson(response, { ok: true }),
    );
    const proxy = await startSocks({ to: server.port });
    const kubeconfig = await load({
      public: {
        ...CLUSTERS.public,
        'certificate-authority-data': base64(AUTHORITY),
      },
    });
    const client = createClient(
      kubeconfig.connection('public', { env: { https_proxy: proxy.url } }),
    );
    expect((await client.nonResource('/version')).value).toEqual({ ok: true });
    expect(proxy.requests).toEqual(['name kubernetes.test:6443']);
  });

  it('is refused in a sentence that names the variable, and not its value', async () => {
    const kubeconfig = await load(CLUSTERS);
    const env = { https_proxy: 'ftp://me:secret@proxy.example' };
    const outcome = kubeconfig.tryConnection('public', { env });
    expect(outcome).toMatchObject({
      ok: false,
      error: {
        kind: 'badAddress',
      },
    });
    expect(String(outcome.ok || outcome.error.message)).toBe(
      'The variable https_proxy must begin with http://, https:// or socks5://.',
    );
  });
});
