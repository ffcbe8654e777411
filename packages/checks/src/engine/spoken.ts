import type {
  CheckStatus,
  Result,
  Subject,
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

/** Longest value of one piece of evidence, in characters; a label may hold 5,000. */
export const MAX_EVIDENCE_CHARACTERS = 300;
/** Longest message, in characters. */
const MAX_MESSAGE_CHARACTERS = 1000;
/** Most pieces of evidence of one result; the last one tells how many more there were. */
export const MAX_EVIDENCE = 40;

/** What the engine knows of a result besides what is said. */
type Head = Pick<
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
  const outcome = outcomeOf(check, reason);
  if (!outcome) {
    throw new Error(`there is no outcome ${reason}`);
  }
  const { status, says, remedy, blocks = status === 'fail' } = outcome;
  if (status === 'pass' && of !== undefined && judged === 0) {
    const message = `None of ${of} was looked at, so nothing is said of them`;
    return said('unknown', 'NothingJudged', message, { subject, judged, of });
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

/**
 * Dates and weighs what is said, its texts bounded whatever the cluster put into its objects.
 *
 * @remarks Written out field by field: thousands of results are made at once, and spreading is dear.
 */
export function toResult(word: Spoken, head: Head): Result {
  const { observedAt } = head;
  return {
    checkId: head.checkId,
    subject: word.subject ?? head.subject,
    status: word.status,
    severity: head.severity,
    reason: word.reason,
    message: cut(word.message, MAX_MESSAGE_CHARACTERS),
    evidence: someEvidence(word.evidence).map(line => ({
      what: cut(line.what),
      value: cut(line.value),
      observedAt: line.observedAt ?? observedAt,
      key: line.key && cut(line.key),
      how: line.how,
    })),
    observedAt,
    changedAt: observedAt,
    durationMs: head.durationMs,
    expected: word.expected && cut(word.expected),
    actual: word.actual && cut(word.actual),
    blockedBy: word.blockedBy,
    unknown: word.unknown,
    judged: word.judged,
    of: word.of,
    remediation: word.remediation,
  };
}

/** Cuts at a character, never inside a surrogate pair, and says so with an ellipsis. */
export function cut(text: string, most = MAX_EVIDENCE_CHARACTERS): string {
  return text.length <= most
    ? text
    : `${text.slice(0, most - 1).replace(/[\uD800-\uDBFF]$/, '')}…`;
}

/** As many pieces of evidence as are kept; where there are more, the last one counts them. */
export function someEvidence(
  evidence: readonly EvidenceLine[],
): readonly EvidenceLine[] {
  const more = evidence.length - (MAX_EVIDENCE - 1);
  if (more <= 1) {
    return evidence;
  }
  const value = `${more} more pieces of evidence are not shown`;
  return [...evidence.slice(0, MAX_EVIDENCE - 1), { what: 'more', value }];
}
