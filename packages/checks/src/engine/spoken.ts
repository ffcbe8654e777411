import type {
  CheckStatus,
  Evidence,
  Remediation,
  Subject,
  UnknownClass,
} from '@runai-portal/backstage-plugin-runai-common';
import type { Check, EvidenceLine, Finding, Remedy } from '../declarations';
import { crashMessage, isCrash } from './findings';
import { renderRemedy, renderSentence } from './render';
import { unknownClass, unknownRemedy } from './unknowns';

/** A finding in words, before it is dated and weighed. */
export interface Spoken {
  subject?: Subject;
  status: CheckStatus;
  reason: string;
  message: string;
  evidence: readonly EvidenceLine[];
  expected?: string;
  actual?: string;
  blockedBy?: string;
  unknown?: UnknownClass;
  judged?: number;
  of?: number;
  remediation?: Remediation;
  /** Checks that depend on this one wait for it on the subject. */
  blocks: boolean;
}

/** Where the cluster stands, asked only where a remedy differs by it: the distribution, then the track. */
export type PlacesOf = () => readonly string[];

/** Puts a finding into the words of its table. */
export function spoken(
  check: Pick<Check, 'outcomes' | 'expected' | 'actual'>,
  finding: Finding,
  places: PlacesOf,
): Spoken {
  if (isCrash(finding)) {
    return said('unknown', 'CheckCrashed', crashMessage(finding.crash), {
      subject: finding.subject,
    });
  }
  const { outcome: reason, values = {}, judged, of } = finding;
  const outcome = Object.hasOwn(check.outcomes, reason)
    ? check.outcomes[reason]
    : undefined;
  if (!outcome) {
    throw new Error(`there is no outcome ${reason}`);
  }
  if (outcome.status === 'pass' && of !== undefined && judged === 0) {
    return said(
      'unknown',
      'NothingJudged',
      `None of ${of} was looked at, so nothing is said of them`,
      { subject: finding.subject, judged, of },
    );
  }
  const { status, remedy, blocks = status === 'fail' } = outcome;
  const expected = outcome.expected ?? check.expected;
  const actual = outcome.actual ?? check.actual;
  const words: Spoken = {
    subject: finding.subject,
    status,
    reason,
    message: renderSentence(outcome.says, values),
    evidence: finding.evidence ?? [],
    blocks,
  };
  if (expected !== undefined) {
    words.expected = renderSentence(expected, values);
  }
  if (actual !== undefined) {
    words.actual = renderSentence(actual, values);
  }
  if (outcome.status === 'unknown') {
    words.unknown = outcome.because;
  }
  if (of !== undefined) {
    words.judged = judged;
    words.of = of;
  }
  if (remedy) {
    words.remediation = renderRemedy(
      remedy,
      values,
      remedy.where ? places() : [],
    );
  }
  return words;
}

/** Something that the engine itself says, with the remedy of its kind. */
export function said(
  status: CheckStatus,
  reason: string,
  message: string,
  rest: Partial<Spoken> = {},
): Spoken {
  const remedy: Remedy | undefined =
    status === 'unknown' ? unknownRemedy(reason) : undefined;
  return {
    status,
    reason,
    message,
    evidence: [],
    blocks: false,
    ...(status === 'unknown' && { unknown: unknownClass(reason) }),
    ...(remedy && { remediation: renderRemedy(remedy, {}, []) }),
    ...rest,
  };
}

/** A piece of evidence with its time, fields in one order. */
export function dated(line: EvidenceLine, observedAt: string): Evidence {
  const { what, key, value, how } = line;
  const entry: Evidence = {
    what,
    value,
    observedAt: line.observedAt ?? observedAt,
  };
  if (key !== undefined) {
    entry.key = key;
  }
  if (how !== undefined) {
    entry.how = how;
  }
  return entry;
}
