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
import { weigh } from './severity';

/** What was judged, and by what. */
export interface SummariseOptions extends CheckContext {
  checks: readonly Check[];
  /** What a run gave, or what was stored of it; of a subset of the checks if so. */
  results: readonly Result[];
  /** Waivers and attestations. */
  statements?: Statements;
}

/** What results amount to: a summary a check, in the order of the checks, and the verdict. */
export interface RolledUp {
  summaries: CheckSummary[];
  verdict: Verdict;
}

/** Rolls results up: per check, and to the verdict. Checks without a result count as never run. */
export function summarise(options: SummariseOptions): RolledUp {
  const { checks, results, statements = {}, ...context } = options;
  const { profile, settings, now } = context;
  const byCheck = new Map<string, Result[]>(checks.map(({ id }) => [id, []]));
  for (const result of applyStatements(results, statements, now)) {
    byCheck.get(result.checkId)?.push(result);
  }
  const rolledUp = checks.map(check =>
    rollUpCheck({
      check: {
        ...check,
        checkId: check.id,
        severity: weigh(check, { ...settings, profile }).severity,
        requirements: [...check.requirements],
      },
      results: byCheck.get(check.id) ?? [],
      rollUp: check.rollUp && (found => rollUpSafely(check, found, context)),
    }),
  );
  return {
    summaries: rolledUp.map(({ summary }) => summary),
    verdict: rollUpReadiness(rolledUp.map(({ standing }) => standing)),
  };
}

function rollUpSafely(
  { rollUp }: Check,
  ...found: Parameters<NonNullable<Check['rollUp']>>
) {
  try {
    return rollUp?.(...found) ?? 'unknown';
  } catch {
    return 'unknown';
  }
}
