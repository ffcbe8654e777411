import type { LoggerService } from '@backstage/backend-plugin-api';
import type { SourcedCluster } from '@runai-portal/backstage-plugin-runai-node';
import {
  listedClusters,
  type ListedCluster,
  type PluginAccess,
} from './listedClusters';

const TIMEOUT_MS = 8_000;

/** The Kubernetes plugin's own list of clusters, as it was when it could be asked last. */
export class PluginList {
  readonly #access: PluginAccess;
  readonly #logger: LoggerService;
  #clusters: readonly ListedCluster[] = [];
  #failure: string | undefined;

  constructor(access: PluginAccess, logger: LoggerService) {
    this.#access = access;
    this.#logger = logger;
  }

  /** A failure is told in the log, once: what is known stays. */
  async ask(signal: AbortSignal): Promise<void> {
    const ends = AbortSignal.any([signal, AbortSignal.timeout(TIMEOUT_MS)]);
    try {
      this.#clusters = await listedClusters(this.#access, ends);
      this.#failure = undefined;
    } catch (error) {
      signal.throwIfAborted();
      const message = ends.aborted
        ? 'The Kubernetes plugin did not answer when it was asked for its clusters'
        : `${error instanceof Error ? error.message : error}`;
      if (message !== this.#failure) {
        this.#logger.warn(message);
      }
      this.#failure = message;
    }
  }

  get isEmpty(): boolean {
    return this.#clusters.length === 0;
  }

  /** A row for each cluster of the list that is not among the names. */
  beyond(names: ReadonlySet<string>): SourcedCluster[] {
    const titles = new Map(
      this.#clusters
        .filter(({ name }) => !names.has(name))
        .map(({ name, title }) => [name, title]),
    );
    return [...titles].map(([sourceName, title]) => ({
      sourceName,
      title,
      connection: {
        unusable: {
          state: 'unknown',
          reason: 'SuppliedElsewhere',
          message:
            "The portal's Kubernetes plugin lists this cluster and no entry of kubernetes.clusterLocatorMethods has it: it comes from a supplier of the plugin's own, which tells others neither its address nor its credentials. Add it to runai.sources by a kubeconfig, or by an entity of the catalog.",
        },
      },
    }));
  }
}
