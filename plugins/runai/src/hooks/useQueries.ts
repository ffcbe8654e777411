import { useApi } from '@backstage/core-plugin-api';
import type {
  AuditEntry,
  AuditPage,
  AxisName,
  ClusterSummary,
  EvaluationRequest,
  NodePage,
  NodeView,
  Page,
  RunaiListOptions,
  Timestamp,
} from '@runai-portal/backstage-plugin-runai-common';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useEffect, useRef } from 'react';
import { runaiApiRef } from '../api';
import { useListPages } from './useListPages';
import { useRead } from './useRead';
import { useReadPages } from './useReadPages';
import { withDeadline } from './withDeadline';

/** How often the pages ask the portal's backend; clusters themselves are asked by its schedule alone. */
export const POLL_MS = 10_000;
/** For what changes only with a run or a poll of the cluster. */
const SLOW_POLL_MS = 60_000;
/** Nodes beyond which a map would be a carpet; the list of products tells more then. */
export const MAP_NODES = 200;

/** What a list is filtered and ordered by, in the server. */
export type ListQuery = Pick<RunaiListOptions, 'filter' | 'order'>;

/** Counts over the fleet. */
export function useFleet() {
  const api = useApi(runaiApiRef);
  return useRead({
    queryKey: ['fleet'],
    read: signal => api.fleet({ signal }),
    refetchInterval: POLL_MS,
  });
}

/** The clusters that the reader may see. */
export function useClusters(query: ListQuery) {
  const api = useApi(runaiApiRef);
  return useListPages<ClusterSummary, Page<ClusterSummary>>({
    queryKey: ['clusters', query],
    fetchPage: page => api.clusters({ ...query, ...page }),
    pollMs: POLL_MS,
  });
}

/** The cluster that needs somebody most, where there is one; that all is well is told by its states. */
export function useWorstCluster() {
  const api = useApi(runaiApiRef);
  return useRead({
    queryKey: ['clusters', 'worst'],
    read: signal =>
      api.clusters({
        signal,
        limit: 1,
        order: { field: 'worst', direction: 'asc' },
      }),
    select: ({ items }) => items.at(0),
    refetchInterval: POLL_MS,
  });
}

export function useCluster(name: string) {
  const api = useApi(runaiApiRef);
  return useRead({
    queryKey: ['cluster', name],
    read: signal => api.cluster(name, { signal }),
    refetchInterval: POLL_MS,
  });
}

/** The checks of a cluster; asked anew when `checkedAt` moves. */
export function useResults(name: string, checkedAt: Timestamp | undefined) {
  const api = useApi(runaiApiRef);
  return useRead({
    queryKey: ['results', name, checkedAt],
    read: signal => api.results(name, { signal }),
    placeholderData: keepPreviousData,
    refetchInterval: SLOW_POLL_MS,
  });
}

/** The nodes of a cluster; the pages that are here are asked for anew, in their place, when `observedAt` moves. */
export function useNodes(
  name: string,
  observedAt: Timestamp | undefined,
  query: ListQuery,
) {
  const api = useApi(runaiApiRef);
  const nodes = useListPages<NodeView, NodePage>({
    queryKey: ['nodes', name, query],
    fetchPage: page => api.nodes(name, { ...query, ...page }),
  });
  const { refetch } = nodes;
  const seen = useRef(observedAt);
  useEffect(() => {
    if (seen.current !== observedAt) refetch();
    seen.current = observedAt;
  }, [observedAt, refetch]);
  return nodes;
}

/** The nodes with GPUs, at most {@link MAP_NODES} of them. */
export function useGpuNodes(name: string, observedAt: Timestamp | undefined) {
  const api = useApi(runaiApiRef);
  return useRead({
    queryKey: ['nodes', name, 'gpus', observedAt],
    read: signal =>
      api.nodes(name, {
        signal,
        limit: MAP_NODES,
        filter: { gpu: 'true' },
        order: { field: 'name', direction: 'asc' },
      }),
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
  return useReadPages({
    queryKey: ['result', name, checkId, observedAt],
    read: (signal, cursor) =>
      api.result(name, checkId, { signal, cursor, limit: 50 }),
  });
}

/** Transitions of the last 30 days, newest first, and the gaps between observations. */
export function useHistory(
  name: string,
  filter: Record<string, readonly string[]>,
) {
  const api = useApi(runaiApiRef);
  return useReadPages({
    queryKey: ['history', name, filter],
    read: (signal, cursor) =>
      api.history(name, { signal, filter, cursor, limit: 200 }),
    refetchInterval: SLOW_POLL_MS,
  });
}

/** The last 30 days of axes or of checks, in the reader's days. */
export function useHistoryDays(
  name: string,
  of: { axis?: readonly AxisName[]; checkId?: readonly string[] },
) {
  const api = useApi(runaiApiRef);
  const zone = new Intl.DateTimeFormat().resolvedOptions().timeZone;
  return useRead({
    queryKey: ['history', name, 'days', of, zone],
    read: signal => api.historyDays(name, { ...of, signal, zone }),
    placeholderData: keepPreviousData,
    refetchInterval: SLOW_POLL_MS,
  });
}

/** What the portal's account may do, also of what the proxy reads; the backend asks the cluster, so nothing polls. */
export function useAccess(name: string) {
  const api = useApi(runaiApiRef);
  return useQuery({
    queryKey: ['access', name],
    queryFn: ({ signal }) => api.access(name, { proxy: true, signal }),
    refetchOnWindowFocus: false,
  });
}

/** Who did what with a cluster, newest first. */
export function useAudit(
  name: string,
  filter: Record<'actor' | 'action' | 'outcome', readonly string[]>,
) {
  const api = useApi(runaiApiRef);
  return useListPages<AuditEntry, AuditPage>({
    queryKey: ['audit', name, filter],
    fetchPage: page => api.audit(name, { filter, ...page }),
  });
}

/** What each check asks, and why. What it says of clusters is kept up to date only where that is shown. */
export function useCatalogue(options: { poll?: boolean } = {}) {
  const { poll = false } = options;
  const api = useApi(runaiApiRef);
  return useRead({
    queryKey: ['checks'],
    read: signal => api.checks({ signal }),
    staleTime: poll ? 0 : Infinity,
    refetchInterval: poll && SLOW_POLL_MS,
  });
}

/** The profiles that clusters can be judged by. */
export function useProfiles() {
  const api = useApi(runaiApiRef);
  return useRead({
    queryKey: ['profiles'],
    read: signal => api.profiles({ signal }),
    staleTime: Infinity,
  });
}

/** How a cluster would be judged otherwise, on what its last run read; the cluster is asked nothing. */
export function useEvaluation(
  name: string,
  wanted: EvaluationRequest | undefined,
  checkedAt: Timestamp | undefined,
) {
  const api = useApi(runaiApiRef);
  return useQuery({
    queryKey: ['evaluation', name, wanted, checkedAt],
    enabled: wanted !== undefined,
    queryFn: ({ signal }) =>
      api.evaluate(name, wanted ?? {}, { signal: withDeadline(signal) }),
    placeholderData: wanted && keepPreviousData,
    staleTime: Infinity,
  });
}

/** All about one check, with the clusters where it does not pass. */
export function useCheck(id: string) {
  const api = useApi(runaiApiRef);
  return useRead({
    queryKey: ['check', id],
    read: signal => api.check(id, { signal }),
    refetchInterval: SLOW_POLL_MS,
  });
}
