import { credentialFacts } from './credentialFacts';

const encode = (part: object) =>
  Buffer.from(JSON.stringify(part)).toString('base64url');

describe('credentialFacts', () => {
  const facts = (token?: string) =>
    credentialFacts({
      server: 'https://k',
      credentials: async () => ({ token }),
    });

  it('tells when a token expires and whose it is, and never the token', async () => {
    const token = `${encode({ alg: 'none' })}.${encode({
      exp: 1_618_912_800,
      iss: 'https://issuer.example',
      sub: 'system:serviceaccount:portal:reader',
    })}.c2ln`;
    const told = await facts(token);
    expect(told).toEqual({
      kind: 'token',
      tokenExpiresAt: '2021-04-20T10:00:00.000Z',
      tokenIssuer: 'https://issuer.example',
      tokenSubject: 'system:serviceaccount:portal:reader',
      skipTLSVerify: false,
    });
    expect(JSON.stringify(told)).not.toContain('c2ln');
  });

  it.each(['opaque', 'a.b.c', ''])(
    'says nothing of expiry for the token "%s"',
    async token => {
      expect(await facts(token)).toEqual({
        kind: token ? 'token' : 'none',
        skipTLSVerify: false,
      });
    },
  );

  it('tells what renews the credential, and that it goes over the wire in the open', async () => {
    const told = await credentialFacts({
      server: 'http://k',
      renewal: 'plugin',
      credentials: async () => ({ token: 'opaque' }),
    });
    expect(told).toEqual({
      kind: 'token',
      skipTLSVerify: false,
      plainHttp: true,
      renewal: 'plugin',
    });
  });

  it('says nothing of a certificate that cannot be read', async () => {
    const told = await credentialFacts({
      server: 'https://k',
      skipTLSVerify: true,
      credentials: async () => ({
        clientCert: { cert: 'garbage', key: 'garbage' },
      }),
    });
    expect(told).toEqual({ kind: 'clientCertificate', skipTLSVerify: true });
  });
});
