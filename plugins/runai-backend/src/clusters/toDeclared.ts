import type { DeclaredCluster } from '../database/clusterRow';
import type { RegisteredCluster } from './RegisteredCluster';

/** What is stored of a cluster's configuration: what pages show, nothing by which it is reached. */
export function toDeclared(cluster: RegisteredCluster): DeclaredCluster {
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
  };
}
