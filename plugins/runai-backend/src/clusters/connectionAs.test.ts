import { connectionAs } from './connectionAs';

const bare = { server: 'https://gpu.example:6443/', caData: 'PEM' };
const unusable = {
  unusable: { reason: 'X', message: 'x', lacksCredentials: bare },
};

describe('a connection with what app-config says of it', () => {
  it('has its credentials, whether the source gives some or not', async () => {
    for (const sourced of [
      unusable,
      { ...bare, credentials: async () => ({ token: 'of-the-source' }) },
    ]) {
      const connection = connectionAs(sourced, {
        credentials: { token: 'of-app-config' },
      });
      expect(connection).toMatchObject(bare);
      expect(
        'credentials' in connection && (await connection.credentials?.()),
      ).toEqual({ token: 'of-app-config' });
    }
  });

  it('is none where something else is wrong, or nothing is given', () => {
    const broken = { unusable: { reason: 'X', message: 'x' } };
    expect(connectionAs(broken, { credentials: { token: 't' } })).toBe(broken);
    expect(connectionAs(unusable, { proxyUrl: 'http://p' })).toBe(unusable);
  });

  it('has the proxy that app-config names', () => {
    const proxyUrl = 'http://user:password@proxy.example:3128';
    expect(connectionAs({ ...bare }, { proxyUrl })).toMatchObject({ proxyUrl });
  });

  it('shows credentials to the server alone that they are for', () => {
    const credentials = { token: 't', server: 'https://gpu.example:6443' };
    expect(connectionAs(unusable, { credentials })).toMatchObject(bare);
    expect(
      connectionAs(unusable, {
        credentials: { ...credentials, server: 'https://other.example:6443' },
      }),
    ).toEqual({
      unusable: {
        reason: 'CredentialsForOtherServer',
        message:
          'The credentials that runai.clusters has for this cluster are for https://other.example:6443, and its source says that it is at https://gpu.example:6443/; mend the one that is wrong.',
      },
    });
  });

  it('says of a token that it is none, and not what it is', () => {
    const outcome = connectionAs(unusable, {
      credentials: { token: 'a secret' },
    });
    expect(outcome).toMatchObject({
      unusable: {
        reason: 'CredentialsInvalid',
        message: expect.stringContaining('token is empty or holds characters'),
      },
    });
    expect(JSON.stringify(outcome)).not.toContain('a secret');
  });
});
