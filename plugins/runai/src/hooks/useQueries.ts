import { useApi } from '@backstage/core-plugin-api';
import {
  everyPage,
  type Timestamp,
} from '@runai-portal/backstage-plugin-runai-common';
import {
  keepPreviousData,
  useInfiniteQuery,
  useQuery,
} from '@tanstack/react-query';
import { runaiApiRef } from '../api';

/** How often the pages ask the portal's backend; clusters themselves are asked by its schedule alone. */
export const POLL_MS = 10_000;
/** For what changes only with a run or a poll of the cluster. */
const SLOW_POLL_MS = 60_000;
const PAGE_LIMIT = 500;

/** Counts over the fleet. */
export function useFleet() {
  const api = useApi(runaiApiRef);
  return useQuery({
    queryKey: ['fleet'],
    queryFn: ({ signal }) => api.fleet({ signal }),
    refetchInterval: POLL_MS,
  });
}

/** Every cluster that the reader may see: filters and sort act at once, on what is here. */
export function useClusters() {
  const api = useApi(runaiApiRef);
  return useQuery({
    queryKey: ['clusters'],
    queryFn: ({ signal }) =>
      everyPage(cursor => api.clusters({ signal, cursor, limit: PAGE_LIMIT })),
    // A fleet that needs several pages is asked for less often.
    refetchInterval: query =>
      (query.state.data?.length ?? 0) > PAGE_LIMIT ? SLOW_POLL_MS : POLL_MS,
  });
}

export function useCluster(name: string) {
  const api = useApi(runaiApiRef);
  return useQuery({
    queryKey: ['cluster', name],
    queryFn: ({ signal }) => api.cluster(name, { signal }),
    refetchInterval: POLL_MS,
  });
}

/** The checks of a cluster; asked anew when `checkedAt` moves. */
export function useResults(name: string, checkedAt: Timestamp | undefined) {
  const api = useApi(runaiApiRef);
  return useQuery({
    queryKey: ['results', name, checkedAt],
    queryFn: ({ signal }) => api.results(name, { signal }),
    placeholderData: keepPreviousData,
    refetchInterval: SLOW_POLL_MS,
  });
}

/** Every node of a cluster; asked anew when `observedAt` moves. */
export function useNodes(name: string, observedAt: Timestamp | undefined) {
  const api = useApi(runaiApiRef);
  return useQuery({
    queryKey: ['nodes', name, observedAt],
    queryFn: ({ signal }) =>
      everyPage(cursor =>
        api.nodes(name, { signal, cursor, limit: PAGE_LIMIT }),
      ),
    placeholderData: keepPreviousData,
  });
}

/** The subjects of one check, page by page. */
export function useCheckResults(
  name: string,
  checkId: string,
  observedAt: Timestamp | undefined,
) {
  const api = useApi(runaiApiRef);
  return useInfiniteQuery({
    queryKey: ['result', name, checkId, observedAt],
    queryFn: ({ signal, pageParam }) =>
      api.result(name, checkId, { signal, cursor: pageParam, limit: 50 }),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: page => page.nextCursor,
    placeholderData: keepPreviousData,
  });
}

/** Transitions of the last 30 days, and the gaps between observations. */
export function useHistory(
  name: string,
  filter: Record<string, readonly string[]> = {},
) {
  const api = useApi(runaiApiRef);
  return useQuery({
    queryKey: ['history', name, filter],
    queryFn: ({ signal }) =>
      api.history(name, { signal, filter, limit: PAGE_LIMIT }),
    placeholderData: keepPreviousData,
    refetchInterval: SLOW_POLL_MS,
  });
}

/** What each check asks, and why. */
export function useCatalogue() {
  const api = useApi(runaiApiRef);
  return useQuery({
    queryKey: ['checks'],
    queryFn: ({ signal }) => api.checks({ signal }),
    staleTime: Infinity,
  });
}
