import {
  keepPreviousData,
  useInfiniteQuery,
  type QueryKey,
} from '@tanstack/react-query';
import { useStandingError } from './useStandingError';
import { withDeadline } from './withDeadline';

export interface ReadPagesOptions<P> {
  queryKey: QueryKey;
  /** Asks for the page at a cursor; for the first one without it. */
  read(signal: AbortSignal, cursor: string | undefined): Promise<P>;
  /** How often the pages that are here are asked for anew. */
  refetchInterval?: number;
}

/** What the backend says in pages, each as {@link useRead} asks. */
export function useReadPages<P extends { nextCursor?: string }>(
  options: ReadPagesOptions<P>,
) {
  const { queryKey, read, refetchInterval } = options;
  const query = useInfiniteQuery({
    queryKey,
    queryFn: ({ signal, pageParam }) => read(withDeadline(signal), pageParam),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: page => page.nextCursor,
    placeholderData: keepPreviousData,
    refetchInterval,
  });
  const standing = useStandingError(queryKey, query);
  const { data, dataUpdatedAt, refetch } = query;
  const { isFetching, hasNextPage, isFetchingNextPage, fetchNextPage } = query;
  return {
    ...standing,
    ...{ data, dataUpdatedAt, refetch },
    ...{ isFetching, hasNextPage, isFetchingNextPage, fetchNextPage },
  };
}
