import { mockServices, startTestBackend } from '@backstage/backend-test-utils';
import authPlugin from '@backstage/plugin-auth-backend';

import { demoSignInModule } from '@runai-portal/backstage-plugin-runai-backend-module-demo';
import { localSignInModule } from './localSignInModule';
import { takeStartToken } from './startToken';

const TOKEN = 'a-token-that-was-made-at-this-start';

async function startAuth(
  sourceType: string,
  options: { host?: string; token?: string } = { token: TOKEN },
) {
  const { server } = await startTestBackend({
    features: [
      authPlugin,
      demoSignInModule,
      localSignInModule(options.token),
      mockServices.rootConfig.factory({
        data: {
          app: { baseUrl: 'http://localhost' },
          backend: {
            baseUrl: 'http://localhost',
            listen: { host: options.host ?? '127.0.0.1', port: 0 },
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
  it('lets in who has the token of this start, and nobody of the demo', async () => {
    const refresh = await startAuth('kubeconfig');
    const { body } = await refresh('local', { 'x-start-token': TOKEN });
    expect(subjectOf(body.backstageIdentity.token)).toBe('user:default/local');
    expect((await refresh('demo', { 'x-demo-user': 'vera' })).status).toBe(404);
  });

  it.each([
    [{}],
    [{ 'x-start-token': '' }],
    [{ 'x-start-token': `${TOKEN}x` }],
    [{ host: 'localhost', 'x-forwarded-for': '127.0.0.1' }],
  ])('lets nobody else in, whatever the headers say: %j', async headers => {
    const refresh = await startAuth('kubeconfig');
    const { status, body } = await refresh('local', headers);
    expect(status).toBe(401);
    expect(JSON.stringify(body)).not.toContain(TOKEN);
  });

  it('lets nobody in where no token was made', async () => {
    const refresh = await startAuth('kubeconfig', {});
    expect(
      (await refresh('local', { 'x-start-token': 'undefined' })).status,
    ).toBe(404);
  });
});

describe('a portal that other machines reach', () => {
  it.each(['demo', 'kubeconfig'])(
    'lets in neither the demo nor the token: %s',
    async source => {
      const refresh = await startAuth(source, {
        host: '0.0.0.0',
        token: TOKEN,
      });
      expect((await refresh('demo', { 'x-demo-user': 'vera' })).status).toBe(
        404,
      );
      expect((await refresh('local', { 'x-start-token': TOKEN })).status).toBe(
        404,
      );
    },
  );
});

describe('the token of a start', () => {
  it('is taken out of the environment, which other programs inherit', () => {
    const env: NodeJS.ProcessEnv = { RUNAI_START_TOKEN: TOKEN };
    expect(takeStartToken(env)).toBe(TOKEN);
    expect(env).toEqual({});
    expect(takeStartToken(env)).toBeUndefined();
  });

  it('is none that could be guessed', () => {
    expect(() => takeStartToken({ RUNAI_START_TOKEN: '1234' })).toThrow(
      'could be guessed',
    );
  });
});
