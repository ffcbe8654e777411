import { useEffect } from 'react';
import { useApi } from '@backstage/core-plugin-api';
import type {
  Run,
  RunStatus,
  StartRun,
} from '@runai-portal/backstage-plugin-runai-common';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { runaiApiRef } from '../api';
import { POLL_MS } from './useQueries';
import { withDeadline } from './withDeadline';

/** The run of a cluster that is under way, the last one that ended, and how to start and to cancel one. */
export interface ClusterRun {
  active?: Run;
  last?: Run;
  start(run?: StartRun): void;
  cancel(): void;
  /** A start or a cancel is on its way. */
  busy: boolean;
  /** Why a start or a cancel did not work. */
  error?: Error;
}

const FOLLOW_MS = 1_000;

/** Whether a run may still change. */
export function isActive(status: RunStatus): boolean {
  return status === 'queued' || status === 'running';
}

/** Follows the runs of a cluster; when one ends, everything that it may have changed is asked anew. */
export function useClusterRun(cluster: string): ClusterRun {
  const api = useApi(runaiApiRef);
  const client = useQueryClient();
  const runs = useQuery({
    queryKey: ['runs', cluster],
    queryFn: ({ signal }) =>
      api.runs(cluster, { signal: withDeadline(signal) }),
    refetchInterval: POLL_MS,
  });
  const listed = runs.data?.find(run => isActive(run.status));
  const followed = useQuery({
    queryKey: ['run', cluster, listed?.id],
    enabled: listed !== undefined,
    queryFn: async ({ signal, queryKey }) => {
      const before = client.getQueryData<Run>(queryKey);
      const after = before?.events.at(-1)?.seq;
      const run = await api.run(cluster, listed?.id ?? '', {
        signal: withDeadline(signal),
        after,
      });
      return { ...run, events: [...(before?.events ?? []), ...run.events] };
    },
    refetchInterval: query =>
      query.state.data && !isActive(query.state.data.status)
        ? false
        : FOLLOW_MS,
  });
  const ended =
    followed.data && !isActive(followed.data.status)
      ? followed.data.id
      : undefined;
  useEffect(() => {
    if (!ended) return;
    for (const key of [
      'runs',
      'cluster',
      'results',
      'result',
      'nodes',
      'history',
    ]) {
      client.invalidateQueries({ queryKey: [key, cluster] });
    }
    client.invalidateQueries({ queryKey: ['clusters'] });
  }, [client, cluster, ended]);

  const start = useMutation({
    mutationFn: (run: StartRun) => api.startRun(cluster, run),
    onSuccess: ({ run }) =>
      client.setQueryData<Run[]>(['runs', cluster], old => [
        run,
        ...(old ?? []).filter(other => other.id !== run.id),
      ]),
  });
  const cancel = useMutation({
    mutationFn: (id: string) => api.cancelRun(cluster, id),
  });

  const active = ended ? undefined : followed.data ?? listed;
  return {
    active,
    last: runs.data?.find(run => !isActive(run.status)),
    start: (run = {}) => start.mutate(run),
    cancel: () => active && cancel.mutate(active.id),
    busy: start.isPending || cancel.isPending,
    error: start.error ?? cancel.error ?? undefined,
  };
}
