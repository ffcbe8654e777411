import { useApi } from '@backstage/core-plugin-api';
import { QueryClientProvider } from '@tanstack/react-query';
import type { PropsWithChildren } from 'react';
import { runaiApiRef } from '../../api';
import { queryClientOf } from '../../hooks/queryClient';
import { NowProvider } from '../../hooks/useNow';

/** What any component of the plugin needs around it, on a page of its own as on somebody else's: cards, tabs and widgets. */
export function RunaiProviders(props: PropsWithChildren) {
  const api = useApi(runaiApiRef);
  return (
    <QueryClientProvider client={queryClientOf(api)}>
      <NowProvider>{props.children}</NowProvider>
    </QueryClientProvider>
  );
}
