import type { DeclaredEntry, EntityGround } from '../database/clusterRow';
import type { RegisteredCluster } from './RegisteredCluster';
import { storable } from './storable';

/** What is stored of a cluster's configuration: what pages show, and apart from it what its entity is made from. */
export function toDeclared(cluster: RegisteredCluster): DeclaredEntry {
  const { settings } = cluster;
  return {
    name: cluster.name,
    sourceName: cluster.sourceName,
    source: cluster.source,
    ...(cluster.otherSources.length > 0 && {
      otherSources: [...cluster.otherSources],
    }),
    title: cluster.title,
    ...(cluster.entityRef && { entityRef: cluster.entityRef }),
    ...(settings.owner && { owner: settings.owner }),
    ...(settings.contact && { contact: settings.contact }),
    ...(settings.maintenance && {
      maintenance: {
        ...settings.maintenance,
        until: new Date(settings.maintenance.until).toISOString(),
      },
    }),
    environment: settings.environment,
    ...(settings.mode && { mode: settings.mode }),
    labels: { ...cluster.labels },
    demo: cluster.demo,
    profile: settings.profile,
    ...(!cluster.standsForSource && { entity: toEntityGround(cluster) }),
  };
}

function toEntityGround({
  sourceLabel,
  entityRef,
  settings,
  apiServer,
}: RegisteredCluster): EntityGround {
  const { system, lifecycle, existingPrometheus, installPath, uses } = settings;
  return {
    sourceLabel,
    entityRef,
    system: system && storable(system),
    lifecycle: lifecycle && storable(lifecycle),
    existingPrometheus,
    installPath,
    uses,
    apiServer,
  };
}
