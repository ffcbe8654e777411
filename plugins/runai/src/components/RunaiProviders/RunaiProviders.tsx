import { useApi } from '@backstage/core-plugin-api';
import type { RunaiApi } from '@runai-portal/backstage-plugin-runai-common';
import { QueryClient, QueryClientProvider } from '@tanstack/react-query';
import type { PropsWithChildren } from 'react';
import { runaiApiRef } from '../../api';
import { NowProvider } from '../../hooks/useNow';

/** By API, of which a portal has one: what one component has read, another need not ask for. */
const clients = new WeakMap<RunaiApi, QueryClient>();

/** A failed poll is not retried, the next poll is its retry; what was read stays on the page meanwhile. */
function queryClientOf(api: RunaiApi): QueryClient {
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

/** What any component of the plugin needs around it, on a page of its own as on somebody else's: cards, tabs and widgets. */
export function RunaiProviders(props: PropsWithChildren) {
  const api = useApi(runaiApiRef);
  return (
    <QueryClientProvider client={queryClientOf(api)}>
      <NowProvider>{props.children}</NowProvider>
    </QueryClientProvider>
  );
}
