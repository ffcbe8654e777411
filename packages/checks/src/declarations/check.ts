import type {
  CheckCategory,
  ClusterUse,
  CheckStatus,
  Severity,
  SubjectRollUp,
} from '@runai-portal/backstage-plugin-runai-common';
import type { Profile } from '../profiles';
import type { CommonOutcome } from './commonOutcomes';
import type { Finding, Outcomes, Remedy } from './outcome';
import type { ObservationContext, Sources, ValuesOf } from './source';

/** What to look at, and by which commands; where it differs by platform, `where` says so. */
export type Verification = Pick<Remedy, 'text' | 'commands' | 'where'>;

/** Where results are read. */
export type Audience = 'portal' | 'commandLine';

/** What `evaluate` may use besides the values of its sources. */
export interface CheckContext extends ObservationContext {
  /** Who reads the results, `portal` where absent: a person's own account may have rights that a portal's should not. */
  audience?: Audience;
}

/**
 * A rule: declared data and one pure function that selects.
 *
 * @remarks `evaluate` is called when every source of `uses` could be read; where one failed, the engine answers `unknown` with
 * its reason. Sources of `optional` are undefined where they could not be read, which the engine tells as evidence. No finding
 * at all is `NotApplicable`: there is nothing here to judge.
 */
export interface Check {
  readonly id: string;
  readonly title: string;
  readonly category: CheckCategory;
  /** Seed ids, e.g. `['B1']`; empty for checks of our own. */
  readonly requirements: readonly string[];
  /** What it asks and why, for the catalogue. */
  readonly description: string;
  /** How a person sees the same by hand, on its page: no values of a cluster are known there, so commands name placeholders like NODE. */
  readonly verify?: Verification;
  readonly scope: 'cluster' | 'node' | 'endpoint' | 'matrix';
  /** A profile's `checks.<id>` goes before it, and tells where environment or mode change it. */
  readonly severity: Severity;
  /** What the cluster has to be used for, all of it: while one is not declared, the check is informational. */
  readonly usedFor?: readonly ClusterUse[];
  /** The part of a profile that asks for it: a check that a profile does not ask for is not applicable. */
  readonly asked?: (profile: Profile) => unknown;
  readonly uses: Sources;
  readonly optional: Sources;
  /** Checks whose failure on the same subject, or on the cluster, keeps this one from being judged. */
  readonly dependsOn: readonly string[];
  readonly outcomes: Outcomes;
  /** Written as a sentence of an outcome is, from the same values. */
  readonly expected?: string;
  readonly actual?: string;
  /** It needs probes inside the cluster: a passive run leaves it `skipped`. */
  readonly active: boolean;
  /** A person's statement counts where nothing could be observed. */
  readonly attestable: boolean;
  readonly waivable: boolean;
  evaluate(
    context: Record<string, unknown> & CheckContext,
  ): Finding | Finding[];
  /**
   * Replaces "the worst subject" where a check asks for enough subjects, not for all. Must not depend on the order of the
   * findings, and a worse finding must never make its answer better.
   */
  rollUp?(
    results: Parameters<SubjectRollUp>[0],
    context: CheckContext,
  ): CheckStatus;
}

/** What is said of a check where its declaration does not. */
const DEFAULTS = {
  scope: 'cluster',
  severity: 'required',
  /** It is one of our own. */
  requirements: [],
  optional: {},
  dependsOn: [],
  active: false,
  attestable: false,
  waivable: true,
} as const satisfies Partial<Check>;

type WithDefault = keyof typeof DEFAULTS;

/** What `evaluate` may answer: an outcome of its own table, or of the common one. */
type Said<Key extends string> = Finding<NoInfer<Key> | CommonOutcome>;

/** A check as it is written down. */
type CheckDeclaration<
  Used extends Sources,
  Optional extends Sources,
  Key extends string,
> = Omit<Check, WithDefault | 'uses' | 'outcomes' | 'evaluate'> &
  Partial<Omit<Pick<Check, WithDefault>, 'optional'>> & {
    readonly uses: Used;
    readonly optional?: Optional;
    readonly outcomes: Outcomes<Key>;
    evaluate(
      context: ValuesOf<Used, Optional> & CheckContext,
    ): Said<Key> | Said<Key>[];
  };

/** A declared check, which remembers its reason codes for its tests. */
export type CheckOf<Key extends string> = Check & {
  readonly outcomes: Outcomes<Key>;
};

/** Declares a check, so that sources, outcomes and `evaluate` agree in their types. */
export function defineCheck<
  Used extends Sources,
  const Key extends string,
  Optional extends Sources = Record<never, never>,
>(declaration: CheckDeclaration<Used, Optional, Key>): CheckOf<Key> {
  const { evaluate, ...rest } = declaration;
  return {
    ...DEFAULTS,
    ...rest,
    // The engine hands over just what is declared: the cast says what `uses` and `optional` say.
    evaluate: evaluate as Check['evaluate'],
  };
}
