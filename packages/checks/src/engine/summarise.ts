import {
  applyStatements,
  rollUpCheck,
  rollUpReadiness,
  type CheckSummary,
  type Result,
  type Statements,
  type Verdict,
} from '@runai-portal/backstage-plugin-runai-common';
import type { Check, CheckContext } from '../declarations';
import { checkContext, type EvaluateInput } from './evaluate';
import { weigh } from './severity';

/** What a judgement amounts to. */
export interface Judgement {
  /** One a check, in the order of the checks. */
  summaries: CheckSummary[];
  verdict: Verdict;
}

/**
 * Rolls results up: per check, and to the verdict. Checks without a result count as never run.
 *
 * @param options.results - what `evaluate` gave, or what was stored of it; of a subset of the checks if so
 * @param options.statements - waivers and attestations
 */
export function summariseChecks(
  options: Omit<EvaluateInput, 'facts'> & {
    checks: readonly Check[];
    results: readonly Result[];
    statements?: Statements;
  },
): Judgement {
  const { checks, now } = options;
  const context = checkContext(options);
  const results = applyStatements(
    options.results,
    options.statements ?? {},
    now,
  );
  const byCheck = new Map<string, Result[]>();
  for (const result of results) {
    const list = byCheck.get(result.checkId) ?? [];
    list.push(result);
    byCheck.set(result.checkId, list);
  }
  const rolledUp = checks.map(check =>
    rollUpCheck({
      check: headOf(check, context),
      results: byCheck.get(check.id) ?? [],
      ...(check.rollUp && {
        rollUp: subjects => rollUpSafely(check, subjects, context),
      }),
    }),
  );
  return {
    summaries: rolledUp.map(({ summary }) => summary),
    verdict: rollUpReadiness(rolledUp.map(({ standing }) => standing)),
  };
}

function headOf(check: Check, context: Omit<CheckContext, 'observedAt'>) {
  return {
    checkId: check.id,
    title: check.title,
    category: check.category,
    severity: weigh(check, context).severity,
    requirements: [...check.requirements],
    attestable: check.attestable,
  };
}

function rollUpSafely(
  check: Check,
  subjects: Parameters<NonNullable<Check['rollUp']>>[0],
  context: Omit<CheckContext, 'observedAt'>,
) {
  try {
    return (
      check.rollUp?.(subjects, {
        ...context,
        observedAt: () => context.now.toISOString(),
      }) ?? 'unknown'
    );
  } catch {
    return 'unknown';
  }
}
