/**
 * The closed sets of words that the code, the HTTP API, the database and the pages share.
 *
 * Each set is a readonly tuple, so that schemas, migrations and tests can enumerate it; the type of the same name is the
 * union of its words. The order of a tuple carries no meaning unless its comment says so.
 */

/** @public What a check says of one subject, and of all of them together. */
export const CHECK_STATUSES = [
  'pass',
  'warn',
  'fail',
  'unknown',
  'notApplicable',
  'skipped',
] as const;
/** @public */
export type CheckStatus = (typeof CHECK_STATUSES)[number];

/** @public How much a check weighs, after mode, environment and profile were applied. */
export const SEVERITIES = ['required', 'recommended', 'informational'] as const;
/** @public */
export type Severity = (typeof SEVERITIES)[number];

/**
 * @public Whether the portal reaches the cluster's API with the account it has. `misconfigured`: what the portal was given for
 * this cluster cannot be used (a file that is missing, a certificate that cannot be read, a plugin that is not installed).
 */
export const CONNECTION_STATES = [
  'connected',
  'authFailed',
  'forbidden',
  'unreachable',
  'tlsError',
  'misconfigured',
  'unknown',
] as const;
/** @public */
export type ConnectionState = (typeof CONNECTION_STATES)[number];

/** @public Whether the cluster itself is well. */
export const HEALTH_STATES = [
  'healthy',
  'progressing',
  'degraded',
  'unavailable',
  'unknown',
] as const;
/** @public */
export type HealthState = (typeof HEALTH_STATES)[number];

/** @public Whether the cluster fulfils what its profile asks of a Run:ai installation. */
export const READINESS_STATES = [
  'notChecked',
  'ready',
  'readyWithWarnings',
  'notReady',
  'undetermined',
] as const;
/** @public */
export type ReadinessState = (typeof READINESS_STATES)[number];

/** @public Where the installation of Run:ai stands. */
export const INSTALL_STATES = [
  'notInstalled',
  'installing',
  'installed',
  'upgrading',
  'degraded',
  'failed',
  'removing',
  'residue',
  'unknown',
] as const;
/** @public */
export type InstallState = (typeof INSTALL_STATES)[number];

/** @public Where Run:ai's backend runs and what may cross the cluster's border (seed A4-A7). */
export const INSTALL_MODES = [
  'cloud',
  'hybrid',
  'fullyOnPrem',
  'airGapped',
] as const;
/** @public */
export type InstallMode = (typeof INSTALL_MODES)[number];

/** @public Whether the vendor's installer does it all, prerequisites among them, or people do it with Helm (3.0 and later). */
export const INSTALL_PATHS = ['guided', 'manual'] as const;
/** @public */
export type InstallPath = (typeof INSTALL_PATHS)[number];

/** @public Which edition is installed: the one with support needs a credential for its images. */
export const EDITIONS = ['openSource', 'supportEntitled'] as const;
/** @public */
export type Edition = (typeof EDITIONS)[number];

/** @public What a cluster is used for, as far as it needs software of its own. */
export const CLUSTER_USES = [
  'inference',
  'distributed',
  'fractions',
  'rdma',
] as const;
/** @public */
export type ClusterUse = (typeof CLUSTER_USES)[number];

/** @public Which of the vendor's two sets of instructions applies (seed A9). */
export const TRACKS = ['kubernetes', 'openshift'] as const;
/** @public */
export type Track = (typeof TRACKS)[number];

/** @public Whether the production-only requirements (seed B9, B13) are required or recommended. */
export const ENVIRONMENTS = ['production', 'trial'] as const;
/** @public */
export type Environment = (typeof ENVIRONMENTS)[number];

/** @public */
export const RUN_STATUSES = [
  'queued',
  'running',
  'completed',
  'partial',
  'canceled',
  'failed',
  'expired',
] as const;
/** @public */
export type RunStatus = (typeof RUN_STATUSES)[number];

/** @public The four axes: never folded into one word. */
export const AXES = ['connection', 'health', 'readiness', 'install'] as const;
/** @public */
export type AxisName = (typeof AXES)[number];

/** @public Why a check is `unknown`: each kind has a remedy of its own. `blocked` waits for another check. */
export const UNKNOWN_CLASSES = [
  'forbidden',
  'timeout',
  'unreachable',
  'notRun',
  'disagreeing',
  'unsupported',
  'unreadable',
  'blocked',
] as const;
/** @public */
export type UnknownClass = (typeof UNKNOWN_CLASSES)[number];

/** @public How a piece of evidence is known: `reported` is an operator's or another tool's own word. */
export const EVIDENCE_SOURCES = [
  'observed',
  'declared',
  'reported',
  'inferred',
] as const;
/** @public */
export type EvidenceSource = (typeof EVIDENCE_SOURCES)[number];

/** @public Who acts on a remediation. */
export const REMEDIATION_OWNERS = [
  'cluster-admin',
  'network',
  'portal-admin',
  'vendor',
  'storage',
  'security',
] as const;
/** @public */
export type RemediationOwner = (typeof REMEDIATION_OWNERS)[number];

/** @public The kinds of things a result speaks of. */
export const SUBJECT_KINDS = ['cluster', 'node', 'endpoint'] as const;
/** @public */
export type SubjectKind = (typeof SUBJECT_KINDS)[number];

/** @public The groups of checks, in the order in which pages and reports show them. */
export const CHECK_CATEGORIES = [
  'connection',
  'platform',
  'security',
  'nvidia',
  'monitoring',
  'nodes',
  'storage',
  'registry',
  'software',
  'network',
  'mode',
  'runai',
] as const;
/** @public */
export type CheckCategory = (typeof CHECK_CATEGORIES)[number];

/** @public What is written down about a cluster: calls that act on it, or read it through the portal. */
export const AUDIT_ACTIONS = [
  'proxy',
  'logs',
  'run.start',
  'run.cancel',
  'connection.test',
] as const;
/** @public */
export type AuditAction = (typeof AUDIT_ACTIONS)[number];

/**
 * @public What came of such a call. `allowed`: it was done. `denied`: a permission was missing, or a rule of the portal forbids it.
 * `failed`: it was let through and did not work.
 */
export const AUDIT_OUTCOMES = ['allowed', 'denied', 'failed'] as const;
/** @public */
export type AuditOutcome = (typeof AUDIT_OUTCOMES)[number];

/**
 * @public Which servers a portal takes for clusters that somebody registers. `catalog`: what an entity of the catalog may name.
 * `simulated`: the simulated clusters of a demo alone. `nothing`: it takes no clusters from the catalog.
 */
export const REGISTRATION_TAKES = ['catalog', 'simulated', 'nothing'] as const;
/** @public */
export type RegistrationTakes = (typeof REGISTRATION_TAKES)[number];

/** @public What was found of one thing that a connection needs. */
export const CONNECTION_TEST_STATES = [
  'passed',
  'failed',
  'notTested',
] as const;
/** @public */
export type ConnectionTestState = (typeof CONNECTION_TEST_STATES)[number];

/** @public Why something that a connection needs is not there, or was not tested; `openapi.yaml` says what each means. */
export const CONNECTION_TEST_REASONS = [
  'AddressMissing',
  'AddressInvalid',
  'AddressWithUser',
  'AddressWithSecret',
  'AddressNotHttps',
  'AddressNotPublic',
  'NotSimulated',
  'NotTaken',
  'CertificateInvalid',
  'CertificateWithSecret',
  'TokenInvalid',
  'NameNotFound',
  'Refused',
  'Unreachable',
  'Timeout',
  'Tls',
  'Redirect',
  'NotKubernetes',
  'ServerError',
  'Unauthorized',
  'Forbidden',
  'PermissionsMissing',
  'NotReached',
  'NotAccepted',
  'NotAnswered',
] as const;
/** @public */
export type ConnectionTestReason = (typeof CONNECTION_TEST_REASONS)[number];
