import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { inspect } from 'node:util';
import { stringify } from 'yaml';
import { AUTHORITY, OTHER_AUTHORITY } from '../testing/certificates';
import {
  base64,
  createFolder,
  kubeconfigText,
  removeFolders,
} from '../testing/kubeconfigs';
import { KubeconfigError } from './KubeconfigError';
import { kubeconfigPaths } from './kubeconfigPaths';
import { loadKubeconfig } from './loadKubeconfig';

jest.setTimeout(60_000); // Loading the library takes its time on a busy machine.

afterEach(removeFolders);

/** The sentence with which a text is refused, when it is loaded or when its context is chosen. */
async function refusal(text: string, context?: string): Promise<string> {
  try {
    (await loadKubeconfig({ text, baseDir: '/nowhere' })).connection(context);
  } catch (error) {
    if (error instanceof KubeconfigError) {
      return error.message;
    }
    throw error;
  }
  throw new Error('it was taken');
}

const CONTEXT_A = 'contexts:\n- {name: a, context: {cluster: a}}\nclusters:\n';

describe('loadKubeconfig', () => {
  it('gives contexts and the connection of the current one, inline data as PEM', async () => {
    const text = kubeconfigText(
      {
        'certificate-authority-data': base64(AUTHORITY),
        'tls-server-name': 'kubernetes.test',
        'proxy-url': 'http://proxy.test:3128',
      },
      { token: 'abc' },
    );
    const kubeconfig = await loadKubeconfig({ text, baseDir: '/nowhere' });
    expect(kubeconfig).toMatchObject({
      contexts: ['gpu'],
      currentContext: 'gpu',
    });
    const connection = kubeconfig.connection();
    expect(connection).toMatchObject({
      server: 'https://gpu.test:6443',
      caData: AUTHORITY,
      tlsServerName: 'kubernetes.test',
      proxyUrl: 'http://proxy.test:3128',
    });
    expect(connection.skipTLSVerify).toBeUndefined();
    expect(await connection.credentials?.()).toMatchObject({ token: 'abc' });
  });

  it('sees relative paths from the folder of the file', async () => {
    const folder = createFolder({ 'ca.crt': AUTHORITY });
    const path = join(folder, 'config');
    writeFileSync(
      path,
      kubeconfigText({
        'certificate-authority': 'ca.crt',
        'insecure-skip-tls-verify': false,
      }),
    );
    expect((await loadKubeconfig({ path })).connection('gpu').caData).toBe(
      AUTHORITY,
    );
  });

  it('takes insecure-skip-tls-verify', async () => {
    const kubeconfig = await loadKubeconfig({
      text: kubeconfigText({ 'insecure-skip-tls-verify': true }),
      baseDir: '/',
    });
    expect(kubeconfig.connection().skipTLSVerify).toBe(true);
  });

  it('prints a connection without its secrets', async () => {
    const text = kubeconfigText(
      { 'proxy-url': 'http://me:secret-p@ssword@proxy.test' },
      { token: 'secret-token' },
    );
    const connection = (
      await loadKubeconfig({ text, baseDir: '/' })
    ).connection();
    const shown =
      inspect(connection, { depth: 9 }) + JSON.stringify({ connection });
    expect(shown).toContain('proxy.test');
    expect(shown).not.toContain('secret');
    expect(shown).not.toContain('ssword');
  });

  it('leaves the other contexts usable when one is broken', async () => {
    const text = `
contexts:
- {name: good, context: {cluster: one}}
- {name: bad, context: {cluster: two, user: nobody}}
clusters:
- {name: one, cluster: {server: 'https://gpu.test'}}
`;
    const kubeconfig = await loadKubeconfig({ text, baseDir: '/' });
    expect(kubeconfig.connection('good').server).toBe('https://gpu.test');
    expect(() => kubeconfig.connection('bad')).toThrow(KubeconfigError);
  });
});

describe('a list of kubeconfigs', () => {
  const part = (more: object) => stringify({ contexts: [], ...more });
  const cluster = (name: string, server: string, more: object = {}) => ({
    name,
    cluster: { server, ...more },
  });

  it('takes each entry from the first file that has it, with paths seen from there', async () => {
    const [one, two] = [
      createFolder({ 'ca.crt': AUTHORITY }),
      createFolder({ 'ca.crt': OTHER_AUTHORITY }),
    ];
    const paths = [join(one, 'a'), join(one, 'missing'), join(two, 'b')];
    writeFileSync(
      paths[0],
      part({
        clusters: [cluster('x', 'https://x.one')],
        contexts: [{ name: 'here', context: { cluster: 'y' } }],
      }),
    );
    writeFileSync(
      paths[2],
      part({
        'current-context': 'there',
        clusters: [
          cluster('x', 'https://x.two'),
          cluster('y', 'https://y.two', { 'certificate-authority': 'ca.crt' }),
        ],
        contexts: [
          { name: 'there', context: { cluster: 'x' } },
          { name: 'here', context: { cluster: 'x' } },
        ],
      }),
    );
    const kubeconfig = await loadKubeconfig({ paths });
    expect(kubeconfig.contexts).toEqual(['here', 'there']);
    expect(kubeconfig.currentContext).toBe('there');
    expect(kubeconfig.connection().server).toBe('https://x.one');
    expect(kubeconfig.connection('here')).toMatchObject({
      server: 'https://y.two',
      caData: OTHER_AUTHORITY,
    });
  });

  it('names the first one where none exists', async () => {
    await expect(
      loadKubeconfig({ paths: ['/nowhere/a', '/nowhere/b'] }),
    ).rejects.toThrow('The kubeconfig /nowhere/a does not exist.');
  });

  it('comes from KUBECONFIG, or is the file of the home', () => {
    expect(kubeconfigPaths({ KUBECONFIG: '/a::/b:/a', HOME: '/me' })).toEqual({
      paths: ['/a', '/b'],
      fromEnvironment: true,
    });
    expect(kubeconfigPaths({ KUBECONFIG: '', HOME: '/me' })).toEqual({
      paths: ['/me/.kube/config'],
      fromEnvironment: false,
    });
    expect(kubeconfigPaths({}).paths).toEqual([]);
  });
});

describe('the contexts of one kubeconfig', () => {
  it('fail each by itself, as values with a kind', async () => {
    const folder = createFolder({
      'broken.crt': 'no certificate',
      token: 'abc',
    });
    const contexts = {
      good: {},
      certificate: { 'certificate-authority-data': 'bm8=' },
      certificateFile: { 'certificate-authority': 'broken.crt' },
      file: { 'certificate-authority': 'ca.crt' },
      address: { server: 'gpu' },
      proxy: { 'proxy-url': 'ftp://proxy.test' },
      flag: { 'insecure-skip-tls-verify': 'yes' },
    };
    const text = stringify({
      contexts: [
        ...Object.keys(contexts).map(name => ({
          name,
          context: { cluster: name, user: 'admin' },
        })),
        { name: 'nowhere', context: { cluster: 'none' } },
        { name: 'plugin', context: { cluster: 'good', user: 'plugin' } },
        { context: { cluster: 'good' } },
      ],
      clusters: Object.entries(contexts).map(([name, more]) => ({
        name,
        cluster: { server: 'https://gpu.test', ...more },
      })),
      users: [
        { name: 'admin', user: { tokenFile: 'token' } },
        { name: 'plugin', user: { exec: { command: 'no-such-plugin' } } },
      ],
    });
    const kubeconfig = await loadKubeconfig({ text, baseDir: folder });
    const kinds = kubeconfig.contexts.map(name => {
      const outcome = kubeconfig.tryConnection(name, { allowExec: true });
      return [name, outcome.ok ? 'ok' : outcome.error.kind];
    });
    expect(Object.fromEntries(kinds)).toEqual({
      good: 'ok',
      certificate: 'badCertificate',
      certificateFile: 'badCertificate',
      file: 'missingFile',
      address: 'badAddress',
      proxy: 'badAddress',
      flag: 'malformed',
      nowhere: 'missingEntry',
      plugin: 'missingPlugin',
      'contexts[9]': 'malformed',
    });
    expect(kubeconfig.tryConnection('plugin')).toMatchObject({
      ok: false,
      error: { kind: 'pluginNotAllowed', mayMendItself: false },
    });
    expect(kubeconfig.tryConnection('file')).toMatchObject({
      error: { mayMendItself: true },
    });
  });

  it('tell key, line and path of a certificate that cannot be read', async () => {
    const folder = createFolder({
      'bundle.crt': `# one\n${AUTHORITY}# two\n${AUTHORITY.replace(
        /MII.{20}/,
        'AAAA',
      )}`,
    });
    const kubeconfig = await loadKubeconfig({
      text: kubeconfigText({ 'certificate-authority': 'bundle.crt' }),
      baseDir: folder,
    });
    expect(() => kubeconfig.connection()).toThrow(
      `the kubeconfig, line 13: clusters[gpu-cluster].cluster.certificate-authority names the file ${folder}/bundle.crt, which holds 2 certificates, of which the one at place 2 cannot be read.`,
    );
  });
});

describe('a kubeconfig that cannot be used', () => {
  it.each([
    ['/nowhere/config', /^The kubeconfig \/nowhere\/config does not exist\.$/],
    ['/', /^The kubeconfig \/ is a folder\.$/],
  ])('is told for %s', async (path, sentence) => {
    await expect(loadKubeconfig({ path })).rejects.toThrow(sentence);
  });

  it.each([
    [
      'broken YAML',
      'clusters:\n- name: "a\n  cluster: {',
      /line \d+: this is not valid YAML/,
    ],
    ['a text', 'hello', /is not a kubeconfig: it holds no keys/],
    ['nothing', '', /is not a kubeconfig: it holds no keys/],
    [
      'another document',
      'kind: Pod\nmetadata: {name: x}',
      /neither clusters nor contexts/,
    ],
    [
      'a section that is no list',
      'contexts: {}\nclusters: []',
      /line 1: contexts must be a list/,
    ],
  ])('is told with its line: %s', async (_what, text, sentence) => {
    expect(await refusal(text)).toMatch(sentence);
  });

  it.each([
    [
      'an entry without a name',
      'contexts:\n- context: {cluster: a}',
      'contexts[0]',
      /line 2: contexts\[0\]\.name is missing/,
    ],
    [
      'a cluster without a server',
      `${CONTEXT_A}- name: a\n  cluster: {}`,
      'a',
      /line 5: clusters\[a\]\.cluster\.server is missing/,
    ],
    [
      'an entry without a body',
      `${CONTEXT_A}- name: a`,
      'a',
      /line 4: clusters\[a\]\.cluster is missing/,
    ],
    [
      'a number as a text',
      `${CONTEXT_A}- name: a\n  cluster:\n    server: 5`,
      'a',
      /line 6: clusters\[a\]\.cluster\.server must be a text/,
    ],
    [
      'a text as a flag',
      `${CONTEXT_A}- name: a\n  cluster:\n    server: https://a\n    insecure-skip-tls-verify: "true"`,
      'a',
      /line 7: clusters\[a\]\.cluster\.insecure-skip-tls-verify must be true or false, without quotes/,
    ],
    [
      'an empty command',
      kubeconfigText({}, { exec: { command: '' } }),
      'gpu',
      /line \d+: users\[admin\]\.user\.exec\.command is empty/,
    ],
    [
      'a name that stands twice',
      'contexts:\n- {name: a, context: {cluster: b}}\n- {name: a, context: {cluster: c}}',
      'a',
      /line 3: contexts\[1\]\.name: the name a stands twice/,
    ],
  ])(
    'is told with its line when its context is chosen: %s',
    async (_what, text, context, sentence) => {
      expect(await refusal(text, context)).toMatch(sentence);
    },
  );

  it.each([
    [
      'no current context',
      'contexts: []\nclusters: []',
      undefined,
      'has no current-context: name one of none.',
    ],
    [
      'an unknown context',
      kubeconfigText({}),
      'prod',
      'has no context prod: it has gpu.',
    ],
    [
      'an unknown current context',
      'current-context: old\ncontexts: []\nclusters: []',
      undefined,
      'has no context old, which it names as current-context: it has none.',
    ],
    [
      'a missing cluster',
      'contexts:\n- name: a\n  context: {cluster: b}',
      'a',
      'line 3: contexts[a].context.cluster: context a names the cluster b',
    ],
    [
      'a missing user',
      kubeconfigText({}).replace('name: admin', 'name: other'),
      'gpu',
      'context gpu names the user admin',
    ],
    [
      'a missing CA file',
      kubeconfigText({ 'certificate-authority': 'ca.crt' }),
      'gpu',
      'certificate-authority names the file /nowhere/ca.crt, which does not exist',
    ],
    [
      'a CA that is none',
      kubeconfigText({ 'certificate-authority-data': 'bm8=' }),
      'gpu',
      'certificate-authority-data does not hold a certificate',
    ],
    [
      'a proxy of an unknown kind',
      kubeconfigText({ 'proxy-url': 'ftp://proxy' }),
      'gpu',
      'proxy-url must begin with http://',
    ],
    [
      'a server that is no address',
      kubeconfigText({ server: 'gpu.test:6443' }),
      'gpu',
      'must look like https://host:port',
    ],
    [
      'a missing client certificate',
      kubeconfigText(
        {},
        { 'client-certificate': 'c.crt', 'client-key': 'c.key' },
      ),
      'gpu',
      'client-certificate names the file /nowhere/c.crt',
    ],
    [
      'a certificate without a key',
      kubeconfigText({}, { 'client-certificate-data': base64(AUTHORITY) }),
      'gpu',
      'must be given together',
    ],
    [
      'a missing token file',
      kubeconfigText({}, { tokenFile: 'token' }),
      'gpu',
      'tokenFile names the file /nowhere/token',
    ],
    [
      'impersonation',
      kubeconfigText({}, { as: 'root' }),
      'gpu',
      'acting as another user is not supported',
    ],
    [
      'a plugin where none may run',
      kubeconfigText({}, { exec: { command: 'aws' } }),
      'gpu',
      'the credential plugin aws is not run here',
    ],
    [
      'a provider that runs commands',
      kubeconfigText({}, { 'auth-provider': { name: 'gcp' } }),
      'gpu',
      'the provider gcp runs a command',
    ],
  ])(
    'is told when its context is chosen: %s',
    async (_what, text, context, sentence) => {
      expect(await refusal(text, context)).toContain(sentence);
    },
  );
});
