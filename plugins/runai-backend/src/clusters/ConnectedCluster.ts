import type { Engine, Session } from '@runai-portal/checks';
import { KubeClient, Limiter } from '@runai-portal/kube';
import type { Cluster } from '../sources/loadClusters';

/** Requests at once to one cluster, and to all of them. */
const MAX_REQUESTS = 6;
const MAX_REQUESTS_IN_ALL = 48;

/** A cluster and what is known of it in this process. */
export interface ConnectedCluster {
  cluster: Cluster;
  session: Session;
}

/** The clusters by name, each with a client of its own. */
export class ConnectedClusters {
  readonly #clusters: ReadonlyMap<string, ConnectedCluster>;
  readonly #clients: readonly KubeClient[];

  private constructor(
    clusters: ReadonlyMap<string, ConnectedCluster>,
    clients: readonly KubeClient[],
  ) {
    this.#clusters = clusters;
    this.#clients = clients;
  }

  /** Opens nothing yet: the first request does. */
  static create(options: {
    clusters: readonly Cluster[];
    engine: Engine;
    userAgent: string;
  }): ConnectedClusters {
    const shared = Limiter.create(MAX_REQUESTS_IN_ALL);
    const clients: KubeClient[] = [];
    const clusters = new Map<string, ConnectedCluster>();
    for (const cluster of options.clusters) {
      const client = KubeClient.create(cluster.connection, {
        userAgent: options.userAgent,
        limiter: Limiter.create(MAX_REQUESTS, shared),
      });
      clients.push(client);
      clusters.set(cluster.name, {
        cluster,
        session: options.engine.connect({
          name: cluster.name,
          client,
          settings: cluster.settings,
        }),
      });
    }
    return new ConnectedClusters(clusters, clients);
  }

  get(name: string): ConnectedCluster | undefined {
    return this.#clusters.get(name);
  }

  all(): ConnectedCluster[] {
    return [...this.#clusters.values()];
  }

  async close(): Promise<void> {
    await Promise.all(this.#clients.map(client => client.close()));
  }
}
