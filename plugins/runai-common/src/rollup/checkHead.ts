import type { CheckSummary, Result } from '../types';
import type { CheckStatus } from '../vocabulary';

/** @public What a check is, apart from what it found. */
export type CheckHead = Pick<
  CheckSummary,
  'checkId' | 'title' | 'category' | 'severity' | 'requirements' | 'attestable'
>;

/** @public Replaces "the worst subject" where a check asks for enough subjects, not for all. */
export type SubjectRollUp = (
  results: readonly Pick<Result, 'status' | 'reason' | 'subject'>[],
) => CheckStatus;
