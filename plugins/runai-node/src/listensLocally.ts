import type { RootConfigService } from '@backstage/backend-plugin-api';

const LOOPBACK_HOST = /^(localhost|127(\.\d{1,3}){3}|::1|\[::1\])$/;

/**
 * Whether the portal can be reached from its own machine alone, by `backend.listen`: `host:port`, `:port` (every interface) or
 * `{host, port}`, as Backstage reads it.
 *
 * @public
 */
export function listensLocally(config: RootConfigService): boolean {
  const listen: unknown = config.getOptional('backend.listen');
  const host = typeof listen === 'string' ? hostIn(listen) : hostOf(listen);
  return host !== undefined && LOOPBACK_HOST.test(host);
}

function hostIn(address: string): string {
  return address.replace(/:\d*$/, '');
}

function hostOf(listen: unknown): string | undefined {
  return typeof listen === 'object' &&
    listen !== null &&
    'host' in listen &&
    typeof listen.host === 'string'
    ? listen.host
    : undefined;
}
