import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { inspect } from 'node:util';
import { AUTHORITY } from '../testing/certificates';
import {
  base64,
  createFolder,
  kubeconfigText,
  removeFolders,
} from '../testing/kubeconfigs';
import { KubeconfigError } from './KubeconfigError';
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
      { 'proxy-url': 'http://me:secret-password@proxy.test' },
      { token: 'secret-token' },
    );
    const connection = (
      await loadKubeconfig({ text, baseDir: '/' })
    ).connection();
    const shown =
      inspect(connection, { depth: 9 }) + JSON.stringify({ connection });
    expect(shown).toContain('proxy.test');
    expect(shown).not.toContain('secret');
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
