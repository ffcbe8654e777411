import type { Knex } from 'knex';
import type { DeclaredCluster } from './clusterRow';
import { unseenColumns } from './ClusterStore';
import { oneAtATime } from './oneAtATime';

/**
 * Makes the table say what the configuration says. What was seen of a cluster stays; one that is no longer configured is kept
 * with its history, out of sight, until retention removes it.
 *
 * @param options.now - ISO 8601
 */
export async function declareClusters(options: {
  knex: Knex;
  clusters: readonly DeclaredCluster[];
  now: string;
}): Promise<void> {
  const { knex, clusters, now } = options;
  await oneAtATime(knex, async trx => {
    const known: { name: string }[] = await trx('clusters').select('name');
    const names = new Set(known.map(({ name }) => name));
    for (const cluster of clusters) {
      const columns = declaredColumns(cluster);
      if (names.has(cluster.name)) {
        await trx('clusters').where({ name: cluster.name }).update(columns);
      } else {
        await trx('clusters').insert({ ...columns, ...unseenColumns(cluster) });
      }
    }
    await declareLabels(trx, clusters);
    const configured = new Set(clusters.map(({ name }) => name));
    for (const { name } of known.filter(row => !configured.has(row.name))) {
      await trx('clusters')
        .where({ name })
        .whereNull('removed_at')
        .update({ removed_at: now });
    }
  });
}

function declaredColumns(cluster: DeclaredCluster) {
  return {
    name: cluster.name,
    source_name: cluster.sourceName,
    source: cluster.source,
    title: cluster.title,
    owner: cluster.owner?.toLocaleLowerCase('en-US') ?? null,
    environment: cluster.environment,
    mode: cluster.mode ?? null,
    demo: cluster.demo,
    declared: JSON.stringify(cluster),
    removed_at: null,
  };
}

async function declareLabels(
  trx: Knex.Transaction,
  clusters: readonly DeclaredCluster[],
) {
  await trx('cluster_labels').delete();
  const labels = clusters.flatMap(({ name, labels: own }) =>
    Object.entries(own).map(([key, value]) => ({ cluster: name, key, value })),
  );
  await trx.batchInsert('cluster_labels', labels, 200);
}
