import type {
  Evidence,
  Result,
  Severity,
} from '@runai-portal/backstage-plugin-runai-common';
import {
  factsOf,
  type Check,
  type CheckContext,
  type FactMap,
  type FactOutcome,
  type FactOutcomes,
  type Finding,
} from '../declarations';
import { capResult, someEvidence } from './capResult';
import { crashMessage } from './findings';
import { unreadable, unreadOptional } from './unreadable';
import { weigh } from './severity';

/** What a check is judged with. */
export interface CheckInput extends Omit<CheckContext, 'observedAt'> {
  facts: FactOutcomes;
}

/**
 * Judges one check. Pure; never throws: a check that does is `unknown` with the reason `CheckCrashed`.
 *
 * @returns one result a subject; exactly one, of the cluster, where there is nothing to tell subjects apart
 */
export function evaluateCheck(check: Check, input: CheckInput): Result[] {
  const seen = observation(check, input);
  let severity: Severity = 'required';
  let findings: Finding[];
  try {
    const weight = weigh(check, input);
    severity = weight.severity;
    findings = weight.notApplicable
      ? [notApplicable(weight.notApplicable)]
      : judge(check, input, seen);
  } catch (error) {
    findings = [
      {
        status: 'unknown',
        reason: 'CheckCrashed',
        message: crashMessage(error),
      },
    ];
  }
  return findings.map(finding =>
    toResult(check, input, finding, severity, seen),
  );
}

/** When the facts of a check were read, and how long that took. */
interface Observation {
  at: string;
  durationMs: number;
}

function judge(check: Check, input: CheckInput, seen: Observation): Finding[] {
  const missing = unreadable(check, input.facts);
  if (missing) {
    return [missing];
  }
  const context = {
    ...input,
    facts: valuesOf(check.facts, input.facts),
    observedAt: (name: string) =>
      factOf(check, name, input.facts)?.observedAt ?? seen.at,
  };
  const reason = check.notApplicable?.(context);
  if (reason) {
    return [notApplicable(reason.message)];
  }
  const answer = check.evaluate({
    ...context,
    optional: outcomesOf(check.optionalFacts ?? {}, input.facts),
  });
  const findings = Array.isArray(answer) ? answer : [answer];
  if (findings.length === 0) {
    return [notApplicable('There is nothing here that this check judges')];
  }
  const unread = unreadOptional(check, input.facts);
  return unread.length === 0 ? findings : findings.map(withUnread(unread));
}

/** First, since evidence is cut at its end: what was not seen limits everything that is said. */
function withUnread(unread: Evidence[]) {
  return (finding: Finding): Finding =>
    finding.status === 'notApplicable'
      ? finding
      : { ...finding, evidence: [...unread, ...(finding.evidence ?? [])] };
}

function notApplicable(message: string): Finding {
  return { status: 'notApplicable', reason: 'NotApplicable', message };
}

function toResult(
  check: Check,
  input: CheckInput,
  finding: Finding,
  severity: Severity,
  seen: Observation,
): Result {
  const { blockedBy, expected, actual, remediation } = finding;
  const { at: observedAt, durationMs } = seen;
  // Written out field by field, absent ones left out: thousands of results are made at once, and spreading is dear.
  const result: Result = {
    checkId: check.id,
    subject: finding.subject ?? { kind: 'cluster', name: input.cluster },
    status: blockedBy ? 'unknown' : finding.status,
    severity,
    reason: blockedBy ? 'BlockedBy' : finding.reason,
    message: finding.message,
    evidence: someEvidence(finding.evidence ?? []).map(entry =>
      dated(entry, observedAt),
    ),
    observedAt,
    changedAt: observedAt,
    durationMs,
  };
  if (expected !== undefined) {
    result.expected = expected;
  }
  if (actual !== undefined) {
    result.actual = actual;
  }
  if (blockedBy) {
    result.blockedBy = blockedBy;
  }
  if (remediation) {
    result.remediation = remediation;
  }
  return capResult(result);
}

function dated(
  entry: Omit<Evidence, 'observedAt'> | Evidence,
  observedAt: string,
): Evidence {
  const { what, key, value } = entry;
  const at = 'observedAt' in entry ? entry.observedAt : observedAt;
  return key === undefined
    ? { what, value, observedAt: at }
    : { what, key, value, observedAt: at };
}

/** A result is as old as the oldest fact that it rests on. */
function observation(check: Check, input: CheckInput): Observation {
  const outcomes = factsOf(check).flatMap(
    fact => outcome(fact.id, input.facts) ?? [],
  );
  return {
    at:
      outcomes.map(({ observedAt }) => observedAt).sort()[0] ??
      input.now.toISOString(),
    durationMs: Math.max(0, ...outcomes.map(({ durationMs }) => durationMs)),
  };
}

function factOf(
  check: Check,
  name: string,
  outcomes: FactOutcomes,
): FactOutcome | undefined {
  const fact = check.facts[name] ?? check.optionalFacts?.[name];
  return fact && outcome(fact.id, outcomes);
}

function valuesOf(
  facts: FactMap,
  outcomes: FactOutcomes,
): Record<string, unknown> {
  return Object.fromEntries(
    Object.entries(facts).map(([name, fact]) => {
      const found = outcome(fact.id, outcomes);
      return [name, found?.ok ? found.value : undefined];
    }),
  );
}

function outcomesOf(
  facts: FactMap,
  outcomes: FactOutcomes,
): Record<string, FactOutcome> {
  return Object.fromEntries(
    Object.entries(facts).map(([name, fact]) => [
      name,
      outcome(fact.id, outcomes) ?? notCollected(fact.title),
    ]),
  );
}

function notCollected(title: string): FactOutcome {
  return {
    ok: false,
    reason: 'NotRun',
    message: `${title}: not read in this run`,
    observedAt: '',
    durationMs: 0,
  };
}

function outcome(id: string, outcomes: FactOutcomes): FactOutcome | undefined {
  return Object.hasOwn(outcomes, id) ? outcomes[id] : undefined;
}
