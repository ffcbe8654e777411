import { InputError } from '@backstage/errors';

/**
 * The address of an API server as an entity has it.
 *
 * @throws InputError, which does not repeat it: it may hold a password
 */
export function serverOf(written: string): string {
  const url = URL.canParse(written) ? new URL(written) : undefined;
  if (!url || (url.protocol !== 'https:' && url.protocol !== 'http:')) {
    throw new InputError('server must be like https://gpu-prod.example:6443');
  }
  if (url.username || url.password || url.search || url.hash) {
    throw new InputError(
      'server must be an address alone: without user, password, query or fragment',
    );
  }
  return `${url.protocol}//${url.host}${url.pathname.replace(/\/+$/, '')}`;
}
