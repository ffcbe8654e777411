import type {
  CheckStatus,
  Result,
} from '@runai-portal/backstage-plugin-runai-common';
import {
  COMMON_OUTCOMES,
  unknownClass,
  type Check,
  type EvidenceLine,
  type Finding,
  type Outcome,
  type Outcomes,
} from '../declarations';
import { crashMessage, isCrash } from './findings';
import { renderRemedy, renderSentence } from './render';
import { unknownRemedy } from './unknowns';

/** A finding in words, before it is dated and weighed; of nodes that are alike for all of them. */
export interface Spoken
  extends Pick<
    Result,
    | 'status'
    | 'reason'
    | 'message'
    | 'expected'
    | 'actual'
    | 'blockedBy'
    | 'unknown'
    | 'judged'
    | 'of'
    | 'remediation'
  > {
  evidence: readonly EvidenceLine[];
  /** Checks that depend on this one wait for it on the subject. */
  blocks: boolean;
}

/**
 * Puts a finding into the words of its table.
 *
 * @param places - asked only where a remedy differs by them: the distribution, then the track
 */
export function spoken(
  check: Pick<Check, 'outcomes' | 'expected' | 'actual'>,
  finding: Finding,
  places: () => readonly string[],
): Spoken {
  if (isCrash(finding)) {
    return said('unknown', 'CheckCrashed', crashMessage(finding.crash));
  }
  const { outcome: reason, values = {}, judged, of } = finding;
  const outcome = outcomeOf(check, reason);
  if (!outcome) {
    throw new Error(`there is no outcome ${reason}`);
  }
  const { status, says, remedy, blocks = status === 'fail' } = outcome;
  if (status === 'pass' && of !== undefined && judged === 0) {
    const message = `None of ${of} was looked at, so nothing is said of them`;
    return said('unknown', 'NothingJudged', message, { judged, of });
  }
  const { expected = check.expected, actual = check.actual } = outcome;
  return {
    status,
    reason,
    message: renderSentence(says, values),
    evidence: finding.evidence ?? [],
    blocks,
    expected: expected && renderSentence(expected, values),
    actual: actual && renderSentence(actual, values),
    unknown:
      outcome.status === 'unknown'
        ? outcome.because ?? unknownClass(reason)
        : undefined,
    judged: of === undefined ? undefined : judged ?? of,
    of,
    remediation:
      remedy && renderRemedy(remedy, values, remedy.where ? places() : []),
  };
}

function outcomeOf(
  { outcomes }: Pick<Check, 'outcomes'>,
  reason: string,
): Outcome | undefined {
  const tables: readonly Outcomes[] = [outcomes, COMMON_OUTCOMES];
  return tables.find(table => Object.hasOwn(table, reason))?.[reason];
}

/** Something that the engine itself says, with the remedy of its kind. */
export function said(
  status: CheckStatus,
  reason: string,
  message: string,
  rest: Partial<Spoken> = {},
): Spoken {
  const isUnknown = status === 'unknown';
  const remedy = isUnknown ? unknownRemedy(reason) : undefined;
  return {
    status,
    reason,
    message,
    evidence: [],
    blocks: false,
    unknown: isUnknown ? unknownClass(reason) : undefined,
    remediation: remedy && renderRemedy(remedy, {}, []),
    ...rest,
  };
}
