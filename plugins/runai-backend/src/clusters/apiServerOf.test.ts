import { X509Certificate } from 'node:crypto';
import { rootCertificates } from 'node:tls';
import { connectionFromSettings } from '@runai-portal/kube';
import { apiServerOf } from './apiServerOf';

/** In lines of 64 characters, whatever this Node has them in. */
const caData = new X509Certificate(rootCertificates[0]).toString();
const server = 'https://gpu-prod.example:6443';

describe('what others are told of a server', () => {
  it('is its address and its authority', () => {
    const connection = connectionFromSettings({ server, caData, token: 'abc' });
    const told = apiServerOf(connection);
    expect(told).toEqual({ server, caData: caData });
    expect(
      apiServerOf({
        unusable: {
          reason: 'CredentialsMissing',
          message: 'None.',
          lacksCredentials: connection,
        },
      }),
    ).toEqual(told);
  });

  it('keeps its path, and nothing of a user, a query or a key beside the certificates', () => {
    const key = '-----BEGIN PRIVATE KEY-----\nabc\n-----END PRIVATE KEY-----';
    expect(
      apiServerOf({
        server: 'https://me:secret@gpu-prod.example/k8s/c-1/?token=abc',
        caData: `# ours\n${caData}\n${key}`,
      }),
    ).toEqual({
      server: 'https://gpu-prod.example/k8s/c-1',
      caData: caData,
    });
  });

  it.each([
    ['no authority', { server }],
    ['no TLS', { server: 'http://gpu-prod.example', caData }],
    ['certificates unverified', { server, caData, skipTLSVerify: true }],
    ['another name', { server, caData, tlsServerName: 'other.example' }],
    ['an authority without certificates', { server, caData: 'nothing' }],
    ['no address', { server: 'gpu-prod', caData }],
    ['no connection', { unusable: { reason: 'MissingFile', message: 'No.' } }],
  ])('is nothing with %s', (_, connection) => {
    expect(apiServerOf(connection)).toBeUndefined();
  });
});
