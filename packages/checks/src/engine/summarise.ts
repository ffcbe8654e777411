import {
  applyStatements,
  rollUpCheck,
  rollUpReadiness,
  type Result,
  type Statements,
} from '@runai-portal/backstage-plugin-runai-common';
import type { Check, CheckContext } from '../declarations';
import { weigh } from './severity';

/**
 * Rolls results up: to a summary per check, in the order of the checks, and to the verdict. Checks without a result count as
 * never run.
 *
 * @param options.results - what a run gave, or what was stored of it; of a subset of the checks if so
 * @param options.statements - waivers and attestations
 */
export function summarise(
  options: CheckContext & {
    checks: readonly Check[];
    results: readonly Result[];
    statements?: Statements;
  },
) {
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
