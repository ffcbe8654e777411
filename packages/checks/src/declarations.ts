import type {
  CheckCategory,
  CheckStatus,
  Environment,
  Evidence,
  InstallMode,
  Remediation,
  Severity,
  Subject,
} from '@runai-portal/backstage-plugin-runai-common';
import type { KubeClient } from '@runai-portal/kube';
import type { Profile } from './profiles';
import type { ClusterSettings } from './settings';

export { FactUnavailable } from './engine/FactUnavailable';

/** One thing that the account must be allowed to do. Never on Secrets. */
export interface Permission {
  verb: 'get' | 'list' | 'create' | 'delete';
  /** Absent for the core group. */
  group?: string;
  resource: string;
  namespace?: string;
  resourceName?: string;
  /** Granted to every authenticated user by Kubernetes itself (`system:basic-user`, `system:discovery`). */
  grantedToAll?: boolean;
  /** A resource that only some clusters have: its absence costs nothing. */
  onlyWhereServed?: boolean;
}

/** A path that is not a resource, e.g. `/version`. */
export interface NonResourcePermission {
  verb: 'get';
  nonResourceURL: string;
  grantedToAll?: boolean;
}

/** What a fact may use while it is collected. */
export interface FactContext {
  client: KubeClient;
  /** Aborted at the fact's deadline and when the run is canceled. */
  signal: AbortSignal;
  now: () => Date;
  settings: ClusterSettings;
  profile: Profile;
  /** The checks that may be judged: what the account needs follows from their facts. */
  checks: readonly Check[];
  /** Another fact's value, collected once; throws `FactUnavailable` where that fact failed. */
  get<V>(fact: Fact<V>): Promise<V>;
}

/**
 * Something that is read from a cluster once and judged many times.
 *
 * `collect` resolves with a small, serialisable value. It throws a `KubeError`, or `FactUnavailable` with a reason; the engine
 * turns either into a {@link FactOutcome}, so that a failed fact makes only the checks that rest on it `unknown`.
 */
export interface Fact<Value> {
  readonly id: string;
  readonly title: string;
  readonly permissions: readonly (Permission | NonResourcePermission)[];
  /** How long a value may be judged again without being read anew. */
  readonly ttlSeconds: number;
  /** 30 s where absent. */
  readonly timeoutSeconds?: number;
  /**
   * `first`: asked for before the others, since it takes the longest and others wait for it; `last`: read when all others of the
   * run are, since it speaks of the run itself.
   */
  readonly turn?: 'first' | 'last';
  readonly collect: (context: FactContext) => Promise<Value>;
}

/** Why a value is not there: an error class of `kube`, or a reason of the fact's own. */
export interface FactFailure {
  ok: false;
  /** Reason code of the results that rest on it, e.g. `Forbidden`, `Timeout`, `SchemaUnexpected`. */
  reason: string;
  /** One sentence, with the permission where that is what is missing: `Forbidden(list storage.k8s.io storageclasses)`. */
  message: string;
  observedAt: string;
  durationMs: number;
}

/** What came of collecting a fact. */
export type FactOutcome<Value = unknown> =
  | { ok: true; value: Value; observedAt: string; durationMs: number }
  | FactFailure;

/** By fact id: what a run collected, and what a fixture records. */
export type FactOutcomes = Record<string, FactOutcome>;

/** The facts of a check, by the name under which `evaluate` sees them. */
export type FactMap = Record<string, Fact<unknown>>;
/** The values of a {@link FactMap}. */
export type FactValues<Facts extends FactMap> = {
  [Name in keyof Facts]: Facts[Name] extends Fact<infer Value> ? Value : never;
};

/** Where results are read. */
export type Audience = 'portal' | 'commandLine';

/** What `evaluate` may use besides the facts. */
export interface CheckContext {
  profile: Profile;
  settings: ClusterSettings;
  environment: Environment;
  /** Undefined where undeclared: the `cloud` column applies then. */
  mode?: InstallMode;
  cluster: string;
  now: Date;
  /** Who reads the results, `portal` where absent: a person's own account may have rights that a portal's should not. */
  audience?: Audience;
  /** When the fact of that name was read. */
  observedAt(factName: string): string;
}

/** What `evaluate` says of one subject; the engine adds ids, severity and times. */
export interface Finding<Reason extends string = string> {
  /** The cluster where absent. */
  subject?: Subject;
  status: CheckStatus;
  reason: Reason;
  message: string;
  evidence?: Omit<Evidence, 'observedAt'>[] | Evidence[];
  expected?: string;
  actual?: string;
  /** The check whose failure on this subject keeps it from being judged; the status is then `unknown`, the reason `BlockedBy`. */
  blockedBy?: string;
  remediation?: Remediation;
}

/** Reasons that the engine itself may give for any check. */
export const ENGINE_REASONS = [
  'Forbidden',
  'Unauthorized',
  'NoCredentials',
  'Unreachable',
  'TlsError',
  'Timeout',
  'NotServed',
  'Throttled',
  'ServerError',
  'SchemaUnexpected',
  'TooLarge',
  'BlockedBy',
  'NotApplicable',
  'NotRun',
  'CheckCrashed',
] as const;
/** One of {@link ENGINE_REASONS}. */
export type EngineReason = (typeof ENGINE_REASONS)[number];

/** What decides the weight of a check. */
export type SeverityContext = Pick<
  CheckContext,
  'environment' | 'mode' | 'profile'
>;

/**
 * A rule: declared data and one pure function.
 *
 * @remarks `evaluate` is called when every fact of `facts` was read; where one failed, the engine answers `unknown` with the
 * fact's reason. Facts in `optionalFacts` reach `evaluate` as outcomes, for checks that can say something without them.
 * `NotApplicable` and `BlockedBy` (with `blockedBy`), and the engine's reasons for what cannot be read (`SchemaUnexpected` for
 * one node's broken data, say), may be given without being declared in `reasons`.
 */
export interface Check<
  Facts extends FactMap = FactMap,
  Optional extends FactMap = FactMap,
  Reason extends string = string,
> {
  readonly id: string;
  readonly title: string;
  readonly category: CheckCategory;
  /** Seed ids, e.g. `['B1']`; empty for checks of our own. */
  readonly requirements: readonly string[];
  /** What it asks and why, for the catalogue. */
  readonly description: string;
  readonly scope: 'cluster' | 'node' | 'endpoint' | 'matrix';
  /** By environment and mode where it varies; a profile's `checks.<id>` goes before it. */
  readonly severity: Severity | ((context: SeverityContext) => Severity);
  readonly facts: Facts;
  readonly optionalFacts?: Optional;
  /** Every reason that `evaluate` may give, besides the engine's. */
  readonly reasons: readonly Reason[];
  /** It needs probes inside the cluster: a passive run leaves it `skipped`. */
  readonly active?: boolean;
  /** A person's statement counts where nothing could be observed. */
  readonly attestable?: boolean;
  /** True where absent. */
  readonly waivable?: boolean;
  /** Undefined where it applies, else why it does not. */
  notApplicable?(
    context: CheckContext & { facts: FactValues<Facts> },
  ): { message: string } | undefined;
  evaluate(
    context: CheckContext & {
      facts: FactValues<Facts>;
      optional: {
        [Name in keyof Optional]: FactOutcome<FactValues<Optional>[Name]>;
      };
    },
  ): Finding<Reason | EngineReason> | Finding<Reason | EngineReason>[];
  /**
   * Replaces "the worst subject" where a check asks for enough subjects, not for all. Must not depend on the order of the
   * findings, and a worse finding must never make its answer better.
   */
  rollUp?(
    findings: readonly Pick<Finding, 'status' | 'reason' | 'subject'>[],
    context: CheckContext,
  ): CheckStatus;
}

/** Declares a check, so that facts, reasons and `evaluate` agree in their types. */
export function defineCheck<
  Facts extends FactMap,
  Optional extends FactMap = Record<never, never>,
  const Reason extends string = string,
>(check: Check<Facts, Optional, Reason>): Check<Facts, Optional, Reason> {
  return check;
}

/** Declares a fact. */
export function defineFact<Value>(fact: Fact<Value>): Fact<Value> {
  return fact;
}

/** The facts that a check rests on, the optional ones last. */
export function factsOf({
  facts,
  optionalFacts,
}: Pick<Check, 'facts' | 'optionalFacts'>): Fact<unknown>[] {
  return [...Object.values(facts), ...Object.values(optionalFacts ?? {})];
}
