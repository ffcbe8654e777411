import type {
  AttestationNote,
  SimulatedServer,
} from '@runai-portal/backstage-plugin-runai-common';
import type { ClusterSettings, Session } from '@runai-portal/checks';
import type { KubeRelay } from '@runai-portal/kube';
import type { ApiServer } from '../database/clusterRow';

/** A cluster of this replica: what is declared of it, and whether it can be connected to. */
export interface RegisteredCluster {
  /** The portal's own: at most 63 characters of `a-z`, `0-9` and `-`. */
  name: string;
  /** As its source wrote it. */
  sourceName: string;
  /** The type of its source. */
  source: string;
  /** Tells its source from others of that type. */
  sourceLabel: string;
  /** It is no cluster, but says of the source, or of a part of it, that it cannot be asked. */
  standsForSource: boolean;
  /** Others that have the same server and certificate authority. */
  otherSources: readonly { source: string; sourceName: string }[];
  title: string;
  /** The entity of the catalog that stands for it. */
  entityRef?: string;
  settings: ClusterSettings & { profile: string };
  labels: Readonly<Record<string, string>>;
  /** What its source states where nothing can be observed, by check id. */
  attestations: Readonly<Record<string, AttestationNote>>;
  demo: boolean;
  /** For its entity in the catalog; undefined where the entity could not be used with it. */
  apiServer?: ApiServer;
  state: RegistrationState;
}

/** Whether a cluster can be connected to, or why what the portal has of it cannot be used. */
export type RegistrationState =
  | {
      ok: true;
      /** The same session for as long as connection and settings stay; opens nothing by itself. */
      connect(): ConnectedCluster;
    }
  | {
      ok: false;
      /** What the connection shows. */
      connection: 'misconfigured' | 'unknown';
      /** A code, e.g. `UnknownProfile`. */
      reason: string;
      /** One sentence that says what to mend; no secret. */
      message: string;
    };

/** A cluster and what is known of it in this process. */
export interface ConnectedCluster {
  cluster: RegisteredCluster;
  session: Session;
  /** For what people read through the portal. */
  relay: KubeRelay;
}

/** What changed between two states of the registry, by name. */
export interface RegistryChange {
  added: readonly string[];
  /** Declared otherwise, connected otherwise, or usable where it was not, and the other way round. */
  changed: readonly string[];
  /** This replica declares it no longer. */
  removed: readonly string[];
  /** Types of sources that answered for the first time: what they do not have is gone from now on. */
  answered: readonly string[];
}

/** The clusters that the sources of this replica declare. */
export interface ClusterRegistry {
  list(): readonly RegisteredCluster[];
  /** Undefined where this replica does not declare it; another may. */
  find(name: string): RegisteredCluster | undefined;
  /** Where the clusters are that are simulated. */
  simulated(): readonly SimulatedServer[];
  /**
   * Tells of every change from now on.
   *
   * @returns ends it
   */
  onChange(listener: (change: RegistryChange) => void): () => void;
}
