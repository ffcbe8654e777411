import { withoutTokens } from '@runai-portal/backstage-plugin-runai-node';

/** An address as it may be written down: without user, password, token, query and fragment; empty where it is none. */
export function writtenAddress(server: string): string {
  if (!URL.canParse(server)) {
    return '';
  }
  const { protocol, host, pathname } = new URL(server);
  return withoutTokens(`${protocol}//${host}${pathname.replace(/\/+$/, '')}`);
}
