import { isDeepStrictEqual } from 'node:util';
import { ConflictError, InputError } from '@backstage/errors';
import type {
  CheckSummary,
  CheckStatus,
} from '@runai-portal/backstage-plugin-runai-common';
import type { Check } from '@runai-portal/checks';
import type { RunScope } from '../database/RunStore';

const IN_ORDER: readonly CheckStatus[] = ['pass', 'notApplicable'];

/** Whether who asks for `wanted` is served by a run of `running`. */
export function covers(running: RunScope, wanted: RunScope): boolean {
  return (
    Object.values(running).every(part => part === undefined) ||
    isDeepStrictEqual(normalized(running), normalized(wanted))
  );
}

/**
 * The ids of the checks that a run of that scope judges; undefined for all.
 *
 * @param stored - what the checks said last, by id
 * @throws InputError where a check is not known
 * @throws ConflictError where nothing is left to run
 */
export function plannedChecks(
  scope: RunScope,
  checks: readonly Check[],
  stored: ReadonlyMap<string, CheckSummary>,
): string[] | undefined {
  const strange = scope.checks?.find(
    id => !checks.some(check => check.id === id),
  );
  if (strange !== undefined) {
    throw new InputError(`There is no check '${strange}'`);
  }
  if (Object.values(scope).every(part => part === undefined)) {
    return undefined;
  }
  const planned = checks.filter(
    check =>
      !check.active &&
      (scope.checks?.includes(check.id) ?? true) &&
      (scope.category === undefined || check.category === scope.category) &&
      (scope.subject === undefined || check.scope !== 'cluster') &&
      (scope.only === undefined || !isInOrder(stored.get(check.id))),
  );
  if (planned.length === 0) {
    throw new ConflictError('No check is left to run: nothing matches');
  }
  return planned.map(({ id }) => id);
}

function isInOrder(summary: CheckSummary | undefined): boolean {
  return summary !== undefined && IN_ORDER.includes(summary.status);
}

function normalized(scope: RunScope): RunScope {
  return {
    ...scope,
    ...(scope.checks && { checks: [...new Set(scope.checks)].sort() }),
  };
}
