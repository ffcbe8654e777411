import type {
  Evidence,
  Result,
} from '@runai-portal/backstage-plugin-runai-common';
import type { EvidenceLine } from '../declarations';
import type { Head, Spoken } from './spoken';

/** Longest value of one piece of evidence, in characters; a label may hold 5,000. */
export const MAX_EVIDENCE_CHARACTERS = 300;
/** Longest message, in characters. */
const MAX_MESSAGE_CHARACTERS = 1000;
/** Most pieces of evidence of one result; the last one tells how many more there were. */
export const MAX_EVIDENCE = 40;

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
    evidence: someEvidence(word.evidence).map(line => dated(line, observedAt)),
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
  if (text.length <= most) {
    return text;
  }
  const end = most - 1;
  const inPair = /[\uD800-\uDBFF]/.test(text.charAt(end - 1));
  return `${text.slice(0, inPair ? end - 1 : end)}…`;
}

/** As many pieces of evidence as are kept; where there are more, the last one counts them. */
export function someEvidence(
  evidence: readonly EvidenceLine[],
): readonly EvidenceLine[] {
  const more = evidence.length - (MAX_EVIDENCE - 1);
  return more > 1
    ? [
        ...evidence.slice(0, MAX_EVIDENCE - 1),
        {
          what: 'more',
          value: `${more} more pieces of evidence are not shown`,
        },
      ]
    : evidence;
}

function dated(line: EvidenceLine, observedAt: string): Evidence {
  return {
    what: cut(line.what),
    value: cut(line.value),
    observedAt: line.observedAt ?? observedAt,
    key: line.key && cut(line.key),
    how: line.how,
  };
}
