import type { Result } from '@runai-portal/backstage-plugin-runai-common';
import type {
  Audience,
  Check,
  CheckContext,
  FactOutcomes,
} from '../declarations';
import type { Profile } from '../profiles';
import type { ClusterSettings } from '../settings';
import type { Catalogue } from './Catalogue';
import { Judgement } from './Judgement';
import { Reading } from './Reading';
import { weigh } from './severity';

/** Everything that a judgement rests on. */
export interface EvaluateInput {
  facts: FactOutcomes;
  profile: Profile;
  settings: ClusterSettings;
  now: Date;
  /** Name of the cluster in the results; that of the settings where absent. */
  cluster?: string;
  /** `portal` where absent. */
  audience?: Audience;
}

/**
 * Judges facts by a profile: the same in a run, on the command line and in a test on recorded facts.
 *
 * Pure, and never throws. While the cluster cannot be reached or does not accept the credentials, every other check is
 * `unknown`, blocked by the check that says so.
 *
 * @param options.checks - all of the catalogue where absent
 */
export function evaluateWith(
  catalogue: Catalogue,
  options: EvaluateInput & { checks?: readonly Check[] },
): Result[] {
  const judgement = judgementOf(catalogue, options);
  const { checks = catalogue.checks } = options;
  return judgeBehind(
    closedGate(catalogue, judgement),
    checks,
    catalogue,
    judgement,
  );
}

/** @param growing - facts will be added while a run reads more */
export function judgementOf(
  { checks, platform }: Catalogue,
  options: EvaluateInput,
  { growing = false } = {},
): Judgement {
  const { profile, settings, now } = options;
  return new Judgement({
    reading: new Reading(
      options.facts,
      { profile, settings, now },
      { growing },
    ),
    context: checkContext(options),
    checks,
    platform,
  });
}

/** Judges these checks, where a gate is closed or, with undefined, none is. */
export function judgeBehind(
  closed: Result | undefined,
  checks: readonly Check[],
  { gates }: Catalogue,
  judgement: Judgement,
): Result[] {
  // Of the gates, those up to the closed one are judged: what comes after it is not known either.
  const judged = closed
    ? gates.slice(0, gates.indexOf(closed.checkId) + 1)
    : [];
  return checks.flatMap(check =>
    closed && !check.active && !judged.includes(check.id)
      ? [behindGate(check, closed, judgement)]
      : judgement.results(check),
  );
}

/** Result of the first gate that fails, if one does. */
export function closedGate(
  { checks, gates }: Catalogue,
  judgement: Judgement,
): Result | undefined {
  for (const id of gates) {
    const gate = checks.find(check => check.id === id);
    const result =
      gate && judgement.results(gate).find(({ status }) => status === 'fail');
    if (result) {
      return result;
    }
  }
  return undefined;
}

/** The context that is the same for all checks of a judgement. */
export function checkContext({
  profile,
  settings,
  now,
  cluster = settings.name,
  audience = 'portal',
}: Omit<EvaluateInput, 'facts'>): Omit<CheckContext, 'observedAt'> {
  const { environment, mode } = settings;
  return { profile, settings, now, environment, mode, cluster, audience };
}

/** What is said of a check while a gate is closed: nothing, and why. */
function behindGate(
  check: Check,
  gate: Result,
  { context }: Judgement,
): Result {
  const { severity, notApplicable } = weigh(check, context);
  const { observedAt } = gate;
  const result: Result = {
    checkId: check.id,
    subject: { kind: 'cluster', name: context.cluster },
    status: 'notApplicable',
    severity,
    reason: 'NotApplicable',
    message: notApplicable ?? '',
    evidence: [],
    observedAt,
    changedAt: observedAt,
    durationMs: 0,
  };
  return notApplicable
    ? result
    : {
        ...result,
        status: 'unknown',
        reason: 'BlockedBy',
        blockedBy: gate.checkId,
        unknown: 'blocked',
        message: `Not judged: ${gate.message}`,
      };
}
