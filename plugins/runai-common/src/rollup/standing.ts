import type { Result } from '../types';
import type { CheckCategory, CheckStatus, Severity } from '../vocabulary';
import type { CheckHead, SubjectRollUp } from './checkHead';
import { worst } from './statuses';

/** @public What one check adds to the verdict: its subjects' statuses with waivers and attestations applied. */
export interface CheckStanding {
  checkId: string;
  title: string;
  category: CheckCategory;
  severity: Severity;
  /** As shown: nothing applied. */
  status: CheckStatus;
  reason: string;
  message: string;
  /** A waived subject weighs as a warning, an attested one as a pass or a fail. */
  effective: CheckStatus;
  /** The checks that keep this one from being judged, by id; empty where it is judged, or unknown for a reason of its own. */
  blockedBy: readonly string[];
  /** What is left where the blocked subjects are left out; undefined where nothing is. */
  unblocked?: CheckStatus;
  /** A risk was accepted for at least one subject that needed it. */
  waived: boolean;
  /** A statement counts for at least one subject. */
  attested: boolean;
}

/** @internal */
export function standingOf(options: {
  check: CheckHead;
  results: readonly Result[];
  status: CheckStatus;
  speaker?: Result;
  rollUp?: SubjectRollUp;
}): CheckStanding {
  const { check, results, status, speaker, rollUp } = options;
  const isStated = results.some(hasStatement);
  const weighed = isStated
    ? results.map(result => ({ ...result, status: weigh(check, result) }))
    : results;
  const over = (some: readonly Result[]): CheckStatus => {
    const seen = some.filter(result => result.status !== 'skipped');
    return seen.length > 0
      ? rollUp?.(seen) ?? worst(seen.map(result => result.status))
      : 'skipped';
  };
  const effective = isStated ? over(weighed) : status;
  const unknown =
    effective === 'unknown'
      ? weighed.filter(result => result.status === 'unknown')
      : [];
  const blocked =
    unknown.length > 0 && unknown.every(result => result.blockedBy);
  const rest = blocked
    ? weighed.filter(result => result.status !== 'unknown')
    : [];
  return {
    checkId: check.checkId,
    title: check.title,
    category: check.category,
    severity: check.severity,
    status,
    reason: speaker?.reason ?? 'NotRun',
    message: speaker?.message ?? 'Not run yet',
    effective,
    blockedBy: blocked
      ? [...new Set(unknown.flatMap(result => result.blockedBy ?? []))].sort()
      : [],
    ...(blocked && rest.length > 0 && { unblocked: over(rest) }),
    waived: isStated && results.some(result => isWaived(check, result)),
    attested:
      isStated &&
      results.some(result => statedStatus(check, result) !== undefined),
  };
}

/** @internal Whether a waiver or an attestation holds for it. */
export function hasStatement({ waiver, attestation }: Result): boolean {
  return waiver !== undefined || attestation !== undefined;
}

function weigh(check: CheckHead, result: Result): CheckStatus {
  return isWaived(check, result)
    ? 'warn'
    : statedStatus(check, result) ?? result.status;
}

/** A waiver covers what is not in order, `unknown` included; it says nothing of a pass. */
function isWaived(check: CheckHead, result: Result): boolean {
  const status = statedStatus(check, result) ?? result.status;
  return (
    result.waiver !== undefined &&
    status !== 'pass' &&
    status !== 'notApplicable'
  );
}

/** A statement counts only where nothing could be observed, and only for checks that allow one. */
function statedStatus(
  check: CheckHead,
  { attestation, status }: Result,
): CheckStatus | undefined {
  if (
    !check.attestable ||
    !attestation ||
    (status !== 'unknown' && status !== 'skipped')
  ) {
    return undefined;
  }
  return attestation.value ? 'pass' : 'fail';
}
