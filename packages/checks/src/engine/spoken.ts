import type {
  CheckStatus,
  Evidence,
  Remediation,
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
import { answeredOnce } from '../memoize';
import { textForEach } from './alike';
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
type Head = Pick<Result, 'checkId' | 'severity' | 'observedAt' | 'durationMs'>;

/** A finding in words, before it is dated and weighed; of nodes that are alike for all of them. */
export interface Spoken
  extends Omit<Result, keyof Head | 'subject' | 'changedAt' | 'evidence'> {
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

/**
 * Dates and weighs what is said, its texts bounded whatever the cluster put into its objects.
 *
 * @remarks Written out field by field: thousands of results are made at once, and spreading is dear. What does not name the node is
 * shared by the results of all that are alike.
 * @returns the result for a subject: for any of those that are alike
 */
export function resultsOf(
  word: Spoken,
  { checkId, severity, observedAt, durationMs }: Head,
): (subject: Subject) => Result {
  const { status, reason, blockedBy, unknown, judged, of } = word;
  const message = textFor(word.message, MAX_MESSAGE_CHARACTERS);
  const whatOf = answeredOnce((what: string) => textFor(what));
  const evidence = listFor(
    someEvidence(word.evidence).map(line =>
      evidenceFor(line, whatOf(line.what), observedAt),
    ),
  );
  const expected = word.expected && textFor(word.expected);
  const actual = word.actual && textFor(word.actual);
  const remediation = word.remediation && remediationFor(word.remediation);
  return subject => {
    const { name } = subject;
    return {
      checkId,
      subject,
      status,
      severity,
      reason,
      message: partFor(message, name),
      evidence: partFor(evidence, name),
      observedAt,
      changedAt: observedAt,
      durationMs,
      expected: partFor(expected, name),
      actual: partFor(actual, name),
      blockedBy,
      unknown,
      judged,
      of,
      remediation: partFor(remediation, name),
    };
  };
}

/** A part of a result: the same for all that are alike, or written for the one of that name. */
type Part<Value> = Value | ((name: string) => Value);

function partFor<Value extends string | object | undefined>(
  part: Part<Value>,
  name: string,
): Value {
  return typeof part === 'function' ? part(name) : part;
}

/** A text, bounded. */
function textFor(text: string, most?: number): Part<string> {
  const each = textForEach(text);
  return typeof each === 'string'
    ? cut(each, most)
    : name => cut(each(name), most);
}

function evidenceFor(
  line: EvidenceLine,
  what: Part<string>,
  readAt: string,
): Part<Evidence> {
  const { how, observedAt = readAt } = line;
  const value = textFor(line.value);
  const key = line.key && textFor(line.key);
  const lineFor = (name: string) => ({
    what: partFor(what, name),
    value: partFor(value, name),
    observedAt,
    key: partFor(key, name),
    how,
  });
  return [what, value, key].some(isFunction) ? lineFor : lineFor('');
}

function remediationFor({
  owner,
  docs,
  ...texts
}: Remediation): Part<Remediation> {
  const text = textForEach(texts.text);
  const commands = listFor(texts.commands.map(textForEach));
  const remediation = (name: string) => ({
    owner,
    text: partFor(text, name),
    commands: partFor(commands, name),
    docs,
  });
  return [text, commands].some(isFunction) ? remediation : remediation('');
}

function listFor<Value extends string | object>(
  parts: readonly Part<Value>[],
): Part<Value[]> {
  const shared = parts.map(part => partFor(part, ''));
  const varying = parts.flatMap((part, index) =>
    typeof part === 'function' ? [{ index, writtenFor: part }] : [],
  );
  const list = (name: string) => {
    const values = shared.slice();
    for (const { index, writtenFor } of varying) {
      values[index] = writtenFor(name);
    }
    return values;
  };
  return varying.length > 0 ? list : shared;
}

function isFunction(part: unknown): boolean {
  return typeof part === 'function';
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
