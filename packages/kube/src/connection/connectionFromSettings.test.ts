import { join } from 'node:path';
import { inspect } from 'node:util';
import { KubeconfigError } from '../kubeconfig/KubeconfigError';
import {
  AUTHORITY,
  CLIENT,
  CLIENT_KEY,
  SERVER_KEY,
} from '../testing/certificates';
import { base64, createFolder, removeFolders } from '../testing/kubeconfigs';
import { connectionFromSettings } from './connectionFromSettings';
import { inClusterConnection } from './inClusterConnection';

afterEach(removeFolders);

const server = 'https://gpu.test:6443';

describe('connectionFromSettings', () => {
  it('takes the CA as PEM, as base64 of it and from a file', () => {
    const folder = createFolder({ 'ca.crt': AUTHORITY });
    expect(connectionFromSettings({ server, caData: AUTHORITY }).caData).toBe(
      AUTHORITY,
    );
    expect(
      connectionFromSettings({ server, caData: base64(AUTHORITY) }).caData,
    ).toBe(AUTHORITY);
    expect(
      connectionFromSettings({ server, caFile: join(folder, 'ca.crt') }).caData,
    ).toBe(AUTHORITY);
  });

  it('gives the token, or what its file holds, and the client certificate', async () => {
    const folder = createFolder({ token: ' from-file\n' });
    const clientCert = { cert: CLIENT, key: CLIENT_KEY };
    expect(
      await connectionFromSettings({
        server,
        token: 'abc',
        clientCert,
      }).credentials?.(),
    ).toEqual({ token: 'abc', clientCert });
    const tokenFile = join(folder, 'token');
    expect(
      await connectionFromSettings({ server, tokenFile }).credentials?.(),
    ).toMatchObject({ token: 'from-file' });
  });

  it('does not show the token or the password of the proxy when it is printed', () => {
    const connection = connectionFromSettings({
      server,
      token: 'secret-1',
      proxyUrl: 'http://me:secret-2@proxy',
    });
    expect(inspect(connection) + JSON.stringify(connection)).not.toContain(
      'secret',
    );
  });

  it.each([
    [{ server: 'nonsense' }, 'server: '],
    [{ server: 'https://me:secret@gpu.test' }, 'server: '],
    [{ server, caData: 'nonsense' }, 'caData does not hold a certificate'],
    [
      { server, caFile: '/nowhere/ca.crt' },
      'caFile names the file /nowhere/ca.crt, which does not exist',
    ],
    [{ server, token: 'two\nlines' }, 'token is empty or holds characters'],
    [{ server, proxyUrl: 'proxy:3128' }, 'proxyUrl must begin with'],
    [
      { server, clientCert: { cert: SERVER_KEY, key: CLIENT_KEY } },
      'clientCert.cert does not hold a certificate',
    ],
  ])('refuses %j in one sentence', (settings, sentence) => {
    expect(() => connectionFromSettings(settings)).toThrow(KubeconfigError);
    expect(() => connectionFromSettings(settings)).toThrow(sentence);
    expect(() => connectionFromSettings(settings)).not.toThrow('secret');
  });

  it('says that a token file cannot be read when it is needed', async () => {
    const connection = connectionFromSettings({
      server,
      tokenFile: '/nowhere/token',
    });
    await expect(connection.credentials?.()).rejects.toThrow(
      'The token file /nowhere/token cannot be read (ENOENT).',
    );
  });
});

describe('inClusterConnection', () => {
  it.each([
    ['10.96.0.1', 'https://10.96.0.1:443'],
    ['fd00::1', 'https://[fd00::1]:443'],
  ])("uses the pod's own account at %s", async (host, expected) => {
    const accountFolder = createFolder({
      'ca.crt': AUTHORITY,
      token: 'pod-token',
    });
    const env = {
      KUBERNETES_SERVICE_HOST: host,
      KUBERNETES_SERVICE_PORT: '443',
      HTTPS_PROXY: 'http://proxy.test:3128',
    };
    const connection = inClusterConnection({ env, accountFolder });
    expect(connection).toMatchObject({
      server: expected,
      caData: AUTHORITY,
      renewal: 'file',
    });
    expect(connection.proxyUrl).toBeUndefined();
    expect(await connection.credentials?.()).toMatchObject({
      token: 'pod-token',
    });
  });

  it('says that it is not inside a cluster, or has no account there', () => {
    expect(() => inClusterConnection({ env: {} })).toThrow(
      'does not run inside a cluster',
    );
    const env = {
      KUBERNETES_SERVICE_HOST: '10.96.0.1',
      KUBERNETES_SERVICE_PORT: '443',
    };
    expect(() =>
      inClusterConnection({ env, accountFolder: createFolder() }),
    ).toThrow('has no service account token');
  });
});
