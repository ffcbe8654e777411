import {
  CONNECTION_STATES,
  HEALTH_STATES,
  INSTALL_STATES,
  READINESS_STATES,
  type Axis,
  type ConnectionState,
  type FleetFacets,
  type FleetTotals,
  type HealthState,
} from '@runai-portal/backstage-plugin-runai-common';
import type { Knex } from 'knex';
import { NOT_SEEN } from './ClusterStore';
import { withinScope, type ClusterScope } from './clusterCriteria';

/**
 * Counts by state and GPUs over the clusters that the caller may see, counted by the database.
 *
 * @remarks GPUs are summed over the clusters that answer now: what another one had when it was last seen is no part of what
 * there is, and the answer names it under `notCounted`.
 */
export async function fleetTotals(
  knex: Knex,
  scope: ClusterScope,
): Promise<Omit<FleetTotals, 'sourceTypes'>> {
  const visible = () => {
    const query = knex('clusters').whereNull('removed_at');
    withinScope(query, scope);
    return query;
  };
  const [
    connection,
    health,
    readiness,
    install,
    sums,
    gpus,
    notCounted,
    facets,
  ] = await Promise.all([
    countBy(visible(), 'connection', CONNECTION_STATES),
    countBy(visible(), 'health', HEALTH_STATES),
    countBy(visible(), 'readiness', READINESS_STATES),
    countBy(visible(), 'install', INSTALL_STATES),
    visible()
      .count({ clusters: '*' })
      .sum({ demo: knex.raw('CASE WHEN demo THEN 1 ELSE 0 END') })
      .min({ oldest: 'observed_at' })
      .max({ newest: 'observed_at' })
      .first(),
    visible()
      .where('connection', 'connected')
      .count({ counted: 'gpus_total' })
      .sum({
        total: 'gpus_total',
        allocatable: 'gpus_allocatable',
        allocated: 'gpus_allocated',
      })
      .first(),
    visible()
      .where(query =>
        query.whereNot('connection', 'connected').orWhereNull('gpus_total'),
      )
      .select('clusters.name', 'connection', 'connection_axis', 'health_axis')
      .orderBy('clusters.name'),
    facetsOf(visible),
  ]);
  const counted = Number(gpus?.counted ?? 0);
  return {
    clusters: Number(sums?.clusters ?? 0),
    connection,
    health,
    readiness,
    install,
    ...(gpus &&
      counted > 0 && {
        gpus: {
          total: Number(gpus.total),
          allocatable: Number(gpus.allocatable),
          ...(gpus.allocated !== null && { allocated: Number(gpus.allocated) }),
        },
      }),
    counted,
    notCounted: notCounted.map((row: UncountedRow) => ({
      name: row.name,
      reason: whyNotCounted(row),
    })),
    facets,
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

/** How many clusters there are by each value that occurs. */
async function facetsOf(
  visible: () => Knex.QueryBuilder,
): Promise<FleetFacets> {
  const [environment, mode, distribution, label] = await Promise.all([
    countValues(visible(), 'environment'),
    countValues(visible(), 'mode'),
    countValues(visible(), 'distribution'),
    countValues(
      visible().join('cluster_labels', 'cluster_labels.cluster', 'name'),
      `key || '=' || value`,
    ),
  ]);
  return { environment, mode, distribution, label };
}

/** @param expression - trusted SQL; rows where it is null are left out */
async function countValues(
  query: Knex.QueryBuilder,
  expression: string,
): Promise<Record<string, number>> {
  const rows: { value: string; count: number | string }[] = await query
    .whereRaw(`${expression} IS NOT NULL`)
    .groupByRaw(expression)
    .orderByRaw(expression)
    .select(query.client.raw(`${expression} as value`))
    .count({ count: '*' });
  return Object.fromEntries(rows.map(row => [row.value, Number(row.count)]));
}

interface UncountedRow {
  name: string;
  connection: ConnectionState;
  /** JSON, as `health_axis` is. */
  connection_axis: string;
  health_axis: string;
}

/** In the words that stand behind a name, in brackets. */
const NOT_CONNECTED: Record<Exclude<ConnectionState, 'connected'>, string> = {
  unreachable: 'cannot be reached',
  tlsError: 'cannot be reached',
  misconfigured: 'is not configured as it should be',
  authFailed: 'does not accept the credentials',
  forbidden: 'does not let the account in',
  unknown: 'does not answer as a cluster should',
};

/** Of clusters whose connection is unknown because the portal cannot look by itself. */
const NOT_LOOKED_AT: ReadonlyMap<string | undefined, string> = new Map([
  [NOT_SEEN, 'not looked at yet'],
  ['NeedsPersonsToken', 'can be read with a person’s own token alone'],
  ['SuppliedElsewhere', 'is known to the Kubernetes plugin alone'],
]);

function whyNotCounted(row: UncountedRow): string {
  if (row.connection !== 'connected') {
    const { reason }: Axis<ConnectionState> = JSON.parse(row.connection_axis);
    return NOT_LOOKED_AT.get(reason) ?? NOT_CONNECTED[row.connection];
  }
  // Health is told by the nodes: it says why where they could not be read.
  const { reason }: Axis<HealthState> = JSON.parse(row.health_axis);
  return reason === 'Forbidden'
    ? 'nodes may not be listed'
    : 'nodes could not be read';
}
