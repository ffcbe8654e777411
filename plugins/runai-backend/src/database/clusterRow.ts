import type {
  Capacity,
  ClusterSummary,
  ConnectionState,
  HealthState,
  InstallAxis,
  PlatformFacts,
  ReadinessAxis,
  Axis,
  ClusterUse,
  InstallPath,
} from '@runai-portal/backstage-plugin-runai-common';
import type { Pending } from '../refresh/hysteresis';
import { atMost32Bits } from './atMost32Bits';

/** What the settings say of a cluster, and its source: nothing here was observed. */
export type DeclaredCluster = Pick<
  ClusterSummary,
  | 'name'
  | 'sourceName'
  | 'source'
  | 'otherSources'
  | 'title'
  | 'entityRef'
  | 'owner'
  | 'contact'
  | 'maintenance'
  | 'environment'
  | 'mode'
  | 'labels'
  | 'demo'
> & { profile: string };

/** An API server as an entity names it: no credentials, and nothing that only this portal could use. */
export interface ApiServer {
  /** `https://`, without user and query. */
  server: string;
  /** PEM, certificates alone. */
  caData: string;
}

/** What the cluster's entity in the catalog is made from, beside what pages show. */
export interface EntityGround {
  /** Tells the source from others of its type. */
  sourceLabel: string;
  /** Of the entity that stands for it already. */
  entityRef?: string;
  system?: string;
  lifecycle?: string;
  existingPrometheus?: boolean;
  installPath?: InstallPath;
  uses?: readonly ClusterUse[];
  apiServer?: ApiServer;
}

/** What a replica writes down of a cluster; without `entity` it has none, and gets none. */
export type DeclaredEntry = DeclaredCluster & { entity?: EntityGround };

/** What was seen of a cluster, as it is stored: each part was read for itself and has its own age. */
export interface ObservedCluster {
  connection: Axis<ConnectionState>;
  health: Axis<HealthState>;
  readiness: ReadinessAxis;
  install: InstallAxis;
  platform?: PlatformFacts;
  capacity?: Capacity;
  /** When the cluster last answered. */
  observedAt?: string;
  /** When a poll of it last ended, whatever came of it. */
  polledAt?: string;
  /** Since when a poll is under way. */
  pollingSince?: string;
  /** What the replica proves with that polls it. */
  pollClaim?: string;
  /** How often it is polled, by what its polls cost; undefined before the first one ended. */
  pollIntervalMs?: number;
  /** Changes that do not hold for long enough yet, by axis. */
  pending?: { health?: Pending; install?: Pending };
  /** Of all its nodes. */
  nodesHash?: string;
}

/** A cluster as it is stored. */
export interface StoredCluster {
  declared: DeclaredCluster;
  observed: ObservedCluster;
}

/** The columns that one cluster of a list is made from. */
export const SUMMARY_COLUMNS = [
  'clusters.name',
  'declared',
  'connection_axis',
  'health_axis',
  'readiness_axis',
  'install_axis',
  'platform',
  'nodes_total',
  'nodes_ready',
  'gpus_total',
  'gpus_allocatable',
  'gpus_allocated',
  'observed_at',
  'polled_at',
  'polling_since',
  'poll_claim',
  'poll_interval_ms',
  'pending',
  'nodes_hash',
] as const;

/** A row of `clusters` with {@link SUMMARY_COLUMNS}. */
export interface ClusterRow {
  name: string;
  declared: string;
  connection_axis: string;
  health_axis: string;
  readiness_axis: string;
  install_axis: string;
  platform: string | null;
  nodes_total: number | null;
  nodes_ready: number | null;
  gpus_total: number | null;
  gpus_allocatable: number | null;
  gpus_allocated: number | null;
  observed_at: string | null;
  polled_at: string | null;
  polling_since: string | null;
  poll_claim: string | null;
  poll_interval_ms: number | null;
  pending: string | null;
  nodes_hash: string | null;
}

export function fromClusterRow(row: ClusterRow): StoredCluster {
  const capacity = capacityOf(row);
  return {
    declared: JSON.parse(row.declared),
    observed: {
      connection: JSON.parse(row.connection_axis),
      health: JSON.parse(row.health_axis),
      readiness: JSON.parse(row.readiness_axis),
      install: JSON.parse(row.install_axis),
      ...(row.platform && { platform: JSON.parse(row.platform) }),
      ...(capacity && { capacity }),
      ...(row.observed_at && { observedAt: row.observed_at }),
      ...(row.polled_at && { polledAt: row.polled_at }),
      ...(row.polling_since && { pollingSince: row.polling_since }),
      ...(row.poll_claim && { pollClaim: row.poll_claim }),
      ...(row.poll_interval_ms && { pollIntervalMs: row.poll_interval_ms }),
      ...(row.pending && { pending: JSON.parse(row.pending) }),
      ...(row.nodes_hash && { nodesHash: row.nodes_hash }),
    },
  };
}

/** The columns of a capacity; null where it is not known. */
export function capacityColumns(capacity: Capacity | undefined) {
  return {
    nodes_total: capacity?.nodes.total ?? null,
    nodes_ready: capacity?.nodes.ready ?? null,
    gpus_total: atMost32Bits(capacity?.gpus?.total),
    gpus_allocatable: atMost32Bits(capacity?.gpus?.allocatable),
    gpus_allocated: capacity?.gpus?.allocated ?? null,
  };
}

function capacityOf(row: ClusterRow): Capacity | undefined {
  if (row.nodes_total === null || row.nodes_ready === null) {
    return undefined;
  }
  return {
    nodes: { total: row.nodes_total, ready: row.nodes_ready },
    ...(row.gpus_total !== null &&
      row.gpus_allocatable !== null && {
        gpus: {
          total: row.gpus_total,
          allocatable: row.gpus_allocatable,
          ...(row.gpus_allocated !== null && {
            allocated: row.gpus_allocated,
          }),
        },
      }),
  };
}
