import { mkdirSync, readFileSync, renameSync } from 'node:fs';
import { join } from 'node:path';
import { loadKubeconfig } from '../kubeconfig/loadKubeconfig';
import { AUTHORITY, CLIENT, CLIENT_KEY } from '../testing/certificates';
import { closeClients, createClient } from '../testing/clients';
import {
  createFolder,
  kubeconfigText,
  removeFolders,
} from '../testing/kubeconfigs';
import {
  execCredential,
  plugin,
  pluginClient,
  pluginFailure,
} from '../testing/plugins';
import { closeServers, sendJson, startHttps } from '../testing/servers';

jest.setTimeout(60_000); // Plugins take their time on a busy machine.

afterEach(async () => {
  await closeClients();
  await closeServers();
  removeFolders();
});

const user = (more: object = {}) => ({
  exec: {
    apiVersion: 'client.authentication.k8s.io/v1beta1',
    command: 'gke-gcloud-auth-plugin',
    args: null,
    env: null,
    installHint: 'Install the plugin of the day\nand start again',
    interactiveMode: 'IfAvailable',
    provideClusterInfo: true,
    ...more,
  },
});

describe('an exec plugin entry full of nulls', () => {
  it('is told in one sentence with plugin, user and the first line of the hint where it is not installed', async () => {
    const folder = createFolder();
    const error = await pluginFailure(folder, user(), {
      env: { PATH: folder },
    });
    expect(error).toMatchObject({
      errorClass: 'credentials',
      sentence:
        'The credential plugin gke-gcloud-auth-plugin of user admin is not installed or not in PATH. Install the plugin of the day.',
    });
  });

  it('is an error value for who wants to know before asking', async () => {
    const kubeconfig = await loadKubeconfig({
      text: kubeconfigText({}, user()),
      baseDir: createFolder(),
    });
    const outcome = kubeconfig.tryConnection('gpu', {
      allowExec: true,
      env: { PATH: createFolder() },
    });
    expect(outcome).toMatchObject({
      ok: false,
      error: { kind: 'missingPlugin', mayMendItself: true },
    });
  });

  it('is called without arguments, and told the server, but no empty authority', async () => {
    const folder = createFolder({
      'gke-gcloud-auth-plugin': plugin(
        `printf %s "$KUBERNETES_EXEC_INFO" > info\nprintf %s "$#" > count\necho '${execCredential(
          { token: 'abc' },
        )}'`,
      ).replace(/(info|count)$/gm, `"$(dirname "$0")/$1"`),
    });
    const client = await pluginClient(folder, user(), {
      env: { PATH: `${folder}:${process.env.PATH}` },
    });
    expect(await client.credentialFacts()).toMatchObject({
      kind: 'token',
      renewal: 'plugin',
    });
    expect(readFileSync(join(folder, 'count'), 'utf8')).toBe('0');
    const info = JSON.parse(readFileSync(join(folder, 'info'), 'utf8'));
    expect(info).toEqual({
      kind: 'ExecCredential',
      apiVersion: 'client.authentication.k8s.io/v1beta1',
      spec: {
        interactive: false,
        cluster: { server: 'https://gpu.test:6443' },
      },
    });
  });

  it('is told the whole cluster where the kubeconfig says more of it', async () => {
    const folder = createFolder({
      'ca.crt': AUTHORITY,
      plugin: plugin(
        `printf %s "$KUBERNETES_EXEC_INFO" > "$(dirname "$0")/info"\necho '${execCredential(
          { token: 'abc' },
        )}'`,
      ),
    });
    const cluster = {
      'certificate-authority': 'ca.crt',
      'tls-server-name': 'kubernetes.test',
      'proxy-url': 'http://proxy.test:3128',
      extensions: [
        { name: 'other', extension: { no: true } },
        {
          name: 'client.authentication.k8s.io/exec',
          extension: { audience: 'gpu' },
        },
      ],
    };
    const kubeconfig = await loadKubeconfig({
      text: kubeconfigText(cluster, user({ command: './plugin' })),
      baseDir: folder,
    });
    const client = createClient(
      kubeconfig.connection('gpu', { allowExec: true }),
    );
    await client.credentialFacts();
    const info = JSON.parse(readFileSync(join(folder, 'info'), 'utf8'));
    expect(info.spec.cluster).toEqual({
      server: 'https://gpu.test:6443',
      'tls-server-name': 'kubernetes.test',
      'proxy-url': 'http://proxy.test:3128',
      'certificate-authority-data': Buffer.from(AUTHORITY).toString('base64'),
      config: { audience: 'gpu' },
    });
  });

  it("is sought from the kubeconfig's folder where its command is a path", async () => {
    const folder = createFolder({
      plugin: plugin(`echo '${execCredential({ token: 'abc' })}'`),
    });
    mkdirSync(join(folder, 'bin'));
    mkdirSync(join(folder, 'config'));
    renameSync(join(folder, 'plugin'), join(folder, 'bin', 'plugin'));
    const entry = user({ command: '../bin/plugin' });
    const client = await pluginClient(join(folder, 'config'), entry);
    expect(await client.credentialFacts()).toMatchObject({ kind: 'token' });
    const error = await pluginFailure(folder, entry);
    expect(error.message).toContain('there is no file');
  });

  it('is a fault of the file, with its line, where the command is empty', async () => {
    const kubeconfig = await loadKubeconfig({
      text: kubeconfigText({}, user({ command: '' })),
      baseDir: '/',
    });
    expect(() => kubeconfig.connection('gpu', { allowExec: true })).toThrow(
      /^the kubeconfig, line 18: users\[admin\]\.user\.exec\.command is empty\.$/,
    );
  });

  it('may leave interactiveMode out', async () => {
    const folder = createFolder({
      plugin: plugin(`echo '${execCredential({ token: 'abc' })}'`),
    });
    const entry = user({
      apiVersion: 'client.authentication.k8s.io/v1',
      command: './plugin',
      interactiveMode: undefined,
    });
    const client = await pluginClient(folder, entry);
    expect(await client.credentialFacts()).toMatchObject({ kind: 'token' });
  });

  it('brings its client certificate to the server', async () => {
    const peers: unknown[] = [];
    const server = await startHttps(
      (request, response) => {
        const socket: unknown = request.socket;
        peers.push(
          Reflect.get(Object(socket), 'authorized'),
          request.headers.authorization,
        );
        sendJson(response, {});
      },
      { requestCert: true, ca: AUTHORITY, rejectUnauthorized: false },
    );
    const answer = execCredential({
      clientCertificateData: CLIENT,
      clientKeyData: CLIENT_KEY,
    });
    const folder = createFolder({
      answer,
      plugin: plugin('cat "$(dirname "$0")/answer"'),
    });
    const kubeconfig = await loadKubeconfig({
      text: kubeconfigText(
        {
          server: server.url,
          'certificate-authority-data':
            Buffer.from(AUTHORITY).toString('base64'),
        },
        user({ command: './plugin' }),
      ),
      baseDir: folder,
    });
    const client = createClient(
      kubeconfig.connection('gpu', { allowExec: true }),
    );
    await client.nonResource('/version');
    expect(peers).toEqual([true, undefined]);
  });
});
