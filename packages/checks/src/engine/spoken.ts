import type {
  CheckStatus,
  Result,
  Subject,
} from '@runai-portal/backstage-plugin-runai-common';
import {
  unknownClass,
  type Check,
  type EvidenceLine,
  type Finding,
} from '../declarations';
import { crashMessage, isCrash } from './findings';
import { renderRemedy, renderSentence } from './render';
import { unknownRemedy } from './unknowns';

/** What the engine knows of a result besides what is said. */
export type Head = Pick<
  Result,
  'checkId' | 'subject' | 'severity' | 'observedAt' | 'durationMs'
>;

/** A finding in words, before it is dated and weighed. */
export interface Spoken
  extends Omit<Result, keyof Head | 'changedAt' | 'evidence'> {
  /** The cluster where absent. */
  subject?: Subject;
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
    return said('unknown', 'CheckCrashed', crashMessage(finding.crash), {
      subject: finding.subject,
    });
  }
  const { subject, outcome: reason, values = {}, judged, of } = finding;
  const outcome = Object.hasOwn(check.outcomes, reason)
    ? check.outcomes[reason]
    : undefined;
  if (!outcome) {
    throw new Error(`there is no outcome ${reason}`);
  }
  const { status, says, remedy, blocks = status === 'fail' } = outcome;
  if (status === 'pass' && of !== undefined && judged === 0) {
    return said(
      'unknown',
      'NothingJudged',
      `None of ${of} was looked at, so nothing is said of them`,
      { subject, judged, of },
    );
  }
  const { expected = check.expected, actual = check.actual } = outcome;
  return {
    subject,
    status,
    reason,
    message: renderSentence(says, values),
    evidence: finding.evidence ?? [],
    blocks,
    expected: expected && renderSentence(expected, values),
    actual: actual && renderSentence(actual, values),
    unknown: outcome.status === 'unknown' ? outcome.because : undefined,
    judged: of === undefined ? undefined : judged ?? of,
    of,
    remediation:
      remedy && renderRemedy(remedy, values, remedy.where ? places() : []),
  };
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
