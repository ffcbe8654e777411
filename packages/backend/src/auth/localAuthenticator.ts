import { createHash, timingSafeEqual } from 'node:crypto';
import { AuthenticationError } from '@backstage/errors';
import {
  createProxyAuthenticator,
  type ProxyAuthenticator,
} from '@backstage/plugin-auth-node';

/** Who is signed in with the token of the start. */
export const LOCAL_USER_REF = 'user:default/local';

/** Carries the token; see docs/administrators/sign-in.md. */
export const LOCAL_TOKEN_HEADER = 'x-start-token';

/**
 * Accepts whoever has the token that was made at this start, as notebooks do.
 *
 * @remarks Nothing else about a request tells who sent it: a proxy on this machine makes every visitor look local, and `Host`,
 * `Forwarded` and `X-Forwarded-For` say what the sender likes. A header of its own is what no page of another origin can send.
 */
export function localAuthenticator(
  token: string,
): ProxyAuthenticator<void, undefined, undefined> {
  const expected = digest(token);
  return createProxyAuthenticator<void, undefined, undefined>({
    defaultProfileTransform: async () => ({
      profile: { displayName: 'Local user' },
    }),
    initialize() {},
    async authenticate({ req }) {
      const given = req.header(LOCAL_TOKEN_HEADER);
      if (!given || !timingSafeEqual(digest(given), expected)) {
        throw new AuthenticationError(
          'Open the address that npm start printed: it carries the token of this start',
        );
      }
      return { result: undefined };
    },
  });
}

function digest(token: string): Buffer {
  return createHash('sha256').update(token).digest();
}
