import type { ResourcePermission } from '@backstage/plugin-permission-common';
import type {
  AuditAction,
  AuditOutcome,
  AuditTarget,
} from '@runai-portal/backstage-plugin-runai-common';
import type { StoredCluster } from '../database/clusterRow';

/** What somebody asks to do with a cluster, or to read through the portal. */
export interface ActRequest {
  /** As the request names it. */
  cluster: string;
  action: AuditAction;
  /** What it needs besides reading the cluster. */
  permissions: readonly ResourcePermission[];
  target?: AuditTarget;
}

/** How it ended. */
export interface ActResult {
  outcome: AuditOutcome;
  /** Of the HTTP answer. */
  status?: number;
  /** Of the body that was answered. */
  bytes?: number;
  /** A code or a short sentence; nothing that a body said. */
  reason?: string;
}

/** A call that acts or reads through us; its audit entry is written when it ends. */
export interface OpenAct {
  /** Entity reference of the person, or the subject of the service. */
  readonly actor: string;
  /** Writes the one entry; further calls do nothing. */
  end(result: ActResult): void;
}

/** The same, of one cluster. */
export interface Act extends OpenAct {
  readonly cluster: StoredCluster;
}

/** What is refused before anything is known of the cluster, e.g. a path that cannot be read. */
export interface Refusal {
  /** As the request names it. */
  cluster: string;
  action: AuditAction;
  target?: AuditTarget;
  /** A code or a short sentence. */
  reason: string;
  /** Of the HTTP answer. */
  status: number;
}
