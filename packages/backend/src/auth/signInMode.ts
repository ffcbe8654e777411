import type { Config } from '@backstage/config';

/**
 * Who may sign in without a company's own provider.
 *
 * - `demo`: the three people of the demo. Only where every cluster is a simulated one.
 * - `local`: whoever sits at this machine. Only where the portal listens on the loopback interface alone.
 * - `none`: nobody; a provider has to be configured.
 */
export type SignInMode = 'demo' | 'local' | 'none';

const LOOPBACK_HOSTS = new Set(['localhost', '127.0.0.1', '::1', '[::1]']);

/** Decides the mode from `runai.sources` (`demo` where there are none) and `backend.listen`. */
export function signInMode(config: Config): SignInMode {
  const sources = config.getOptionalConfigArray('runai.sources') ?? [];
  if (sources.every(source => source.getString('type') === 'demo')) {
    return 'demo';
  }
  return listensOnLoopbackAlone(config) ? 'local' : 'none';
}

/** `backend.listen` is `host:port`, `:port` (every interface) or `{host, port}`, as Backstage reads it. */
function listensOnLoopbackAlone(config: Config): boolean {
  const listen = config.getOptional('backend.listen');
  const host =
    typeof listen === 'string'
      ? listen.replace(/:\d*$/, '')
      : config.getOptionalConfig('backend.listen')?.getOptionalString('host');
  return host !== undefined && LOOPBACK_HOSTS.has(host);
}
