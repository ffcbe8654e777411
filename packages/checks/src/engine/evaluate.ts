import type { Result } from '@runai-portal/backstage-plugin-runai-common';
import { CHECKS } from '../catalogue';
import type { Audience, Check, FactOutcomes } from '../declarations';
import type { Profile } from '../profiles';
import type { ClusterSettings } from '../settings';
import { evaluateCheck, type CheckInput } from './evaluateCheck';
import { GATE_CHECKS } from './gates';

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
  /** All of the catalogue where absent. */
  checks?: readonly Check[];
  /** Those that can close the gate; found among `checks` where absent. */
  gates?: readonly Check[];
}

/**
 * Judges facts by a profile: the same in a run, on the command line and in a test on recorded facts.
 *
 * Pure, and never throws. While the cluster cannot be reached or does not accept the credentials, every other check is
 * `unknown`, blocked by the check that says so.
 */
export function evaluate(options: EvaluateInput): Result[] {
  const checks = options.checks ?? CHECKS;
  const input = checkInput(options);
  return judgeBehind(closedGate(options.gates ?? checks, input), checks, input);
}

/** Judges these checks, where a gate is closed or, with undefined, none is. */
export function judgeBehind(
  closed: Result | undefined,
  checks: readonly Check[],
  input: CheckInput,
): Result[] {
  // Of the gates, those up to the closed one are judged: what comes after it is not known either.
  const judged = closed
    ? GATE_CHECKS.slice(0, GATE_CHECKS.indexOf(closed.checkId) + 1)
    : [];
  return checks.flatMap(check =>
    closed && !check.active && !judged.includes(check.id)
      ? blocked(check, closed, input)
      : evaluateCheck(check, input),
  );
}

/** Result of the first gate that fails, if one does. */
export function closedGate(
  checks: readonly Check[],
  input: CheckInput,
): Result | undefined {
  for (const id of GATE_CHECKS) {
    const gate = checks.find(check => check.id === id);
    const result =
      gate &&
      evaluateCheck(gate, input).find(({ status }) => status === 'fail');
    if (result) {
      return result;
    }
  }
  return undefined;
}

/** The context that is the same for all checks of a judgement. */
export function checkInput(options: EvaluateInput): CheckInput {
  const { facts, profile, settings, now } = options;
  const { environment, mode } = settings;
  return {
    facts,
    profile,
    settings,
    now,
    environment,
    mode,
    cluster: options.cluster ?? settings.name,
    audience: options.audience ?? 'portal',
  };
}

/** What is said of a check while a gate is closed: nothing, and why. */
export function blocked(
  check: Check,
  gate: Result,
  input: CheckInput,
): Result[] {
  const { observedAt } = gate;
  return evaluateCheck(check, { ...input, facts: {} }).map(result =>
    result.status === 'notApplicable'
      ? result
      : {
          ...result,
          status: 'unknown',
          reason: 'BlockedBy',
          blockedBy: gate.checkId,
          message: `Not judged: ${gate.message}`,
          evidence: [],
          observedAt,
          changedAt: observedAt,
          durationMs: 0,
        },
  );
}
