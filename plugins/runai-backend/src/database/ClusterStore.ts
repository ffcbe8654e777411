import { NotFoundError } from '@backstage/errors';
import type {
  AxisName,
  ClusterDetail,
  InstallView,
} from '@runai-portal/backstage-plugin-runai-common';
import type { Knex } from 'knex';
import { withinScope, type ClusterScope } from './clusterCriteria';
import {
  capacityColumns,
  fromClusterRow,
  SUMMARY_COLUMNS,
  type ClusterRow,
  type DeclaredCluster,
  type ObservedCluster,
  type StoredCluster,
} from './clusterRow';
import { CLUSTER_FILTERS, CLUSTER_ORDERS } from './clusterFields';
import { applyFilters, type Filter } from './filters';
import { keysetPage } from './keyset';
import { orderFrom } from './order';
import { insertTransitions, type NewTransition } from './transitions';

/** What only the page of one cluster shows; replaced as a whole by each poll that could read it. */
export type StoredDetail = Pick<
  ClusterDetail,
  'settings' | 'platformLines' | 'gpus' | 'services' | 'conditions'
>;

/** What a poll or a run found: only the parts that are named are written. */
export type ClusterChange = Partial<
  Omit<ObservedCluster, 'pollingSince' | 'pollClaim' | 'nodesHash'>
> & {
  nodesObservedAt?: string;
  detail?: StoredDetail;
  installView?: InstallView;
  /** The run that found it, for the history. */
  runId?: string;
  /** Further columns: those of a {@link WorkQueue} that end a claim. */
  schedule?: Record<string, unknown>;
};

/** A page of clusters as a request asks for it. */
export interface ClusterQuery {
  scope: ClusterScope;
  filters?: readonly Filter[];
  /** `field:asc` or `field:desc`; by name where absent. */
  order?: string;
  limit: number;
  cursor?: string;
}

const AXES_OF_CHANGE: readonly AxisName[] = [
  'connection',
  'health',
  'readiness',
  'install',
];

const NO_COUNTS = {
  pass: 0,
  warn: 0,
  fail: 0,
  unknown: 0,
  notApplicable: 0,
  skipped: 0,
};

/** The clusters that are configured, and what was last seen of each. */
export class ClusterStore {
  readonly #knex: Knex;

  private constructor(knex: Knex) {
    this.#knex = knex;
  }

  static create(options: { knex: Knex }): ClusterStore {
    return new ClusterStore(options.knex);
  }

  /** A page of clusters, and how many there are in all that the caller may see and the filters let through. */
  async list(query: ClusterQuery): Promise<{
    items: StoredCluster[];
    totalItems: number;
    nextCursor?: string;
  }> {
    const matching = this.#present(query.scope);
    applyFilters(matching, query.filters ?? [], CLUSTER_FILTERS);
    const [{ rows, nextCursor }, counted] = await Promise.all([
      keysetPage<ClusterRow>(
        this.#knex,
        matching.clone().select(SUMMARY_COLUMNS),
        {
          list: ['clusters', query.filters ?? []],
          order: orderFrom(query.order, CLUSTER_ORDERS),
          key: 'clusters.name',
          limit: query.limit,
          cursor: query.cursor,
        },
      ),
      matching.clone().count({ count: '*' }).first(),
    ]);
    return {
      items: rows.map(fromClusterRow),
      totalItems: Number(counted?.count ?? 0),
      ...(nextCursor && { nextCursor }),
    };
  }

  /** Undefined where there is no such cluster, or the caller may not see it. */
  async find(
    name: string,
    scope: ClusterScope = 'all',
  ): Promise<StoredCluster | undefined> {
    const row: ClusterRow | undefined = await this.#present(scope)
      .where('clusters.name', name)
      .select(SUMMARY_COLUMNS)
      .first();
    return row && fromClusterRow(row);
  }

  /** What only its own page shows; undefined before it was seen once. */
  async detail(name: string): Promise<StoredDetail | undefined> {
    const row = await this.#row(name).select('detail').first();
    return row?.detail ? JSON.parse(row.detail) : undefined;
  }

  /** When the nodes were last read; undefined where they never were. */
  async nodesObservedAt(name: string): Promise<string | undefined> {
    const row = await this.#row(name).select('nodes_observed_at').first();
    return row?.nodes_observed_at ?? undefined;
  }

  /** Undefined before it was seen once. */
  async installView(name: string): Promise<InstallView | undefined> {
    const row = await this.#row(name).select('install_view').first();
    return row?.install_view ? JSON.parse(row.install_view) : undefined;
  }

  /**
   * Writes what a poll or a run found, and a transition for each axis whose state became another, in one transaction.
   *
   * @param decide - pure; is given what stands there now
   * @throws NotFoundError where there is no such cluster
   */
  async update(
    name: string,
    at: string,
    decide: (stored: StoredCluster) => ClusterChange,
    transaction?: Knex.Transaction,
  ): Promise<NewTransition[]> {
    if (!transaction) {
      return this.#knex.transaction(trx => this.update(name, at, decide, trx));
    }
    const row: ClusterRow | undefined = await transaction('clusters')
      .where('clusters.name', name)
      .select(SUMMARY_COLUMNS)
      .forNoKeyUpdate()
      .first();
    if (!row) {
      throw new NotFoundError(`There is no cluster '${name}'`);
    }
    const stored = fromClusterRow(row);
    const change = decide(stored);
    const columns = columnsOf(change);
    if (Object.keys(columns).length > 0) {
      await transaction('clusters').where({ name }).update(columns);
    }
    const transitions = transitionsOf(name, stored.observed, change, at);
    await insertTransitions(transaction, transitions);
    return transitions;
  }

  #row(name: string): Knex.QueryBuilder {
    return this.#knex('clusters').where({ name });
  }

  #present(scope: ClusterScope): Knex.QueryBuilder {
    const query = this.#knex('clusters').whereNull('removed_at');
    withinScope(query, scope);
    return query;
  }
}

/** The columns of a change. */
function columnsOf(change: ClusterChange): Record<string, unknown> {
  const { connection, health, readiness, install, platform } = change;
  return {
    ...(connection && {
      connection: connection.state,
      connection_axis: JSON.stringify(connection),
    }),
    ...(health && {
      health: health.state,
      health_axis: JSON.stringify(health),
    }),
    ...(readiness && {
      readiness: readiness.state,
      readiness_axis: JSON.stringify(readiness),
      blockers:
        readiness.state === 'notChecked' ? null : readiness.blockers.length,
    }),
    ...(install && {
      install: install.state,
      install_axis: JSON.stringify(install),
    }),
    ...(platform && {
      platform: JSON.stringify(platform),
      distribution: platform.distribution,
      track: platform.track,
    }),
    ...('capacity' in change && capacityColumns(change.capacity)),
    ...(change.observedAt && { observed_at: change.observedAt }),
    ...(change.nodesObservedAt && {
      nodes_observed_at: change.nodesObservedAt,
    }),
    ...(change.polledAt && { polled_at: change.polledAt }),
    ...(change.pollIntervalMs && { poll_interval_ms: change.pollIntervalMs }),
    ...(change.pending && {
      pending:
        Object.keys(change.pending).length > 0
          ? JSON.stringify(change.pending)
          : null,
    }),
    ...change.schedule,
    ...(change.detail && { detail: JSON.stringify(change.detail) }),
    ...(change.installView && {
      install_view: JSON.stringify(change.installView),
    }),
  };
}

function transitionsOf(
  cluster: string,
  before: ObservedCluster,
  change: ClusterChange,
  at: string,
): NewTransition[] {
  return AXES_OF_CHANGE.flatMap(axis => {
    const now = change[axis];
    const was = before[axis];
    if (!now || now.state === was.state) {
      return [];
    }
    return [
      {
        cluster,
        axis,
        // Before the first look there was no state to come from.
        ...(was.since && { from: was.state }),
        to: now.state,
        reason: now.reason,
        message: now.message,
        at,
        runId: change.runId,
      },
    ];
  });
}

/** Why nothing is known of a cluster that nobody has looked at yet. */
export const NOT_SEEN = 'NotSeen';

/** The row of a cluster that nobody has looked at yet. */
export function unseenColumns(declared: DeclaredCluster) {
  return {
    connection_axis: JSON.stringify({ state: 'unknown', reason: NOT_SEEN }),
    health_axis: JSON.stringify({ state: 'unknown', reason: NOT_SEEN }),
    readiness_axis: JSON.stringify({
      state: 'notChecked',
      profile: declared.profile,
      counts: NO_COUNTS,
      blockers: [],
    }),
    install_axis: JSON.stringify({ state: 'unknown', reason: NOT_SEEN }),
  };
}
