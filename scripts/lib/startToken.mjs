import { randomBytes } from 'node:crypto';

/**
 * A token for this start, with which the person at this machine signs in where clusters are not simulated ones alone.
 *
 * @returns {{token: string, env: Record<string, string>}} `env`: for the server; see packages/backend/src/auth/startToken.ts
 */
export function makeStartToken() {
  const token = randomBytes(24).toString('base64url');
  return { token, env: { RUNAI_START_TOKEN: token } };
}

/** The address that carries the token: behind `#`, so that it is in no request, no log and no `Referer`. */
export function addressWithToken(url, token) {
  return `${url.replace(/\/$/, '')}/#token=${token}`;
}
