import type { Knex } from 'knex';
import { ClusterStore } from '../../plugins/runai-backend/src/database/ClusterStore';
import type { DeclaredCluster } from '../../plugins/runai-backend/src/database/clusterRow';
import { Declarations } from '../../plugins/runai-backend/src/database/Declarations';

const HEALTH = ['healthy', 'healthy', 'healthy', 'degraded'] as const;

/** Fills the database with clusters that were polled and judged, each a little different. */
export async function seedFleet(
  knex: Knex,
  clusters: number,
): Promise<ClusterStore> {
  const at = new Date().toISOString();
  const declared = Array.from({ length: clusters }, (_, index) =>
    declare(index),
  );
  await Declarations.create({ knex }).declare(declared);
  const store = ClusterStore.create({ knex });
  for (const [index, { name }] of declared.entries()) {
    const state = HEALTH[index % HEALTH.length];
    await store.update(name, at, () => ({
      connection: { state: 'connected', since: at, observedAt: at },
      health: { state, since: at, observedAt: at, message: 'As polled' },
      readiness: readiness(at),
      install: { state: 'installed', version: '2.25.1', since: at },
      platform: {
        distribution: 'Kubernetes',
        track: 'kubernetes',
        kubernetesVersion: '1.34.1',
      },
      capacity: {
        nodes: { total: 40, ready: 40 },
        gpus: { total: 160, allocatable: 160, allocated: index % 160 },
      },
      observedAt: at,
    }));
  }
  return store;
}

function declare(index: number): DeclaredCluster {
  const name = `cluster-${String(index).padStart(4, '0')}`;
  return {
    name,
    sourceName: name,
    source: 'kubeconfig',
    title: `Cluster ${index}`,
    owner: `group:default/team-${index % 20}`,
    environment: index % 3 ? 'production' : 'trial',
    mode: 'hybrid',
    labels: { team: `team-${index % 20}`, region: `region-${index % 5}` },
    demo: false,
    profile: 'runai-2021.04',
  };
}

function readiness(at: string) {
  return {
    state: 'notReady' as const,
    profile: 'runai-2021.04',
    counts: {
      pass: 18,
      warn: 2,
      fail: 1,
      unknown: 1,
      notApplicable: 1,
      skipped: 8,
    },
    blockers: [
      {
        checkId: 'gpu.node-driver',
        title: 'Every GPU node has a working NVIDIA driver',
        reason: 'DriverMissing',
        message: 'gpu-07 has no working NVIDIA driver',
      },
    ],
    checkedAt: at,
    since: at,
    sentence: 'Not ready for Run:ai: 1 required check is not met',
  };
}
