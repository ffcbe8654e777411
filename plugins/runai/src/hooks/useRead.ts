import {
  useQuery,
  type QueryClient,
  type QueryKey,
  type UseQueryOptions,
} from '@tanstack/react-query';
import { useEffect, useState } from 'react';

/** When a question without an answer has failed. The backend answers from its database: it is busy, or something between is. */
const DEADLINE_MS = 20_000;

export interface ReadOptions<T, D>
  extends Pick<
    UseQueryOptions<T, Error, D>,
    'enabled' | 'refetchInterval' | 'select'
  > {
  queryKey: QueryKey;
  /** Asks; what it asks with ends with the signal. */
  read(signal: AbortSignal): Promise<T>;
}

/**
 * What the backend says, asked for again and again: by a deadline, since a browser has none, and with an error that stands until
 * there is an answer, also while the next one is awaited.
 */
export function useRead<T, D = T>(
  options: ReadOptions<T, D>,
  client?: QueryClient,
) {
  const { read, ...rest } = options;
  const { data, error, isPending, dataUpdatedAt, refetch } = useQuery<
    T,
    Error,
    D
  >(
    {
      ...rest,
      queryFn: ({ signal }) =>
        read(AbortSignal.any([signal, AbortSignal.timeout(DEADLINE_MS)])),
    },
    client,
  );
  const [last, setLast] = useState<Error>();
  useEffect(() => {
    if (error || !isPending) setLast(error ?? undefined);
  }, [error, isPending]);
  const standing = (isPending ? last : error) ?? undefined;
  return {
    data,
    error: standing,
    isPending: isPending && !standing,
    dataUpdatedAt,
    refetch,
  };
}
