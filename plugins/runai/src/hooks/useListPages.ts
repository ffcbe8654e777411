import type { Page } from '@runai-portal/backstage-plugin-runai-common';
import {
  keepPreviousData,
  useInfiniteQuery,
  type QueryKey,
} from '@tanstack/react-query';
import { useStandingError, type Standing } from './useStandingError';
import { withDeadline } from './withDeadline';

/** How many rows are asked for at once. */
const PAGE_LIMIT = 100;

/** How a list of the server is asked for. */
export interface ListPagesOptions<P> {
  /** With filter and order, so that another one begins with its own first page. */
  queryKey: QueryKey;
  fetchPage(page: {
    signal: AbortSignal;
    cursor?: string;
    limit: number;
  }): Promise<P>;
  /** How often the pages that are here are asked for again, in milliseconds. */
  pollMs?: number;
}

/** A list of which the server has filtered and ordered the rows; what is here of it grows at its end. */
export interface ListPages<T, P> extends Standing {
  /** Of the pages that are here; undefined before the first one. */
  rows?: T[];
  /** How many rows there are in all; 0 before the first page. */
  total: number;
  /** What else came with the newest answer. */
  page?: P;
  /** Asks for the next page, where there is one and none is on its way. */
  more(): void;
  refetch(): Promise<unknown>;
  /** In milliseconds since the epoch. */
  dataUpdatedAt: number;
}

/** Reads a list page by page; rows stay while those of another filter are on their way. */
export function useListPages<T, P extends Page<T>>(
  options: ListPagesOptions<P>,
): ListPages<T, P> {
  const { queryKey, fetchPage, pollMs } = options;
  const query = useInfiniteQuery({
    queryKey,
    queryFn: ({ signal, pageParam }) =>
      fetchPage({
        signal: withDeadline(signal),
        cursor: pageParam,
        limit: PAGE_LIMIT,
      }),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: page => page.nextCursor,
    placeholderData: keepPreviousData,
    refetchInterval: pollMs,
  });
  const pages = query.data?.pages;
  const newest = pages?.at(-1);
  return {
    rows: pages?.flatMap(page => page.items),
    total: newest?.totalItems ?? 0,
    page: newest,
    more: () => {
      if (query.hasNextPage && !query.isFetching) query.fetchNextPage();
    },
    ...useStandingError(queryKey, query),
    refetch: query.refetch,
    dataUpdatedAt: query.dataUpdatedAt,
  };
}
