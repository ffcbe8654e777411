import { identityFact, type Identity } from '../../facts/identity';
import { fact, facts, type OutcomeCases } from '../../testing';
import type { credentialsCheck } from './credentials';

function account(
  credential: Partial<Identity['credential']>,
  rest: Partial<Identity> = {},
) {
  return {
    facts: facts(
      fact(identityFact, {
        credential: { kind: 'token', skipTLSVerify: false, ...credential },
        ...rest,
      }),
    ),
  };
}

export const cases: OutcomeCases<typeof credentialsCheck> = {
  Accepted: account({}, { userName: 'portal' }),
  Rejected: account({}, { rejected: 'the token is not accepted (401)' }),
  Expired: account(
    { tokenExpiresAt: '2021-04-01T00:00:00.000Z' },
    { rejected: 'the token is not accepted (401)' },
  ),
  ExpiresSoon: account({ tokenExpiresAt: '2021-04-22T00:00:00.000Z' }),
  NotEncrypted: account({ plainHttp: true }),
  NotVerified: account({ skipTLSVerify: true }),
  OverPrivileged: account({}, { clusterAdmin: true }),
};
