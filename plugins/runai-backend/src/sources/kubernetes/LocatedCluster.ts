import type { Unusable } from '@runai-portal/backstage-plugin-runai-node';
import type { ClusterEntity } from '../catalog/readClusterEntity';

/** A cluster as the configuration of the portal's Kubernetes plugin describes it. */
export interface LocatedCluster {
  /** As the Kubernetes plugin calls it; several may have the same. */
  name: string;
  title?: string;
  /** Where it is described, e.g. `kubernetes.clusterLocatorMethods[0].clusters[1]`. */
  at: string;
  /** How the plugin has itself accepted, e.g. `aws`. */
  authProvider: string;
  /** What the plugin's strategies read, by annotation; holds a service account's token under its own name. */
  authMetadata: Readonly<Record<string, string>>;
  url: string;
  /** Base64 of PEM. */
  caData?: string;
  /** Relative to the working folder, as the plugin reads it. */
  caFile?: string;
  skipTLSVerify?: boolean;
  /** Where the catalog has it. */
  entity?: LocatedEntity;
}

/** What the catalog says beside how a cluster is reached. */
export interface LocatedEntity extends ClusterEntity {
  /** Whoever may edit the entity gave the address: only one of the internet is connected to. */
  onlyPublicAddresses: boolean;
}

/** One that cannot be read as a cluster. */
export interface UnreadableCluster {
  name: string;
  at: string;
  unusable: Unusable;
}

/** What a locator has found. */
export interface Located {
  clusters: readonly (LocatedCluster | UnreadableCluster)[];
  /** Why some may be missing, in one sentence: what was found last is kept beside these. */
  incomplete?: string;
  /** Names that the Kubernetes plugin lists and that are clusters of the portal already. */
  knownOtherwise?: readonly string[];
}

/** One entry of `kubernetes.clusterLocatorMethods`. */
export interface ClusterLocator {
  /** @throws where nothing can be located, with one sentence that holds no secret */
  locate(signal: AbortSignal): Promise<Located>;
}
