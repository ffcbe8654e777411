import { cluster } from '@runai-portal/simulator';
import { identityFact, type Identity } from '../../facts/identity';
import { evaluateToOne, fact, facts, factsFrom } from '../../testing';
import { credentialsCheck } from './credentials';

// A generous deadline: a loaded machine takes long to start servers.
jest.setTimeout(60_000);

const GOOD: Identity = {
  credential: {
    kind: 'token',
    tokenExpiresAt: '2021-04-27T10:00:00.000Z',
    tokenIssuer: 'https://issuer',
    skipTLSVerify: false,
  },
  userName: 'system:serviceaccount:portal:reader',
  groups: ['system:authenticated'],
  clusterAdmin: false,
};

const judge = (value: Partial<Identity>, audience?: 'portal' | 'commandLine') =>
  evaluateToOne(credentialsCheck, {
    facts: facts(fact(identityFact, { ...GOOD, ...value })),
    audience,
  });
const credential = (
  more: Partial<Identity['credential']>,
): Partial<Identity> => ({
  credential: { kind: 'token', skipTLSVerify: false, ...more },
});

describe('cluster.credentials', () => {
  it('passes, naming the user, with seven days left', () => {
    const result = judge({});
    expect(result).toMatchObject({
      status: 'pass',
      message:
        'The credentials are accepted as system:serviceaccount:portal:reader',
    });
    expect(result.evidence.map(({ key }) => key)).toEqual([
      'kind',
      'expires',
      'issuer',
      'user',
      'groups',
      'everything',
    ]);
  });

  it('passes with credentials that do not say when they expire', () => {
    expect(judge(credential({})).status).toBe('pass');
  });

  it.each([
    ['a token', credential({ tokenExpiresAt: '2021-04-27T09:59:59.000Z' })],
    [
      'a certificate',
      credential({
        kind: 'clientCertificate',
        certificateNotAfter: '2021-04-22T00:00:00.000Z',
      }),
    ],
  ])('warns of %s that expires within seven days', (_, identity) => {
    expect(judge(identity)).toMatchObject({
      status: 'warn',
      reason: 'ExpiresSoon',
      remediation: { owner: 'portal-admin' },
    });
  });

  it.each([
    ['they expire on 2021-04-21', '2021-04-21T10:00:00.000Z'],
    ['they expired on 2021-04-19', '2021-04-19T10:00:00.000Z'],
  ])('says of credentials that are accepted: %s', (words, end) => {
    expect(judge(credential({ tokenExpiresAt: end }))).toMatchObject({
      reason: 'ExpiresSoon',
      message: expect.stringMatching(`, but ${words}$`),
    });
  });

  it('does not warn of a token that renews itself', () => {
    const identity = credential({
      tokenExpiresAt: '2021-04-20T12:15:00.000Z',
      renewal: 'plugin',
    });
    expect(judge(identity)).toMatchObject({ status: 'pass' });
  });

  it('fails where they are refused, and says where that is because they expired', () => {
    expect(judge({ rejected: 'not accepted (401)' })).toMatchObject({
      status: 'fail',
      reason: 'Rejected',
    });
    const expired = {
      ...credential({ tokenExpiresAt: '2021-04-01T00:00:00.000Z' }),
      rejected: 'not accepted (401)',
    };
    expect(judge(expired)).toMatchObject({ status: 'fail', reason: 'Expired' });
    expect(judge(expired).message).toContain('expired on 2021-04-01');
  });

  it('warns where the certificate of the server is not verified', () => {
    expect(judge(credential({ skipTLSVerify: true }))).toMatchObject({
      status: 'warn',
      reason: 'NotVerified',
    });
  });

  it('warns of a portal that may do everything, and only tells a person on the command line', () => {
    expect(judge({ clusterAdmin: true })).toMatchObject({
      status: 'warn',
      reason: 'OverPrivileged',
    });
    const told = judge({ clusterAdmin: true }, 'commandLine');
    expect(told).toMatchObject({ status: 'pass', reason: 'Accepted' });
    expect(told.message).toContain('may do everything');
  });

  it.each([
    ['1.20.2', undefined],
    ['1.36.0', 'portal'],
  ])('asks a cluster of %s who it is', async (version, userName) => {
    const declared = cluster('c')
      .kubernetes(version)
      .account('token-of-portal', { user: 'portal', rules: [] });
    const read = await factsFrom(declared, [identityFact]);
    expect(evaluateToOne(credentialsCheck, { facts: read }).status).toBe(
      'pass',
    );
    expect(read.identity).toMatchObject({
      ok: true,
      value: { clusterAdmin: false },
    });
    expect((read.identity as { value: Identity }).value.userName).toBe(
      userName,
    );
  });

  it('finds an account that may do everything', async () => {
    const read = await factsFrom(cluster('c').kubernetes('1.20.2'), [
      identityFact,
    ]);
    expect(evaluateToOne(credentialsCheck, { facts: read })).toMatchObject({
      status: 'warn',
      reason: 'OverPrivileged',
    });
  });
});
