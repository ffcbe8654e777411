import type { CheckOf } from '../declarations';
import type { EvaluateCheckOptions } from './evaluateCheck';

/**
 * For each outcome of a check, a cluster that reaches it: kept beside the check as `<check>.cases.ts` and walked by
 * `outcomes.test.ts`, so that no sentence and no remedy stands untried.
 */
export type OutcomeCases<Declared> = Declared extends CheckOf<infer Key>
  ? Readonly<Record<Key, EvaluateCheckOptions>>
  : never;
