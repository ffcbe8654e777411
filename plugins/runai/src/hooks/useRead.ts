import {
  useQuery,
  type QueryClient,
  type QueryKey,
  type UseQueryOptions,
} from '@tanstack/react-query';
import { useStandingError } from './useStandingError';
import { withDeadline } from './withDeadline';

export interface ReadOptions<T, D>
  extends Pick<
    UseQueryOptions<T, Error, D>,
    'enabled' | 'placeholderData' | 'refetchInterval' | 'select' | 'staleTime'
  > {
  queryKey: QueryKey;
  /** Asks; what it asks with ends with the signal. */
  read(signal: AbortSignal): Promise<T>;
}

/** @public What a page reads of the backend, as far as it is here. */
export interface ReadState<T> {
  /** The last answer, undefined before the first. */
  data?: T;
  /** Why the last question has none; it stands until there is one. */
  error?: Error;
  /** There is neither an answer nor an error. */
  isPending: boolean;
  /** When the answer came, in milliseconds since the epoch; 0 before the first. */
  dataUpdatedAt: number;
  /** Asks again, now. */
  refetch(): Promise<unknown>;
}

/** What the backend says, asked for again and again: by a deadline, and with an error that stands until there is an answer. */
export function useRead<T, D = T>(
  options: ReadOptions<T, D>,
  client?: QueryClient,
): ReadState<D> {
  const { read, ...rest } = options;
  const query = useQuery<T, Error, D>(
    { ...rest, queryFn: ({ signal }) => read(withDeadline(signal)) },
    client,
  );
  const { data, dataUpdatedAt, refetch } = query;
  const standing = useStandingError(options.queryKey, query);
  return { data, dataUpdatedAt, refetch, ...standing };
}
