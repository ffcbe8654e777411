import {
  CONNECTION_STATES,
  HEALTH_STATES,
  INSTALL_STATES,
  READINESS_STATES,
  type FleetTotals,
} from '@runai-portal/backstage-plugin-runai-common';
import type { Knex } from 'knex';
import { withinScope, type ClusterScope } from './clusterCriteria';

/** Counts by state and GPUs over the clusters that the caller may see, counted by the database. */
export async function fleetTotals(
  knex: Knex,
  scope: ClusterScope,
): Promise<FleetTotals> {
  const visible = () => {
    const query = knex('clusters').whereNull('removed_at');
    withinScope(query, scope);
    return query;
  };
  const [connection, health, readiness, install, sums, notCounted] =
    await Promise.all([
      countBy(visible(), 'connection', CONNECTION_STATES),
      countBy(visible(), 'health', HEALTH_STATES),
      countBy(visible(), 'readiness', READINESS_STATES),
      countBy(visible(), 'install', INSTALL_STATES),
      visible()
        .count({ clusters: '*', counted: 'gpus_total' })
        .sum({
          total: 'gpus_total',
          allocatable: 'gpus_allocatable',
          allocated: 'gpus_allocated',
          demo: knex.raw('CASE WHEN demo THEN 1 ELSE 0 END'),
        })
        .min({ oldest: 'observed_at' })
        .max({ newest: 'observed_at' })
        .first(),
      visible()
        .whereNull('gpus_total')
        .select('clusters.name', 'connection', 'connection_axis', 'observed_at')
        .orderBy('clusters.name'),
    ]);
  const counted = Number(sums?.counted ?? 0);
  return {
    clusters: Number(sums?.clusters ?? 0),
    connection,
    health,
    readiness,
    install,
    ...(sums &&
      counted > 0 && {
        gpus: {
          total: Number(sums.total),
          allocatable: Number(sums.allocatable),
          ...(sums.allocated !== null && { allocated: Number(sums.allocated) }),
        },
      }),
    counted,
    notCounted: notCounted.map(
      (row: { name: string; connection: string; connection_axis: string }) => ({
        name: row.name,
        reason: whyNotCounted(row),
      }),
    ),
    ...(sums?.oldest && { oldestObservation: sums.oldest }),
    ...(sums?.newest && { newestObservation: sums.newest }),
    demo: Number(sums?.demo ?? 0) > 0,
  };
}

async function countBy<State extends string>(
  query: Knex.QueryBuilder,
  column: string,
  states: readonly State[],
): Promise<Record<State, number>> {
  const rows: { state: State; count: number | string }[] = await query
    .select({ state: column })
    .count({ count: '*' })
    .groupBy(column);
  const counts = new Map(rows.map(row => [row.state, Number(row.count)]));
  return Object.fromEntries(
    states.map(state => [state, counts.get(state) ?? 0]),
  ) as Record<State, number>;
}

function whyNotCounted(row: {
  connection: string;
  connection_axis: string;
}): string {
  if (row.connection === 'connected') {
    return 'The nodes may not be read, or could not be';
  }
  const { message } = JSON.parse(row.connection_axis);
  return message ?? 'Not seen yet';
}
