import type {
  AxisName,
  CheckCategory,
  CheckStatus,
  ConnectionState,
  Environment,
  HealthState,
  InstallMode,
  InstallState,
  ReadinessState,
  RemediationOwner,
  RunStatus,
  Severity,
  SubjectKind,
  Track,
} from './vocabulary';

/** @public An instant, ISO 8601 in UTC, as `new Date().toISOString()` writes it. */
export type Timestamp = string;

/** @public What a result is about: the whole cluster (`name` is the cluster's), a node or an endpoint. */
export interface Subject {
  kind: SubjectKind;
  name: string;
  namespace?: string;
}

/** @public One thing that was read, and when. `value` is `absent` where the absence is the evidence. */
export interface Evidence {
  /** The object, as `kind/name` or a path, e.g. `node/gpu-07` or `GET /version`. */
  what: string;
  /** The field, label or header within it. */
  key?: string;
  value: string;
  observedAt: Timestamp;
}

/** @public What to do about a result that is not a pass. */
export interface Remediation {
  owner: RemediationOwner;
  /** Plain sentences. */
  text: string;
  /** Shell commands that can be copied as they stand. */
  commands: string[];
  docs: { title: string; url: string }[];
}

/** @public An accepted risk, beside a status and never folded into it. */
export interface WaiverNote {
  by: string;
  reason: string;
  expiresAt: Timestamp;
}

/** @public A person's statement where nothing can be observed. */
export interface AttestationNote {
  by: string;
  value: boolean;
  note: string;
  at?: Timestamp;
  expiresAt?: Timestamp;
}

/** @public What one check says of one subject. */
export interface Result {
  checkId: string;
  subject: Subject;
  status: CheckStatus;
  severity: Severity;
  /** A code of the closed set that the check declares; `message` carries what varies. */
  reason: string;
  message: string;
  evidence: Evidence[];
  expected?: string;
  actual?: string;
  /** The id of the check whose failure keeps this one from being judged. */
  blockedBy?: string;
  remediation?: Remediation;
  waiver?: WaiverNote;
  attestation?: AttestationNote;
  observedAt: Timestamp;
  /** When `status` or `reason` last became what it is. */
  changedAt: Timestamp;
  durationMs: number;
}

/** @public Counts by status; every status is present. */
export type StatusCounts = Record<CheckStatus, number>;

/** @public One check over all its subjects. */
export interface CheckSummary {
  checkId: string;
  title: string;
  category: CheckCategory;
  severity: Severity;
  status: CheckStatus;
  reason: string;
  /** The message of the worst subject, or the one message of a cluster-wide check. */
  message: string;
  /** Of subjects. */
  counts: StatusCounts;
  /** Three at most, worst first. */
  worst: Result[];
  /** Requirement ids of the seed documents, e.g. `B5`. */
  requirements: string[];
  attestable: boolean;
  blockedBy?: string;
  sampled?: { probed: number; total: number };
  /** Absent where the check has never run. */
  observedAt?: Timestamp;
  changedAt?: Timestamp;
  waiver?: WaiverNote;
  attestation?: AttestationNote;
}

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

/** @public */
export interface Blocker {
  checkId: string;
  title: string;
  reason: string;
  message: string;
}

/** @public */
export interface ReadinessAxis extends Axis<ReadinessState> {
  profile: string;
  /** Of checks, not of subjects. */
  counts: StatusCounts;
  /** The required checks that the verdict rests on: those that fail, else those that are unknown or were never run; roots only. */
  blockers: Blocker[];
  checkedAt?: Timestamp;
  /** How many checks count because somebody stated them. */
  attested?: number;
  /** One sentence that says the verdict and why. */
  sentence?: string;
}

/** @public */
export interface InstallAxis extends Axis<InstallState> {
  version?: string;
}

/** @public GPUs as the API server offers them. `notOffered` GPUs are in the hardware and not allocatable. */
export interface GpuTotals {
  total: number;
  allocatable: number;
  /** Undefined where pods may not be read. */
  allocated?: number;
}

/** @public `undefined` as a whole, or for one field, where it is not known: never a zero. */
export interface Capacity {
  nodes: { total: number; ready: number };
  gpus?: GpuTotals;
}

/** @public A fact about the platform with the signal it was read from. */
export interface PlatformFacts {
  distribution: string;
  track: Track;
  kubernetesVersion?: string;
  openshiftVersion?: string;
}

/** @public One row of the fleet. */
export interface ClusterSummary {
  name: string;
  sourceName: string;
  /** The type of the source that brought it, e.g. `kubeconfig`. */
  source: string;
  /** Other sources that have the same server and certificate authority: one cluster, told by the source that goes before. */
  otherSources?: { source: string; sourceName: string }[];
  title: string;
  entityRef?: string;
  owner?: string;
  contact?: { title: string; url?: string };
  maintenance?: { until: Timestamp; reason: string };
  environment: Environment;
  mode?: InstallMode;
  labels: Record<string, string>;
  demo: boolean;
  /** Absent until it was seen once. */
  platform?: PlatformFacts;
  connection: Axis<ConnectionState>;
  health: Axis<HealthState>;
  readiness: ReadinessAxis;
  install: InstallAxis;
  capacity?: Capacity;
  observedAt?: Timestamp;
  /** The values shown are older than the cluster's connection is broken, or than five minutes. */
  stale: boolean;
  /** A poll is under way right now and since when. */
  polling?: { since: Timestamp };
}

/** @public A declared setting beside what was detected. */
export interface DeclaredAndDetected {
  key: string;
  title: string;
  declared?: string;
  detected?: string;
  /** The signal behind `detected`. */
  signal?: string;
  /** Both are known and differ. */
  differs: boolean;
}

/** @public A line of the platform card: what, and from which signals it is known. */
export interface PlatformLine {
  key: string;
  title: string;
  value: string;
  signals: string[];
  /** Something about the value that a reader must know, e.g. `driver ready on 6 of 7`. */
  warning?: string;
}

/** @public GPUs of one product, one way of being split and one pool. */
export interface GpuProductCapacity {
  product: string;
  pool?: string;
  /** The resource name, e.g. `nvidia.com/gpu` or `nvidia.com/mig-1g.5gb`. */
  resource: string;
  nodes: number;
  memoryMiB?: number;
  total: number;
  allocatable: number;
  allocated?: number;
}

/** @public One workload of Run:ai. */
export interface RunaiService {
  kind: 'Deployment' | 'DaemonSet' | 'StatefulSet';
  namespace: string;
  name: string;
  ready: number;
  desired: number;
  message?: string;
}

/** @public A condition of RunaiConfig or of a workload, as the cluster wrote it. */
export interface Condition {
  type: string;
  status: string;
  reason?: string;
  message?: string;
  lastTransitionTime?: Timestamp;
}

/** @public `GET /clusters/:cluster` */
export interface ClusterDetail extends ClusterSummary {
  settings: DeclaredAndDetected[];
  platformLines: PlatformLine[];
  gpus: GpuProductCapacity[];
  services: RunaiService[];
  conditions: Condition[];
}

/** @public GPUs of a node. */
export interface NodeGpus {
  product?: string;
  /** Number of physical devices by the node's labels, where told. */
  count?: number;
  memoryMiB?: number;
  driver?: string;
  cuda?: string;
  mig?: { strategy?: string; profiles: Record<string, number> };
  /** Sum over the NVIDIA resources the node offers. */
  capacity: number;
  allocatable: number;
  allocated?: number;
  /** By resource name. */
  resources: Record<string, { capacity: number; allocatable: number }>;
}

/** @public */
export interface NodeView {
  name: string;
  roles: string[];
  pool?: string;
  ready: 'True' | 'False' | 'Unknown';
  unschedulable: boolean;
  conditions: Condition[];
  taints: { key: string; value?: string; effect: string }[];
  kubeletVersion?: string;
  osImage?: string;
  kernelVersion?: string;
  architecture?: string;
  containerRuntime?: string;
  cpu?: { capacity?: string; allocatable?: string };
  memoryBytes?: { capacity?: number; allocatable?: number };
  gpus?: NodeGpus;
  /** Results that concern this node and do not pass. */
  results: Result[];
  createdAt?: Timestamp;
  observedAt: Timestamp;
}

/** @public Counts by state over what the caller may read. */
export interface FleetTotals {
  clusters: number;
  connection: Record<ConnectionState, number>;
  health: Record<HealthState, number>;
  readiness: Record<ReadinessState, number>;
  install: Record<InstallState, number>;
  /** Over the clusters in `counted`; undefined where none is known. */
  gpus?: { total: number; allocatable: number; allocated?: number };
  /**
   * How many clusters' GPUs are in `gpus`, and which are not: those that do not answer now, or whose nodes may not be read. The
   * reason stands behind the name: `cannot be reached`, without capital and full stop.
   */
  counted: number;
  notCounted: { name: string; reason: string }[];
  oldestObservation?: Timestamp;
  newestObservation?: Timestamp;
  demo: boolean;
}

/** @public */
export interface RunEvent {
  seq: number;
  at: Timestamp;
  kind: 'started' | 'fact' | 'check' | 'finished' | 'canceled' | 'note';
  message: string;
  checkId?: string;
  status?: CheckStatus;
}

/** @public */
export interface Run {
  id: string;
  cluster: string;
  status: RunStatus;
  trigger: 'schedule' | 'user' | 'start';
  startedBy?: string;
  startedAt: Timestamp;
  finishedAt?: Timestamp;
  progress: { done: number; total: number };
  /** HTTP requests sent to the cluster. */
  requests: number;
  error?: string;
  /** What changed against the run before: checks that came to pass, and checks that ceased to. */
  changes?: { fixed: string[]; broken: string[] };
  events: RunEvent[];
}

/** @public */
export interface Transition {
  id: string;
  axis?: AxisName;
  checkId?: string;
  subject?: Subject;
  from?: string;
  to: string;
  reason?: string;
  message?: string;
  at: Timestamp;
  runId?: string;
}

/** @public A page of a list. */
export interface Page<T> {
  items: T[];
  totalItems: number;
  nextCursor?: string;
}

/** @public History: transitions, and the spans in which the cluster was observed at all. */
export interface HistoryPage extends Page<Transition> {
  /** Spans without an observation, oldest first. */
  gaps: { from: Timestamp; to: Timestamp }[];
}

/** @public A check of the catalogue. */
export interface CheckInfo {
  id: string;
  title: string;
  category: CheckCategory;
  description: string;
  requirements: string[];
  severity: Severity;
  attestable: boolean;
  /** The reason codes it may answer with. */
  reasons: string[];
  /** Not part of a passive run. */
  active: boolean;
  /** On how many of the clusters that the caller may read it fails now. */
  failing?: number;
}

/** @public */
export interface ProfileInfo {
  id: string;
  title: string;
  extends?: string;
  source: string;
  /** Everything it says, inherited parts included; absent in lists. */
  document?: unknown;
}

/** @public `GET /clusters/:cluster/install` */
export interface InstallView {
  cluster: ComponentInstall;
  backend: ComponentInstall;
  /** The state of the cluster component: what the axis shows. */
  state: InstallState;
  version?: string;
  versionSource?: string;
  /** Of the cluster component; undefined where workloads could not be read. */
  workloads?: { ready: number; desired: number };
  services: RunaiService[];
  conditions: Condition[];
  residue: { what: string; command: string }[];
  observedAt?: Timestamp;
}

/** @public One of Run:ai's two components (seed A1). */
export interface ComponentInstall {
  state: InstallState;
  reason: string;
  message: string;
  evidence: Evidence[];
}
