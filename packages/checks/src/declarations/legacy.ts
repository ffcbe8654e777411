import type {
  CheckStatus,
  Evidence,
  Remediation,
  Subject,
} from '@runai-portal/backstage-plugin-runai-common';
import type { Check, CheckContext } from './check';
import type { Fact, FactOutcome } from './fact';
import type { EngineReason } from './reasons';

/** @deprecated Facts by name. */
export type FactMap = Record<string, Fact<unknown>>;
/** @deprecated */
export type FactValues<Facts extends FactMap> = {
  [Name in keyof Facts]: Facts[Name] extends Fact<infer Value> ? Value : never;
};

/** @deprecated A finding that brings its own words. */
export interface LegacyFinding<Reason extends string = string> {
  subject?: Subject;
  status: CheckStatus;
  reason: Reason;
  message: string;
  evidence?: Omit<Evidence, 'observedAt'>[] | Evidence[];
  expected?: string;
  actual?: string;
  blockedBy?: string;
  remediation?: Remediation;
}

/** @deprecated A rule that writes its sentences itself. */
export interface LegacyRule {
  readonly reasons: readonly string[];
  notApplicable?(context: never): { message: string } | undefined;
  evaluate(context: never): LegacyFinding | LegacyFinding[];
}

interface LegacyCheck<
  Facts extends FactMap,
  Optional extends FactMap,
  Reason extends string,
> extends Pick<
    Check,
    | 'id'
    | 'title'
    | 'category'
    | 'requirements'
    | 'description'
    | 'scope'
    | 'severity'
    | 'rollUp'
  > {
  readonly facts: Facts;
  readonly optionalFacts?: Optional;
  readonly reasons: readonly Reason[];
  readonly active?: boolean;
  readonly attestable?: boolean;
  readonly waivable?: boolean;
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
  ):
    | LegacyFinding<Reason | EngineReason>
    | LegacyFinding<Reason | EngineReason>[];
}

/** @deprecated A check of the old kind: to be declared by `defineCheck`. */
export function legacyCheck<
  Facts extends FactMap,
  Optional extends FactMap = Record<never, never>,
  const Reason extends string = string,
>(check: LegacyCheck<Facts, Optional, Reason>): Check {
  const {
    facts,
    optionalFacts = {},
    reasons,
    notApplicable,
    evaluate,
    ...rest
  } = check;
  return {
    active: false,
    attestable: false,
    waivable: true,
    ...rest,
    uses: facts,
    optional: optionalFacts,
    dependsOn: [],
    outcomes: {},
    evaluate: () => [],
    legacy: { reasons, notApplicable, evaluate },
  };
}
