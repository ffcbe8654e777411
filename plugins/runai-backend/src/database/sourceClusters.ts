import type {
  GpuProductCapacity,
  SourceCluster,
} from '@runai-portal/backstage-plugin-runai-common';
import type { Knex } from 'knex';
import {
  fromClusterRow,
  SUMMARY_COLUMNS,
  type ClusterRow,
  type EntityGround,
} from './clusterRow';

/** A cluster with the source that it is of. */
export interface OfSource {
  source: string;
  sourceLabel: string;
  cluster: SourceCluster;
}

/** Of what a cluster has; more tell nobody more. */
const MAX_GPU_PRODUCTS = 20;

interface Row extends ClusterRow {
  entity: string;
  detail: string | null;
}

/** What all living replicas declare, in the order of names, with what was last seen of it. */
export async function sourceClusters(knex: Knex): Promise<OfSource[]> {
  const rows: Row[] = await knex('clusters')
    .whereNull('removed_at')
    .whereNotNull('entity')
    .orderBy('name')
    .select([...SUMMARY_COLUMNS, 'entity', 'detail']);
  return rows.map(toOfSource);
}

function toOfSource(row: Row): OfSource {
  const { declared, observed } = fromClusterRow(row);
  const { sourceLabel, ...ground }: EntityGround = JSON.parse(row.entity);
  const { source, maintenance: _announced, entityRef, ...shown } = declared;
  const gpuProducts = productsOf(row.detail);
  return {
    source,
    sourceLabel,
    cluster: {
      ...shown,
      ...(entityRef && { entityRef }),
      ...ground,
      uses: ground.uses && [...ground.uses],
      ...(observed.platform && { platform: observed.platform }),
      ...(observed.install.version && {
        runaiVersion: observed.install.version,
      }),
      ...(gpuProducts.length > 0 && { gpuProducts }),
      ...(observed.observedAt && { observedAt: observed.observedAt }),
    },
  };
}

function productsOf(detail: string | null): string[] {
  const { gpus = [] }: { gpus?: GpuProductCapacity[] } = JSON.parse(
    detail ?? '{}',
  );
  return [...new Set(gpus.map(({ product }) => product))]
    .sort()
    .slice(0, MAX_GPU_PRODUCTS);
}
