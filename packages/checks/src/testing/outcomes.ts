import type { Fact, FactOutcome, FactOutcomes, ValueOf } from '../declarations';
import type { Sparse } from '../facts/untrusted';
import { TEST_NOW } from './evaluateCheck';

/** Outcome of a fact that was read. */
export function read<Value>(
  value: Value,
  observedAt: string = TEST_NOW.toISOString(),
): FactOutcome<Value> {
  return { ok: true, value, observedAt, durationMs: 12 };
}

/** Outcome of a fact that could not be read. */
export function unreadable(
  reason: string,
  message: string,
  observedAt: string = TEST_NOW.toISOString(),
): FactOutcome<never> {
  return { ok: false, reason, message, observedAt, durationMs: 12 };
}

/** Outcomes of facts by their ids, each value checked against its fact: `facts(fact(versionFact, {…}), failedFact(nodesFact, "Forbidden", "…"))`. */
export function facts(...entries: FactEntry[]): FactOutcomes {
  return Object.fromEntries(entries.map(({ id, outcome }) => [id, outcome]));
}

/** One fact's outcome. */
export interface FactEntry {
  id: string;
  outcome: FactOutcome;
}

/** The value of a fact as it is recorded: what may be undefined may be left out. */
export type FactValue<Declared extends Fact<unknown>> = Sparse<
  ValueOf<Declared>
>;

/** That fact was read and has this value. */
export function fact<Value>(
  declared: Fact<Value>,
  value: Sparse<NoInfer<Value>>,
  observedAt?: string,
): FactEntry {
  return { id: declared.id, outcome: read(value, observedAt) };
}

/** That fact could not be read. */
export function failedFact(
  declared: Fact<unknown>,
  reason: string,
  message: string,
): FactEntry {
  return { id: declared.id, outcome: unreadable(reason, message) };
}
