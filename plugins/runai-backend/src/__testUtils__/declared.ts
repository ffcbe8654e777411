import type { Knex } from 'knex';
import { Declarations } from '../database/Declarations';
import type { DeclaredEntry } from '../database/clusterRow';

/** A cluster as the configuration of a test declares it. */
export function declared(
  name: string,
  more: Partial<DeclaredEntry> = {},
): DeclaredEntry {
  return {
    name,
    sourceName: name,
    source: 'kubeconfig',
    title: name,
    environment: 'trial',
    labels: {},
    demo: false,
    profile: 'runai-2021.04',
    ...more,
  };
}

/** Declares clusters as the one replica of a test. */
export async function declareClusters(options: {
  knex: Knex;
  clusters: readonly DeclaredEntry[];
}): Promise<void> {
  await Declarations.create({ knex: options.knex, replica: 'test' }).declare(
    options.clusters,
  );
}
