import type { LoggerService } from '@backstage/backend-plugin-api';
import type { JsonObject } from '@backstage/types';
import type { AttestationNote } from '@runai-portal/backstage-plugin-runai-common';
import type { ClusterSettingsInput } from '@runai-portal/checks';
import type { ClusterConnection } from '@runai-portal/kube';

/**
 * A cluster as its source knows it.
 *
 * @public
 */
export interface SourcedCluster {
  /** What the source calls it; the portal's name is made from it, see `clusterName`. */
  sourceName: string;
  title?: string;
  connection: ClusterConnection;
  /** What the source knows of it; an entry of `runai.clusters` for the same cluster goes before, key by key. */
  settings?: Partial<ClusterSettingsInput>;
  labels?: Record<string, string>;
  /** What people state of it where nothing can be observed, by check id; counted only where a check is attestable. */
  attestations?: Readonly<Record<string, AttestationNote>>;
  /** It is simulated, and every page says so. */
  demo?: boolean;
}

/**
 * Where clusters come from. `list` is called once, when the portal starts.
 *
 * @public
 */
export interface ClusterSource {
  /** As in `runai.sources[].type`. */
  readonly type: string;
  /**
   * Every cluster of the source, whether it can be reached or not.
   *
   * @throws where the configuration is wrong (a file is missing or malformed): the portal then does not start and shows the
   * message, which therefore is one sentence that names what to repair and never holds a secret
   */
  list(options: { signal?: AbortSignal }): Promise<SourcedCluster[]>;
}

/** @public What a source is made from. */
export interface ClusterSourceOptions {
  /** The entry of `runai.sources`, as it stands in the configuration. An unknown key in it is the source's to refuse. */
  config: JsonObject;
  /** Absolute; what relative paths in `config` start from: the folder of the configuration file that holds `runai.sources`. */
  baseDir: string;
  logger: LoggerService;
}

/** @public Makes the source of one entry of `runai.sources`. */
export type ClusterSourceFactory = (
  options: ClusterSourceOptions,
) => ClusterSource | Promise<ClusterSource>;
