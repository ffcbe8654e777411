import type { Check, Fact, Observation, Source } from '../declarations';
import type { Places } from './Judgement';
import { sourcesOf } from './Judgement';
import { factsBehind } from './Reading';

/** What an engine judges by: handed to it, so that it knows no check, fact or observation by name. */
export interface Catalogue {
  /** In the order in which pages and reports show them. */
  readonly checks: readonly Check[];
  /** Facts that no check rests on, read for the snapshot. */
  readonly facts: readonly Fact<unknown>[];
  /**
   * Ids of the checks that everything else rests on, in order. While one of them fails, nothing else is judged and no verdict is
   * formed: what a cluster says that cannot be reached is not known.
   */
  readonly gates: readonly string[];
  /** Tells which remedies apply. */
  readonly platform: Observation<Places>;
}

/** The facts that a check rests on, the optional ones last, those of the checks that it depends on left out. */
export function factsOf(check: Pick<Check, 'uses' | 'optional'>) {
  const optional: Source[] = Object.values(check.optional);
  const required = factsBehind(Object.values(check.uses), {
    withOptional: false,
  });
  return [
    ...new Set([
      ...required,
      ...factsBehind([...Object.values(check.uses), ...optional]),
    ]),
  ];
}

/** All facts that have to be read before a check is judged: its own and those of the checks that it depends on. */
export function factsNeeded(
  check: Check,
  checks: readonly Check[],
): readonly Fact<unknown>[] {
  const seen = new Set<Check>();
  const add = (next: Check) => {
    if (!seen.has(next)) {
      seen.add(next);
      for (const id of next.dependsOn) {
        const other = checks.find(entry => entry.id === id);
        if (other) {
          add(other);
        }
      }
    }
  };
  add(check);
  return factsBehind([...seen].flatMap(sourcesOf));
}
