import { KubeClient } from '../client/KubeClient';
import {
  AUTHORITY,
  CLIENT,
  CLIENT_KEY,
  CLIENT_OF_OTHER_AUTHORITY,
  OTHER_AUTHORITY,
  SERVER_EXPIRED,
  SERVER_KEY,
  SERVER_NOT_YET_VALID,
  SERVER_OF_OTHER_AUTHORITY,
  SERVER_OTHER_NAME,
  SERVER_SELF_SIGNED,
} from '../testing/certificates';
import { closeClients, createClient, kubeErrorOf } from '../testing/clients';
import {
  closeServers,
  sendJson,
  startHttp,
  startHttps,
  trusted,
} from '../testing/servers';
import { tlsSentence } from './tlsSentence';

afterEach(async () => {
  await closeClients();
  await closeServers();
});

const answer = (_request: unknown, response: Parameters<typeof sendJson>[0]) =>
  sendJson(response, { gitVersion: 'v1.20.2' });
const ask = (client: KubeClient) =>
  kubeErrorOf(client.nonResource('/version', { timeoutMs: 5000 }));

describe('tlsSentence', () => {
  it.each([
    'CERT_HAS_EXPIRED',
    'CERT_NOT_YET_VALID',
    'DEPTH_ZERO_SELF_SIGNED_CERT',
    'SELF_SIGNED_CERT_IN_CHAIN',
    'UNABLE_TO_VERIFY_LEAF_SIGNATURE',
    'UNABLE_TO_GET_ISSUER_CERT_LOCALLY',
    'CERT_SIGNATURE_FAILURE',
    'ERR_TLS_CERT_ALTNAME_INVALID',
    'CERT_REVOKED',
    'INVALID_CA',
    'INVALID_PURPOSE',
    'ERR_OSSL_PEM_NO_START_LINE',
    'ERR_SSL_WRONG_VERSION_NUMBER',
    'ERR_SSL_TLSV1_ALERT_UNKNOWN_CA',
    'EPROTO',
  ])('says of %s in a short sentence what is wrong, then what to do', code => {
    const sentence = tlsSentence(
      code,
      'api.gpu-prod.corp.example:6443',
      new Error('failed'),
    );
    expect(sentence).toMatch(
      /^[^.]*api\.gpu-prod[^:]*:6443[^.:]{0,70}\. \p{Lu}.*\.$/su,
    );
  });
});

describe('TLS failures on real sockets', () => {
  it.each([
    [
      'an expired certificate',
      SERVER_EXPIRED,
      'CERT_HAS_EXPIRED',
      'has expired',
    ],
    [
      'one that is not valid yet',
      SERVER_NOT_YET_VALID,
      'CERT_NOT_YET_VALID',
      'is not valid yet',
    ],
    [
      'one of an unknown authority',
      SERVER_OF_OTHER_AUTHORITY,
      undefined,
      'an authority that is not known here',
    ],
    [
      'a self-signed one',
      SERVER_SELF_SIGNED,
      'DEPTH_ZERO_SELF_SIGNED_CERT',
      'is self-signed',
    ],
    [
      'one for another name',
      SERVER_OTHER_NAME,
      'ERR_TLS_CERT_ALTNAME_INVALID',
      'kubernetes.test',
    ],
  ])('tells %s', async (_what, cert, code, words) => {
    const server = await startHttps(answer, { cert });
    const error = await ask(createClient(trusted(server)));
    expect(error.errorClass).toBe('tls');
    expect(error.sentence).toContain(words);
    expect(error.sentence).toContain(`127.0.0.1:${server.port}`);
    expect(error.code).toBe(code ?? error.code);
    expect(server.requests).toEqual([]);
  });

  it('says how to give a CA when the system does not know the authority', async () => {
    const server = await startHttps(answer);
    const error = await ask(createClient({ server: server.url }));
    expect(error).toMatchObject({
      errorClass: 'tls',
      code: 'UNABLE_TO_VERIFY_LEAF_SIGNATURE',
    });
    expect(error.sentence).toContain('certificate-authority-data');
  });

  it('tells an authority that did not sign the certificate', async () => {
    const server = await startHttps(answer);
    expect(
      await ask(createClient({ server: server.url, caData: OTHER_AUTHORITY })),
    ).toMatchObject({ errorClass: 'tls' });
  });

  it('tells a key that does not belong to its certificate', async () => {
    const server = await startHttps(answer);
    const clientCert = { cert: CLIENT, key: SERVER_KEY };
    const error = await ask(
      createClient({
        ...trusted(server),
        credentials: async () => ({ clientCert }),
      }),
    );
    expect(error.errorClass).toBe('tls');
    expect(error.sentence).toContain('the key must belong to the certificate');
  });

  it('tells a port that does not speak TLS', async () => {
    const server = await startHttp(answer);
    const error = await ask(
      createClient({ server: server.url.replace('http:', 'https:') }),
    );
    expect(error.errorClass).toBe('tls');
    expect(error.sentence).toContain('does not speak TLS');
  });

  it.each(['TLSv1.2', 'TLSv1.3'] as const)(
    'tells a client certificate that %s refuses',
    async maxVersion => {
      const server = await startHttps(answer, {
        ca: AUTHORITY,
        requestCert: true,
        rejectUnauthorized: true,
        maxVersion,
      });
      const clientCert = { cert: CLIENT_OF_OTHER_AUTHORITY, key: CLIENT_KEY };
      const error = await ask(
        createClient({
          ...trusted(server),
          credentials: async () => ({ clientCert }),
        }),
      );
      // With TLS 1.3 some servers close the connection before their alert can be read.
      expect(['tls', 'unreachable']).toContain(error.errorClass);
    },
  );

  it('takes any certificate with skipTLSVerify', async () => {
    const server = await startHttps(answer, { cert: SERVER_EXPIRED });
    const client = createClient({ server: server.url, skipTLSVerify: true });
    expect((await client.nonResource('/version')).value).toEqual({
      gitVersion: 'v1.20.2',
    });
  });
});
