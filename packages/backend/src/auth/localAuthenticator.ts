import { AuthenticationError } from '@backstage/errors';
import { createProxyAuthenticator } from '@backstage/plugin-auth-node';

/** Who is signed in where nobody had to say who they are. */
export const LOCAL_USER_REF = 'user:default/local';

const LOOPBACK_ADDRESSES = new Set(['127.0.0.1', '::1', '::ffff:127.0.0.1']);
const LOOPBACK_NAMES = new Set(['localhost', '127.0.0.1', '[::1]']);

/**
 * Accepts whoever reaches the portal from this machine itself.
 *
 * Three things are looked at: the socket's address (another machine), the `Host` header (a web page whose own name was made to
 * point at this machine: "DNS rebinding"), and `Forwarded` headers (a proxy on this machine that serves others).
 */
export const localAuthenticator = createProxyAuthenticator<
  void,
  undefined,
  undefined
>({
  defaultProfileTransform: async () => ({
    profile: { displayName: 'Local user' },
  }),
  initialize() {},
  async authenticate({ req }) {
    const forwarded = req.header('forwarded') ?? req.header('x-forwarded-for');
    const host = hostnameOf(req.header('host'));
    if (
      !LOOPBACK_ADDRESSES.has(req.socket.remoteAddress ?? '') ||
      forwarded ||
      !host ||
      !LOOPBACK_NAMES.has(host)
    ) {
      throw new AuthenticationError(
        'Without a sign-in provider the portal can only be used at http://localhost on the machine that runs it',
      );
    }
    return { result: undefined };
  },
});

function hostnameOf(host: string | undefined): string | undefined {
  return host?.replace(/:\d+$/, '').toLocaleLowerCase('en-US');
}
