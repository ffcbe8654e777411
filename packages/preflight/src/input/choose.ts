import type { Statements } from '@runai-portal/backstage-plugin-runai-common';
import type { Check } from '@runai-portal/checks';
import { InputError } from '../arguments/InputError';

/**
 * Makes sure that every id of `--check` is one.
 *
 * @throws InputError that names those that resemble it
 */
export function chooseChecks(
  ids: readonly string[],
  checks: readonly Check[],
): string[] {
  for (const id of ids) {
    requireCheck(id, '--check', checks);
  }
  return [...new Set(ids)];
}

/**
 * Turns notes into attestations. They hold for this run and are told apart from what was seen.
 *
 * @throws InputError for a check that there is not, or that can be observed
 */
export function attest(
  notes: Readonly<Record<string, string>>,
  checks: readonly Check[],
): Statements {
  const attestations: NonNullable<Statements['attestations']> =
    Object.fromEntries(
      Object.entries(notes).map(([id, note]) => {
        if (!requireCheck(id, '--attest', checks).attestable) {
          const attestable = checks
            .filter(check => check.attestable)
            .map(check => check.id);
          throw new InputError(
            `--attest ${id}: this check is read from the cluster and cannot be stated; those that can: ${
              attestable.join(', ') || 'none'
            }.`,
          );
        }
        return [id, { by: 'command line', value: true, note }];
      }),
    );
  return { attestations };
}

function requireCheck(
  id: string,
  option: string,
  checks: readonly Check[],
): Check {
  const found = checks.find(check => check.id === id);
  if (found) {
    return found;
  }
  const needle = id.toLowerCase();
  const last = needle.split('.').pop() ?? needle;
  const similar = checks
    .map(check => check.id)
    .filter(
      other =>
        last.length > 2 &&
        (other.includes(last) || needle.includes(other.split('.')[1])),
    )
    .slice(0, 3);
  throw new InputError(
    `${option} ${id}: there is no such check${
      similar.length
        ? `; did you mean ${similar.join(' or ')}?`
        : '; --list prints them all.'
    }`,
  );
}
