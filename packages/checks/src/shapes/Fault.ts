import type {
  CheckStatus,
  RemediationOwner,
} from '@runai-portal/backstage-plugin-runai-common';
import type { ClusterDeclaration } from '@runai-portal/simulator';
import type { ClusterSettingsInput } from '../settings';
import type { FaultyCluster } from './FaultyCluster';
import type { HealthyShape } from './HealthyShape';

/** One thing that is wrong with a cluster otherwise healthy, and what has to find it. */
export interface Fault {
  readonly what: string;
  /** Ids of the shapes that it is put into; all that have what it needs where absent. */
  readonly shapes?: readonly string[];
  /** Whether a shape has what it needs. */
  readonly needs?: (shape: HealthyShape) => unknown;
  /** Puts it into a cluster that runs. */
  readonly inject?: (cluster: FaultyCluster, shape: HealthyShape) => void;
  /** Where the fault is of the server itself: another one is declared. */
  readonly declare?: (shape: HealthyShape) => ClusterDeclaration;
  /** Where the fault is of what is declared, or shows only with it. */
  readonly settings?: Partial<ClusterSettingsInput>;
  readonly finds: FoundBy;
}

/** The check that must find it, with what; who has to mend it, where that is told. */
export interface FoundBy {
  readonly check: string;
  readonly status: CheckStatus;
  readonly reason?: string;
  readonly owner: RemediationOwner;
}

/** Found by this check, as this status, to be mended by this owner. */
export function foundBy(
  check: string,
  status: CheckStatus,
  owner: RemediationOwner = 'cluster-admin',
): FoundBy {
  return { check, status, owner };
}
