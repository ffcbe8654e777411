import { randomUUID } from 'node:crypto';
import type { Knex } from 'knex';
import type { DeclaredEntry, EntityGround } from './clusterRow';
import { unseenColumns } from './ClusterStore';
import { databaseTime, isAnyOf, isPostgres } from './databaseTime';
import { oneAtATime } from './oneAtATime';

/** What a replica declared that fell silent holds for so long: it may come back. */
export const SILENT_REPLICA_MS = 10 * 60_000;

/**
 * What this replica declares, beside what others do. A cluster is shown while one replica declares it; what was seen of one that
 * none declares is kept with its history, out of sight, until retention removes it.
 */
export class Declarations {
  readonly #knex: Knex;
  readonly #replica: string;
  #clusters: readonly string[] = [];

  private constructor(knex: Knex, replica: string) {
    this.#knex = knex;
    this.#replica = replica;
  }

  /** @param options.replica - a name that no other replica has; a random one where absent */
  static create(options: { knex: Knex; replica?: string }): Declarations {
    return new Declarations(options.knex, options.replica ?? randomUUID());
  }

  /**
   * Says that this replica has these clusters and no others, with what is declared of them.
   *
   * @param options.keepOf - types of sources that nobody could ask yet: what is known of them stays
   */
  async declare(
    clusters: readonly DeclaredEntry[],
    options: { keepOf?: readonly string[] } = {},
  ): Promise<void> {
    this.#clusters = clusters.map(({ name }) => name);
    await oneAtATime(this.#knex, async transaction => {
      await this.#live(transaction);
      if (!isPostgres(transaction)) {
        // SQLite has one process: whoever else is written down is gone.
        await transaction('replicas').whereNot({ id: this.#replica }).delete();
      }
      await this.#writeClusters(transaction, clusters, options);
      const kept = await transaction('clusters')
        .whereIn('source', options.keepOf ?? [])
        .whereNull('removed_at')
        .pluck<string[]>('name');
      await transaction('declarations')
        .where({ replica: this.#replica })
        .delete();
      await transaction.batchInsert(
        'declarations',
        [...new Set([...this.#clusters, ...kept])].map(cluster => ({
          replica: this.#replica,
          cluster,
        })),
        200,
      );
      await this.#removeUndeclared(transaction);
    });
  }

  /** Gives a sign of life, and removes what only replicas declare that gave none for long. */
  async renew(): Promise<void> {
    await oneAtATime(this.#knex, async transaction => {
      await this.#live(transaction);
      await this.#removeUndeclared(transaction);
    });
  }

  /** This replica ends: what it declared is up to the others, and to those that start next. */
  async end(): Promise<void> {
    await this.#knex('replicas').where({ id: this.#replica }).delete();
  }

  async #live(transaction: Knex.Transaction): Promise<void> {
    await transaction('replicas')
      .insert({ id: this.#replica, seen_at: databaseTime(transaction) })
      .onConflict('id')
      .merge();
  }

  async #writeClusters(
    transaction: Knex.Transaction,
    clusters: readonly DeclaredEntry[],
    { keepOf = [] }: { keepOf?: readonly string[] },
  ): Promise<void> {
    const known = new Map<string, string | null>(
      (await transaction('clusters').select('name', 'entity')).map(
        ({ name, entity }) => [name, entity],
      ),
    );
    // All who lock many rows do so in this order: they wait for each other, and never both.
    for (const cluster of [...clusters].sort(byName)) {
      const before = known.get(cluster.name);
      const columns = declaredColumns(
        keepOf.length > 0 && before
          ? withEntityRef(cluster, JSON.parse(before))
          : cluster,
      );
      if (before !== undefined) {
        await transaction('clusters')
          .where({ name: cluster.name })
          .update(columns);
      } else {
        await transaction('clusters').insert({
          ...columns,
          ...unseenColumns(cluster),
        });
      }
    }
    await transaction('cluster_labels')
      .whereRaw(isAnyOf(transaction, 'cluster', this.#clusters))
      .delete();
    const labels = clusters.flatMap(({ name, labels: own }) =>
      Object.entries(own).map(([key, value]) => ({
        cluster: name,
        key,
        value,
      })),
    );
    await transaction.batchInsert('cluster_labels', labels, 200);
  }

  /** Nodes are many, and nothing of them is history: they go at once. */
  async #removeUndeclared(transaction: Knex.Transaction): Promise<void> {
    const gone = await transaction('clusters')
      .whereNull('removed_at')
      .whereNotExists(declared =>
        declared
          .select('declarations.cluster')
          .from('declarations')
          .join('replicas', 'replicas.id', 'declarations.replica')
          .whereRaw('declarations.cluster = clusters.name')
          .where(
            'replicas.seen_at',
            '>=',
            databaseTime(transaction, -SILENT_REPLICA_MS),
          ),
      )
      .orderBy('name')
      .forNoKeyUpdate()
      .pluck<string[]>('name');
    if (gone.length === 0) {
      return;
    }
    await transaction('clusters')
      .whereIn('name', gone)
      .update({ removed_at: databaseTime(transaction), nodes_hash: null });
    await transaction('nodes').whereIn('cluster', gone).delete();
  }
}

function byName(a: DeclaredEntry, b: DeclaredEntry): number {
  return a.name < b.name ? -1 : 1;
}

/** While a source has not answered that may have the cluster's own entity, it is the one that was known before. */
function withEntityRef(
  { entity, ...cluster }: DeclaredEntry,
  before: EntityGround,
): DeclaredEntry {
  const entityRef = entity?.entityRef ?? before.entityRef;
  return { ...cluster, ...(entity && { entity: { ...entity, entityRef } }) };
}

function declaredColumns({ entity, ...cluster }: DeclaredEntry) {
  return {
    name: cluster.name,
    source_name: cluster.sourceName,
    source: cluster.source,
    title: cluster.title,
    owner: cluster.owner?.toLocaleLowerCase('en-US') ?? null,
    entity_ref: cluster.entityRef?.toLocaleLowerCase('en-US') ?? null,
    environment: cluster.environment,
    mode: cluster.mode ?? null,
    demo: cluster.demo,
    declared: JSON.stringify(cluster),
    entity: entity ? JSON.stringify(entity) : null,
    removed_at: null,
  };
}
