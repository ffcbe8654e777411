/**
 * The shapes of the HTTP API. All of them are made from the contract, `openapi.yaml` of the backend plugin, which says what each
 * field means; here stand their names, and the few shapes that are the same for several of them.
 */

export type {
  AccessPermission,
  AccessView,
  ApiServer,
  AttestationNote,
  AuditEntry,
  AuditPage,
  AuditTarget,
  Blocker,
  Capacity,
  CheckChange,
  CheckInfo,
  CheckOnCluster,
  CheckOutcome,
  CheckPermission,
  CheckRemedy,
  CheckStatement,
  CheckSummary,
  CheckVerification,
  CheckWeight,
  ClusterDetail,
  ClusterSourceState,
  ClusterSummary,
  ComponentInstall,
  Condition,
  ConnectionTest,
  ConnectionTestRequest,
  ConnectionTestStep,
  DeclaredAndDetected,
  DocLink,
  EvaluatedSettings,
  Evaluation,
  EvaluationRequest,
  Evidence,
  FleetFacets,
  FleetTotals,
  GpuProductCapacity,
  GpuTotals,
  HistoryDay,
  HistoryDays,
  HistoryPage,
  HistoryStrip,
  InstallAxis,
  InstallView,
  NodeCounts,
  NodeGpus,
  NodePage,
  NodeView,
  PlatformFacts,
  PlatformLine,
  ProfileInfo,
  ProxyResource,
  ProxyState,
  ReadinessAxis,
  Registration,
  Remediation,
  Result,
  Run,
  RunaiService,
  RunEvent,
  RunRequest,
  SimulatedServer,
  SourceCluster,
  StatusCounts,
  Subject,
  Transition,
  WaiverNote,
} from './schema/openapi';

/** @public An instant, ISO 8601 in UTC, as `new Date().toISOString()` writes it. */
export type Timestamp = string;

/** @public One axis of a cluster. */
export interface Axis<S extends string = string> {
  state: S;
  /** Since when `state` holds; absent where it was never observed. */
  since?: Timestamp;
  reason?: string;
  message?: string;
  observedAt?: Timestamp;
  /** Beside `unknown`: what was last seen, and when. */
  lastKnown?: { state: S; observedAt: Timestamp };
}

/** @public A page of a list. */
export interface Page<T> {
  items: T[];
  totalItems: number;
  nextCursor?: string;
}
