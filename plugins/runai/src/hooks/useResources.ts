import type { ProxyResource } from '@runai-portal/backstage-plugin-runai-common';
import {
  useInfiniteQuery,
  useQuery,
  useQueryClient,
} from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import { KubeStatusError } from '../kube/KubeStatusError';
import { kindId, type KubeKind, type ObjectName } from '../kube/types';
import { useKubeReader } from './useKubeReader';

/** How many rows are asked for at once: a cluster of 5,000 nodes is never read as a whole. */
export const ROWS_AT_ONCE = 100;

/**
 * What is read of a cluster is read when somebody looks, and again when they say so; nothing polls, and a window that gets the
 * focus asks nothing.
 */
const ONCE = {
  staleTime: Infinity,
  refetchOnWindowFocus: false,
  refetchOnReconnect: false,
} as const;

/** What a cluster serves of what may be read through the proxy. */
export function useKinds(cluster: string, allowed: readonly ProxyResource[]) {
  const reader = useKubeReader(cluster);
  return useQuery({
    queryKey: ['kube', cluster, 'kinds', allowed],
    queryFn: ({ signal }) => reader.kinds(allowed, signal),
    ...ONCE,
  });
}

/** The names of the namespaces; an error where they may not be listed. */
export function useNamespaces(cluster: string, enabled: boolean) {
  const reader = useKubeReader(cluster);
  return useQuery({
    queryKey: ['kube', cluster, 'namespaces'],
    queryFn: ({ signal }) => reader.namespaces(signal),
    enabled,
    ...ONCE,
  });
}

/** What a list is narrowed by, in the cluster. */
export interface ListSelection {
  namespace?: string;
  labelSelector?: string;
  fieldSelector?: string;
}

/** A list of the cluster, page by page. */
export function useResourceList(
  cluster: string,
  kind: KubeKind,
  selection: ListSelection,
) {
  const reader = useKubeReader(cluster);
  const client = useQueryClient();
  const [restarted, setRestarted] = useState(false);
  const key = ['kube', cluster, 'list', kindId(kind), selection];
  const query = useInfiniteQuery({
    queryKey: key,
    queryFn: ({ signal, pageParam }) =>
      reader.table({
        kind,
        ...selection,
        limit: ROWS_AT_ONCE,
        next: pageParam,
        signal,
      }),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: page => page.next,
    ...ONCE,
  });
  const isExpired =
    query.error instanceof KubeStatusError && query.error.code === 410;
  useEffect(() => {
    if (!isExpired) return;
    setRestarted(true);
    client.resetQueries({ queryKey: key, exact: true });
    // The key is made anew on each render; what it says changes with what stands here.
    // eslint-disable-next-line react-hooks/exhaustive-deps
  }, [isExpired, client]);
  const pages = query.data?.pages;
  return {
    ...query,
    columns: pages?.[0]?.columns ?? [],
    rows: pages?.flatMap(page => page.rows),
    remaining: pages?.at(-1)?.remaining,
    /** The cluster had forgotten where the list was left off. */
    restarted,
    error: isExpired ? null : query.error,
    /** From the first page: what is here of the others is dropped. */
    readAgain: () => {
      setRestarted(false);
      client.resetQueries({ queryKey: key, exact: true });
    },
  };
}

/** One object. */
export function useObject(cluster: string, kind: KubeKind, name: ObjectName) {
  const reader = useKubeReader(cluster);
  return useQuery({
    queryKey: ['kube', cluster, 'object', kindId(kind), name],
    queryFn: ({ signal }) => reader.object(kind, name, signal),
    ...ONCE,
  });
}

/** What a container wrote last. */
export function usePodLog(
  cluster: string,
  pod: ObjectName,
  asked: {
    container: string;
    tailLines: number;
    previous: boolean;
    timestamps: boolean;
  },
) {
  const reader = useKubeReader(cluster);
  return useQuery({
    queryKey: ['kube', cluster, 'log', pod, asked],
    queryFn: ({ signal }) => reader.log({ ...pod, ...asked, signal }),
    enabled: asked.container !== '',
    ...ONCE,
  });
}
