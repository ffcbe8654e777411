import type { KubeClient } from '@runai-portal/kube';
import type { Profile } from '../profiles';
import type { ClusterSettings } from '../settings';
import type {
  NeededPermission,
  NonResourcePermission,
  Permission,
} from './permission';

/** What a fact may use while it is collected. */
export interface FactContext {
  client: KubeClient;
  /** Aborted at the fact's deadline and when the run is canceled. */
  signal: AbortSignal;
  now: () => Date;
  settings: ClusterSettings;
  profile: Profile;
  /** What the account needs for all checks that may be judged. */
  needed: () => readonly NeededPermission[];
  /** Value of another fact, collected once, or of an observation; throws `FactUnavailable` where a fact behind it failed. */
  get<V>(source: Source<V>): Promise<V>;
}

/** What decides what a fact keeps of what it reads. */
export type ReadContext = Pick<FactContext, 'profile' | 'settings'>;

/**
 * Something that is read from a cluster once and judged many times; declared by `defineFact` and `listFact`.
 *
 * `collect` resolves with a small, serialisable value. It throws a `KubeError`, or `FactUnavailable` with a reason; the engine
 * turns either into a {@link FactOutcome}, so that a failed fact makes only the checks that rest on it `unknown`.
 */
export interface Fact<Value> {
  readonly kind: 'fact';
  readonly id: string;
  readonly title: string;
  /** Follows from the requests that are declared. */
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
  /**
   * Whether what was read under one profile and settings is all that would be read under others; true where absent. What keeps
   * labels or names that these choose says so here.
   */
  readonly readsAlike?: (read: ReadContext, wanted: ReadContext) => boolean;
  readonly collect: (context: FactContext) => Promise<Value>;
}

/**
 * Thrown by `collect` where a value cannot be had for a reason of the fact's own, e.g. `SchemaUnexpected`: a version that says
 * "garbage". What rests on the fact becomes `unknown` with this reason.
 */
export class FactUnavailable extends Error {
  readonly name = 'FactUnavailable';

  /**
   * @param reason - code that the results carry
   * @param message - one sentence for a person
   */
  constructor(readonly reason: string, message: string) {
    super(message);
  }
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

/** What an observation may look at besides the values of its sources. */
export interface ObservationContext {
  profile: Profile;
  settings: ClusterSettings;
  now: Date;
}

/**
 * What facts mean together: a pure function of its sources, computed at most once a run and handed to whoever declares it, so
 * that checks, health, install state and pages say the same.
 *
 * @remarks Where a source of `uses` could not be read, the observation cannot be made either, and whoever rests on it is
 * `unknown` for that source's reason. Sources of `optional` are undefined then.
 */
export interface Observation<Value> {
  readonly kind: 'observation';
  readonly id: string;
  readonly uses: Sources;
  readonly optional: Sources;
  observe(values: Record<string, unknown> & ObservationContext): Value;
}

/** Something that checks, health, install states and pages may rest on: what was read, or what that means together. */
export type Source<Value = unknown> = Fact<Value> | Observation<Value>;

/** Sources by the names under which whoever uses them sees their values. */
export type Sources = Record<string, Source>;

/** The value of a source. */
export type ValueOf<Of> = Of extends Source<infer Value> ? Value : never;

/** The values of sources; undefined for an optional one that could not be read. */
export type ValuesOf<Used extends Sources, Optional extends Sources> = {
  [Name in keyof Used]: ValueOf<Used[Name]>;
} & { [Name in keyof Optional]: ValueOf<Optional[Name]> | undefined };

/** Declares an observation, so that its sources and `observe` agree in their types. */
export function defineObservation<
  Value,
  Used extends Sources = Record<never, never>,
  Optional extends Sources = Record<never, never>,
>(observation: {
  id: string;
  uses: Used;
  optional?: Optional;
  observe(values: ValuesOf<Used, Optional> & ObservationContext): Value;
}): Observation<Value> {
  const { observe, ...rest } = observation;
  return {
    kind: 'observation',
    optional: {},
    ...rest,
    // The engine hands over just what is declared: the cast says what `uses` and `optional` say.
    observe: observe as Observation<Value>['observe'],
  };
}
