import type { RunaiApi } from '@runai-portal/backstage-plugin-runai-common';
import { QueryClient } from '@tanstack/react-query';

/** By API, of which a portal has one: what one component has read, another need not ask for. */
const clients = new WeakMap<RunaiApi, QueryClient>();

/** A failed poll is not retried, the next poll is its retry; what was read stays on the page meanwhile. */
export function queryClientOf(api: RunaiApi): QueryClient {
  const known = clients.get(api);
  if (known) return known;
  const client = new QueryClient({
    defaultOptions: {
      queries: { retry: false, networkMode: 'always' },
      mutations: { networkMode: 'always' },
    },
  });
  clients.set(api, client);
  return client;
}
