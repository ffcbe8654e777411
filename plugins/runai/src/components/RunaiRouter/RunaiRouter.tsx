import { QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { useState } from 'react';
import { Route, Routes } from 'react-router-dom';
import { NowProvider } from '../../hooks/useNow';
import { ClusterPage } from '../ClusterPage';
import { FleetPage } from '../FleetPage';
import { NoSuchPage } from './NoSuchPage';

export interface RunaiRouterProps {
  /** The clock of all ages; the browser's where absent. */
  now?: () => Date;
}

/**
 * The pages of the plugin.
 *
 * @remarks The query client is the plugin's own. A failed poll is not retried, the next poll is its retry; what was read stays on
 * the page meanwhile.
 */
export function RunaiRouter(props: RunaiRouterProps) {
  const [client] = useState(
    () =>
      new QueryClient({
        defaultOptions: {
          queries: { retry: false, networkMode: 'always' },
          mutations: { networkMode: 'always' },
        },
      }),
  );
  return (
    <QueryClientProvider client={client}>
      <NowProvider now={props.now}>
        <Routes>
          <Route path="/" element={<FleetPage />} />
          <Route path="/clusters/:name/*" element={<ClusterPage />} />
          <Route path="*" element={<NoSuchPage />} />
        </Routes>
      </NowProvider>
    </QueryClientProvider>
  );
}
