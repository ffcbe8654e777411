import { X509Certificate } from 'node:crypto';
import { renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { stringify } from 'yaml';
import {
  CLIENT,
  CLIENT_KEY,
  SERVER,
  SERVER_KEY,
} from '../testing/certificates';
import { closeClients, createClient, kubeErrorOf } from '../testing/clients';
import {
  base64,
  createFolder,
  kubeconfigText,
  removeFolders,
} from '../testing/kubeconfigs';
import { closeServers, sendJson, startHttp } from '../testing/servers';
import { loadKubeconfig } from './loadKubeconfig';

jest.setTimeout(60_000); // Plugins take their time on a busy machine.

afterEach(async () => {
  await closeClients();
  await closeServers();
  removeFolders();
});

/** Prints a credential whose token tells how often it ran and what it was told. */
const PLUGIN = `#!/usr/bin/env node
const fs = require('node:fs');
const { join } = require('node:path');
fs.appendFileSync(join(__dirname, 'runs'), '.');
const info = JSON.parse(process.env.KUBERNETES_EXEC_INFO);
const runs = fs.readFileSync(join(__dirname, 'runs'), 'utf8').length;
const token = [process.argv[2], process.env.SOME, info.apiVersion.split('/')[1], info.spec.cluster?.server ?? '-', runs].join('|');
console.log(JSON.stringify({ apiVersion: info.apiVersion, kind: 'ExecCredential', status: { token } }));
`;

async function credentialsOf(user: object, baseDir: string, allowExec = true) {
  const kubeconfig = await loadKubeconfig({
    text: kubeconfigText({}, user),
    baseDir,
  });
  return kubeconfig.connection('gpu', { allowExec }).credentials?.();
}

describe('credentials of a context', () => {
  it('reads a token file again when it was replaced', async () => {
    const folder = createFolder({ token: 'one\n' });
    const seen: unknown[] = [];
    const server = await startHttp((request, response) => {
      seen.push(request.headers.authorization);
      sendJson(response, {});
    });
    const text = kubeconfigText({ server: server.url }, { tokenFile: 'token' });
    const client = createClient(
      (await loadKubeconfig({ text, baseDir: folder })).connection(),
    );
    await client.nonResource('/version');
    writeFileSync(join(folder, 'next'), 'two');
    renameSync(join(folder, 'next'), join(folder, 'token'));
    await client.nonResource('/version');
    expect(seen).toEqual(['Bearer one', 'Bearer two']);
  });

  it.each([
    [
      'inline',
      {
        'client-certificate-data': base64(CLIENT),
        'client-key-data': base64(CLIENT_KEY),
      },
    ],
    ['from files', { 'client-certificate': 'c.crt', 'client-key': 'c.key' }],
    [
      'inline rather than from a file',
      {
        'client-certificate-data': base64(CLIENT),
        'client-key-data': base64(CLIENT_KEY),
        'client-certificate': 'none',
      },
    ],
  ])('takes a client certificate %s', async (_where, user) => {
    const folder = createFolder({ 'c.crt': CLIENT, 'c.key': CLIENT_KEY });
    expect(await credentialsOf(user, folder)).toMatchObject({
      clientCert: { cert: CLIENT, key: CLIENT_KEY },
    });
  });

  it('prefers a token file to a token, and falls back to it', async () => {
    const folder = createFolder({ token: 'of-the-file' });
    const user = { token: 'of-the-text', tokenFile: 'token' };
    expect(await credentialsOf(user, folder)).toMatchObject({
      token: 'of-the-file',
    });
    expect(await credentialsOf(user, '/nowhere')).toMatchObject({
      token: 'of-the-text',
    });
  });

  it('prefers a token to a plugin, as kubectl does', async () => {
    const user = { token: 'abc', exec: { command: 'no-such-plugin' } };
    expect(await credentialsOf(user, '/')).toMatchObject({ token: 'abc' });
  });

  it('takes a client certificate in DER, and refuses one of another key', async () => {
    const der = new X509Certificate(CLIENT).raw.toString('base64');
    expect(
      await credentialsOf(
        {
          'client-certificate-data': der,
          'client-key-data': base64(CLIENT_KEY),
        },
        '/',
      ),
    ).toMatchObject({ clientCert: { cert: CLIENT } });
    await expect(
      credentialsOf(
        {
          'client-certificate-data': der,
          'client-key-data': base64(SERVER_KEY),
        },
        '/',
      ),
    ).rejects.toThrow(
      'client-certificate-data: the key that is given with this client certificate is not its key.',
    );
  });

  it.each([
    [{ token: 'abc' }, undefined],
    [{ tokenFile: 'token' }, 'file'],
    [{ exec: { command: './plugin' } }, 'plugin'],
    [{ 'auth-provider': { name: 'oidc', config: null } }, 'provider'],
  ])('knows what renews %j', async (user, renewal) => {
    const folder = createFolder({ token: 'abc', plugin: PLUGIN });
    const kubeconfig = await loadKubeconfig({
      text: kubeconfigText({}, user),
      baseDir: folder,
    });
    const connection = kubeconfig.connection('gpu', { allowExec: true });
    expect(connection.renewal).toBe(renewal);
  });

  it('tells in a sentence that an auth provider gave nothing', async () => {
    const user = { 'auth-provider': { name: 'oidc', config: null } };
    await expect(credentialsOf(user, '/')).rejects.toThrow(
      /^The auth provider oidc of user admin gave no credential/,
    );
  });

  it('takes a client certificate anew when its files were replaced, one after the other', async () => {
    const folder = createFolder({ 'c.crt': CLIENT, 'c.key': CLIENT_KEY });
    const kubeconfig = await loadKubeconfig({
      text: kubeconfigText(
        {},
        { 'client-certificate': 'c.crt', 'client-key': 'c.key' },
      ),
      baseDir: folder,
    });
    const { credentials } = kubeconfig.connection();
    const first = { clientCert: { cert: CLIENT, key: CLIENT_KEY } };
    expect(await credentials?.()).toMatchObject(first);
    writeFileSync(join(folder, 'c.crt'), SERVER);
    expect(await credentials?.()).toMatchObject(first);
    writeFileSync(join(folder, 'c.key'), `${SERVER_KEY}# new\n`);
    expect(await credentials?.()).toMatchObject({
      clientCert: { cert: SERVER, key: `${SERVER_KEY}# new\n` },
    });
  });

  it('takes a user name and password', async () => {
    expect(
      await credentialsOf({ username: 'a', password: 'b' }, '/'),
    ).toMatchObject({ basic: { username: 'a', password: 'b' } });
  });

  it('needs no user at all', async () => {
    const text = kubeconfigText({}).replace(
      'user: admin',
      'namespace: default',
    );
    expect(
      (await loadKubeconfig({ text, baseDir: '/' })).connection().credentials,
    ).toBeUndefined();
  });
});

describe('credential plugins', () => {
  const exec = (more: object = {}) => ({
    exec: {
      apiVersion: 'client.authentication.k8s.io/v1',
      command: './plugin',
      args: ['arg'],
      env: [{ name: 'SOME', value: 'value' }],
      ...more,
    },
  });

  it('runs one, seen from the folder of the kubeconfig, with what the protocol asks', async () => {
    const folder = createFolder({ plugin: PLUGIN });
    expect(await credentialsOf(exec(), folder)).toMatchObject({
      token: 'arg|value|v1|-|1',
    });
    expect(
      await credentialsOf(exec({ provideClusterInfo: true }), folder),
    ).toMatchObject({
      token: 'arg|value|v1|https://gpu.test:6443|2',
    });
  });

  it('starts it once for requests that come together', async () => {
    const folder = createFolder({ plugin: PLUGIN });
    const kubeconfig = await loadKubeconfig({
      text: kubeconfigText({}, exec()),
      baseDir: folder,
    });
    const { credentials } = kubeconfig.connection('gpu', { allowExec: true });
    const answers = await Promise.all([
      credentials?.(),
      credentials?.(),
      credentials?.(),
    ]);
    expect(new Set(answers.map(answer => answer?.token))).toEqual(
      new Set(['arg|value|v1|-|1']),
    );
    expect(await credentials?.()).toMatchObject({ token: 'arg|value|v1|-|1' });
  });

  it('keeps the tokens of two contexts apart whose users share a name', async () => {
    const folder = createFolder({ plugin: PLUGIN });
    const text = stringify({
      contexts: ['a', 'b'].map(name => ({
        name,
        context: { cluster: name, user: 'admin' },
      })),
      clusters: ['a', 'b'].map(name => ({
        name,
        cluster: { server: `https://${name}.test` },
      })),
      users: [{ name: 'admin', user: exec({ provideClusterInfo: true }) }],
    });
    const kubeconfig = await loadKubeconfig({ text, baseDir: folder });
    const tokens = ['a', 'b'].map(name =>
      kubeconfig.connection(name, { allowExec: true }).credentials?.(),
    );
    expect(
      (await Promise.all(tokens)).map(
        credential => credential?.token?.split('|')[3],
      ),
    ).toEqual(['https://a.test', 'https://b.test']);
  });

  it.each([
    [
      'is not installed',
      exec({
        command: 'no-such-plugin',
        installHint: 'Install it with brew.\nMore.',
      }),
      /no-such-plugin of user admin is not installed or not in PATH\. Install it with brew/,
    ],
    [
      'fails',
      exec({ command: './fails' }),
      /plugin \.\/fails of user admin failed: please log in\.$/,
    ],
    [
      'prints no JSON',
      exec({ command: './noise' }),
      /plugin \.\/noise of user admin printed something that is not a credential\.$/,
    ],
  ])(
    'say in one sentence why a call could not be made when one %s',
    async (_what, user, sentence) => {
      const folder = createFolder({
        fails: '#!/bin/sh\necho please log in >&2\nexit 1\n',
        noise: '#!/bin/sh\necho hello\n',
      });
      const kubeconfig = await loadKubeconfig({
        text: kubeconfigText({}, user),
        baseDir: folder,
      });
      const client = createClient(
        kubeconfig.connection('gpu', { allowExec: true }),
      );
      const error = await kubeErrorOf(client.nonResource('/version'));
      expect(error.errorClass).toBe('credentials');
      expect(error.sentence).toMatch(sentence);
    },
  );
});
