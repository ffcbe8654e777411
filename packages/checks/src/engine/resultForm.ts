import type {
  Evidence,
  Remediation,
  Result,
  Subject,
} from '@runai-portal/backstage-plugin-runai-common';
import type { EvidenceLine } from '../declarations';
import { piecesAroundName } from './alike';
import type { Spoken } from './spoken';

/** Longest value of one piece of evidence, in characters; a label may hold 5,000. */
export const MAX_EVIDENCE_CHARACTERS = 300;
/** Longest message, in characters. */
const MAX_MESSAGE_CHARACTERS = 1000;
/** Most pieces of evidence of one result; the last one tells how many more there were. */
export const MAX_EVIDENCE = 40;

/** What the engine knows of a result besides what is said. */
export type Head = Pick<
  Result,
  'checkId' | 'severity' | 'observedAt' | 'durationMs'
>;

/**
 * What is said, dated and weighed, its texts bounded whatever the cluster put into its objects.
 *
 * @remarks Thousands of results are made at once: they are written out field by field, since spreading is dear. Plain objects and
 * functions, since V8 forgets how to run closures and classes fast whose instances a garbage collection took.
 */
export interface ResultForm {
  readonly word: Spoken;
  readonly head: Head;
  readonly message: Text;
  readonly expected: Text | undefined;
  readonly actual: Text | undefined;
  readonly evidence: readonly LineForm[];
  readonly namesNodeInEvidence: boolean;
  /** For all, where it does not name the node. */
  readonly lines: Evidence[];
  readonly remedy: RemedyForm | undefined;
}

/** A text; one that names the node as it reads before, between and after. */
type Text =
  | string
  | { readonly pieces: readonly string[]; readonly most: number };

interface LineForm {
  readonly what: Text;
  readonly value: Text;
  readonly key: Text | undefined;
  readonly line: Evidence;
  readonly namesNode: boolean;
}

interface RemedyForm {
  readonly text: Text;
  readonly commands: readonly Text[];
}

/** Prepares what is said for all subjects of which it is. */
export function formOf(word: Spoken, head: Head): ResultForm {
  const whats = new Map<string, Text>();
  const evidence = someEvidence(word.evidence).map(line => {
    const what = whats.get(line.what) ?? textOf(line.what);
    whats.set(line.what, what);
    return lineFormOf(line, what, head.observedAt);
  });
  const { expected, actual, remediation } = word;
  const remedy = remediation && {
    text: textOf(remediation.text, Infinity),
    commands: remediation.commands.map(line => textOf(line, Infinity)),
  };
  return {
    word,
    head,
    message: textOf(word.message, MAX_MESSAGE_CHARACTERS),
    expected: expected && textOf(expected),
    actual: actual && textOf(actual),
    evidence,
    namesNodeInEvidence: evidence.some(line => line.namesNode),
    lines: evidence.map(({ line }) => line),
    remedy:
      remedy && [remedy.text, ...remedy.commands].some(isNamed)
        ? remedy
        : undefined,
  };
}

/** The result for a subject: what does not name the node is shared by the results of all that are alike. */
export function resultFor(form: ResultForm, subject: Subject): Result {
  const { word, head } = form;
  const { name } = subject;
  return {
    checkId: head.checkId,
    subject,
    status: word.status,
    severity: head.severity,
    reason: word.reason,
    message: written(form.message, name),
    evidence: form.namesNodeInEvidence ? evidenceFor(form, name) : form.lines,
    observedAt: head.observedAt,
    changedAt: head.observedAt,
    durationMs: head.durationMs,
    expected: form.expected && written(form.expected, name),
    actual: form.actual && written(form.actual, name),
    blockedBy: word.blockedBy,
    unknown: word.unknown,
    judged: word.judged,
    of: word.of,
    remediation:
      form.remedy && word.remediation
        ? remediationFor(form.remedy, word.remediation, name)
        : word.remediation,
  };
}

function textOf(text: string, most = MAX_EVIDENCE_CHARACTERS): Text {
  const pieces = piecesAroundName(text);
  return pieces.length > 1 ? { pieces, most } : cut(text, most);
}

function isNamed(text: Text | undefined): boolean {
  return typeof text === 'object';
}

function written(text: Text, name: string): string {
  if (typeof text === 'string') {
    return text;
  }
  const { pieces, most } = text;
  let whole = pieces[0];
  for (let index = 1; index < pieces.length; index += 1) {
    whole += name + pieces[index];
  }
  return cut(whole, most);
}

function lineFormOf(
  { observedAt, how, ...texts }: EvidenceLine,
  what: Text,
  readAt: string,
): LineForm {
  const value = textOf(texts.value);
  const key = texts.key && textOf(texts.key);
  return {
    what,
    value,
    key,
    line: {
      what: written(what, ''),
      value: written(value, ''),
      observedAt: observedAt ?? readAt,
      key: key && written(key, ''),
      how,
    },
    namesNode: [what, value, key].some(isNamed),
  };
}

function evidenceFor(
  { evidence: forms, lines: shared }: ResultForm,
  name: string,
): Evidence[] {
  const lines = shared.slice();
  // Most lines are of the node itself: that is written once.
  let lastWhat: Text | undefined;
  let what = '';
  for (let index = 0; index < forms.length; index += 1) {
    const form = forms[index];
    if (form.namesNode) {
      if (form.what !== lastWhat) {
        lastWhat = form.what;
        what = written(form.what, name);
      }
      lines[index] = {
        what,
        value: written(form.value, name),
        observedAt: form.line.observedAt,
        key: form.key && written(form.key, name),
        how: form.line.how,
      };
    }
  }
  return lines;
}

function remediationFor(
  form: RemedyForm,
  { owner, docs }: Remediation,
  name: string,
): Remediation {
  const commands: string[] = [];
  for (const command of form.commands) {
    commands.push(written(command, name));
  }
  return { owner, text: written(form.text, name), commands, docs };
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
