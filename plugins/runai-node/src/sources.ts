import type { LoggerService } from '@backstage/backend-plugin-api';
import type { JsonObject } from '@backstage/types';
import type { AttestationNote } from '@runai-portal/backstage-plugin-runai-common';
import type { ClusterSettingsInput } from '@runai-portal/checks';
import type { ClusterConnection } from '@runai-portal/kube';

/**
 * Why what a source has of a cluster cannot be used.
 *
 * @public
 */
export interface Unusable {
  /** A code, e.g. `ConnectionUnusable`. */
  reason: string;
  /** One sentence that says what to mend; it is shown, and never holds a secret. */
  message: string;
  /** What the connection shows: `misconfigured` where absent, `unknown` where nothing is wrong and the portal cannot look by itself. */
  state?: 'misconfigured' | 'unknown';
  /**
   * How the cluster would be reached, where nothing but credentials is missing: those that `runai.clusters` has for it make it
   * usable.
   */
  lacksCredentials?: ClusterConnection;
}

/**
 * A cluster as its source knows it.
 *
 * @public
 */
export interface SourcedCluster {
  /** What the source calls it; the portal's name is made from it, see `clusterName`. */
  sourceName: string;
  title?: string;
  /**
   * What the portal shall call it, where the source says so: it is made into a name by the same rule. Settings find it by its
   * `sourceName` too.
   */
  name?: string;
  /** Of the catalog. Who may edit the entity is another than who runs the portal: it takes no name away from other clusters. */
  entityRef?: string;
  /** Or why there is none: the cluster is a row that says so, and is asked for again. */
  connection: ClusterConnection | { unusable: Unusable };
  /** What the source knows of it; an entry of `runai.clusters` for the same cluster goes before, key by key. */
  settings?: Partial<ClusterSettingsInput>;
  labels?: Record<string, string>;
  /** What people state of it where nothing can be observed, by check id; counted only where a check is attestable. */
  attestations?: Readonly<Record<string, AttestationNote>>;
  /** It is simulated, and every page says so. */
  demo?: boolean;
  /**
   * It is no cluster, but the row that says why a part of the source could not be asked. What the source had there before is not
   * gone: entities of it stay in the catalog.
   */
  standsForSource?: boolean;
}

/**
 * Where clusters come from.
 *
 * @public
 */
export interface ClusterSource {
  /** As in `runai.sources[].type`. */
  readonly type: string;
  /**
   * What tells it from others of its type, as the configuration writes it, e.g. the path of a file. Where the source cannot be
   * asked and never could, it stands for its clusters. The type where absent.
   */
  readonly label?: string;
  /**
   * It asks other plugins of the portal, or a cloud: first when the portal has started, and not more often than every minute while
   * one of its clusters cannot be used.
   */
  readonly asksOthers?: boolean;
  /**
   * Every cluster of the source, whether it can be reached or not. Asked at the start, every minute, more often while something
   * cannot be used, and when `watch` says so; never twice at once. The same object for a cluster says that nothing about it is
   * another.
   *
   * @param options.signal - aborted where the answer comes too late
   * @throws where the source as a whole cannot be asked. Its clusters stay as they were then, and the message is shown, which
   * therefore is one sentence that says what to mend and never holds a secret
   */
  list(options: { signal?: AbortSignal }): Promise<SourcedCluster[]>;
  /**
   * Tells when it is worth asking before the minute is over.
   *
   * @returns ends it
   */
  watch?(changed: () => void): () => void;
}

/** @public What a source is made from. */
export interface ClusterSourceOptions {
  /** The entry of `runai.sources`, as it stands in the configuration. An unknown key in it is the source's to refuse. */
  config: JsonObject;
  /** Absolute; what relative paths in `config` start from: the folder of the configuration file that holds `runai.sources`. */
  baseDir: string;
  /** The portal listens on its own machine alone: who reaches it could do there what it does. */
  localOnly: boolean;
  logger: LoggerService;
}

/**
 * Makes the source of one entry of `runai.sources`. Reads the entry and nothing else: what can fail later belongs into `list`.
 *
 * @throws InputError of `@backstage/errors` where the entry is malformed: the portal does not start then, and shows the message
 * @public
 */
export type ClusterSourceFactory = (
  options: ClusterSourceOptions,
) => ClusterSource | Promise<ClusterSource>;
