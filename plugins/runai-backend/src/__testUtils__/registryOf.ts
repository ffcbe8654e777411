import { createEngine } from '@runai-portal/checks';
import type { ClusterConnection } from '@runai-portal/kube';
import type { Unusable } from '@runai-portal/backstage-plugin-runai-node';
import { describeClusters } from '../clusters/describeClusters';
import type {
  ClusterRegistry,
  RegisteredCluster,
} from '../clusters/RegisteredCluster';
import { SessionPool } from '../clusters/SessionPool';
import { isUnusable } from '../sources/isUnusable';

/** A registry whose clusters stay, by name. */
export function registryOf(
  connections: Record<string, ClusterConnection | { unusable: Unusable }>,
): ClusterRegistry & { close(): Promise<void> } {
  const engine = createEngine();
  const sessions = SessionPool.create({ engine, userAgent: 'test' });
  const { clusters: described } = describeClusters({
    config: { clusters: [] },
    knownProfiles: engine.profiles.ids(),
    sources: [
      {
        type: 'kubeconfig',
        label: 'kubeconfig',
        clusters: Object.entries(connections).map(
          ([sourceName, connection]) => ({ sourceName, connection }),
        ),
      },
    ],
  });
  const clusters = described.map(({ connection, ...declared }) => {
    if (isUnusable(connection)) {
      const { reason, message } = connection.unusable;
      const state = {
        ok: false as const,
        connection: connection.unusable.state ?? ('misconfigured' as const),
        reason,
        message,
      };
      return { ...declared, state };
    }
    const { name, settings } = declared;
    const { session, relay } = sessions.connect(name, connection, settings);
    const cluster: RegisteredCluster = {
      ...declared,
      state: { ok: true, connect: () => ({ cluster, session, relay }) },
    };
    return cluster;
  });
  return {
    list: () => clusters,
    find: name => clusters.find(cluster => cluster.name === name),
    simulated: () => [],
    onChange: () => () => {},
    close: () => sessions.close(),
  };
}
