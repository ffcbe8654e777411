import { hashKey, type QueryKey } from '@tanstack/react-query';
import { useEffect, useState } from 'react';

/** How a question stands, as far as pages tell it. */
export interface Standing {
  error?: Error;
  /** There is neither an answer nor an error. */
  isPending: boolean;
}

/**
 * The error of a question until there is an answer, also while it is asked again: a page that polls would otherwise change between
 * the error and the shape of what comes, and a screen reader read the error out each time.
 */
export function useStandingError(
  queryKey: QueryKey,
  query: { error: Error | null; isPending: boolean },
): Standing {
  const { error, isPending } = query;
  const key = hashKey(queryKey);
  const [last, setLast] = useState<{ key: string; error: Error }>();
  useEffect(() => {
    if (error) setLast({ key, error });
    else if (!isPending) setLast(undefined);
  }, [key, error, isPending]);
  const asked = last?.key === key ? last.error : undefined;
  const standing = isPending ? asked : error ?? undefined;
  return { error: standing, isPending: isPending && !standing };
}
