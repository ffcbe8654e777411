import { mockServices, startTestBackend } from '@backstage/backend-test-utils';
import authPlugin from '@backstage/plugin-auth-backend';
import { demoSignInModule } from './demoSignInModule';
import { localSignInModule } from './localSignInModule';

async function startAuth(sourceType: string) {
  const { server } = await startTestBackend({
    features: [
      authPlugin,
      demoSignInModule,
      localSignInModule,
      mockServices.rootConfig.factory({
        data: {
          app: { baseUrl: 'http://localhost' },
          backend: {
            baseUrl: 'http://localhost',
            listen: { host: '127.0.0.1', port: 0 },
          },
          auth: { providers: { demo: {}, local: {} } },
          runai: { sources: [{ type: sourceType }] },
        },
      }),
    ],
  });
  return async (provider: string, headers: Record<string, string> = {}) => {
    const answer = await fetch(
      `http://127.0.0.1:${server.port()}/api/auth/${provider}/refresh`,
      { headers },
    );
    return { status: answer.status, body: await answer.json() };
  };
}

/** The `sub` claim of a token that this test has just been given. */
function subjectOf(token: string): unknown {
  return JSON.parse(Buffer.from(token.split('.')[1], 'base64url').toString())
    .sub;
}

describe('sign-in with demo data', () => {
  it('gives a token of the person that the header names', async () => {
    const refresh = await startAuth('demo');
    const { status, body } = await refresh('demo', { 'x-demo-user': 'vera' });
    expect(status).toBe(200);
    expect(body.profile).toEqual({ displayName: 'Vera Lindqvist' });
    expect(subjectOf(body.backstageIdentity.token)).toBe('user:default/vera');
    expect(body.backstageIdentity.identity.ownershipEntityRefs).toContain(
      'group:default/it',
    );
  });

  it.each([
    [{}],
    [{ 'x-demo-user': 'mallory' }],
    [{ 'x-demo-user': 'constructor' }],
  ])('refuses the headers %j', async headers => {
    const refresh = await startAuth('demo');
    expect((await refresh('demo', headers)).status).toBe(401);
  });

  it('has no local user', async () => {
    const refresh = await startAuth('demo');
    expect((await refresh('local')).status).toBe(404);
  });
});

describe('sign-in with clusters of one’s own', () => {
  it('lets the person at this machine in, and nobody of the demo', async () => {
    const refresh = await startAuth('kubeconfig');
    const { body } = await refresh('local');
    expect(subjectOf(body.backstageIdentity.token)).toBe('user:default/local');
    expect((await refresh('demo', { 'x-demo-user': 'vera' })).status).toBe(404);
  });

  it.each([
    [{ 'x-forwarded-for': '192.0.2.1' }],
    [{ forwarded: 'for=192.0.2.1' }],
  ])('refuses a proxy that speaks for others: %j', async headers => {
    const refresh = await startAuth('kubeconfig');
    expect((await refresh('local', headers)).status).toBe(401);
  });
});
