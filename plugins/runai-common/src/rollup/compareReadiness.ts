import type { CheckChange, CheckSummary } from '../types';
import type { ReadinessState } from '../vocabulary';
import { badness } from './statuses';

const VERDICTS: Readonly<Record<ReadinessState, string>> = {
  notChecked: 'not checked',
  ready: 'ready',
  readyWithWarnings: 'ready with warnings',
  notReady: 'not ready',
  undetermined: 'undetermined',
};

/** @public How a cluster is judged: by one profile and settings, on facts that were read once. */
export interface JudgedReadiness {
  profile: string;
  verdict: { state: ReadinessState };
  summaries: readonly CheckSummary[];
}

/**
 * What would be judged otherwise, check by check, and in one sentence: "Declaring airGapped makes 6 checks not applicable and 3
 * required". Checks that only one side has are changes from, or to, not applicable.
 *
 * @param present - as it is
 * @param wanted - as it would be
 * @param settings - those that would be declared otherwise, by name
 * @public
 */
export function compareReadiness(
  present: JudgedReadiness,
  wanted: JudgedReadiness,
  settings: Readonly<Record<string, unknown>> = {},
): { changes: CheckChange[]; sentence: string } {
  const before = new Map(
    present.summaries.map(summary => [summary.checkId, summary]),
  );
  const after = new Map(
    wanted.summaries.map(summary => [summary.checkId, summary]),
  );
  const ids = new Set([...after.keys(), ...before.keys()]);
  const changes = [...ids].flatMap(checkId => {
    const from = before.get(checkId);
    const to = after.get(checkId);
    const { title } = to ?? from ?? { title: checkId };
    const change = { checkId, title, from: sideOf(from), to: sideOf(to) };
    return isSame(change.from, change.to) ? [] : [change];
  });
  const subject = subjectOf(present, wanted, settings);
  return { changes, sentence: sentenceOf(subject, changes, present, wanted) };
}

/** What does not apply weighs nothing, whatever it would weigh. */
function isSame(from: CheckChange['from'], to: CheckChange['to']): boolean {
  return (
    from.status === to.status &&
    (from.severity === to.severity || to.status === 'notApplicable')
  );
}

function sideOf(summary: CheckSummary | undefined): CheckChange['from'] {
  return summary
    ? { status: summary.status, severity: summary.severity }
    : { status: 'notApplicable', severity: 'informational' };
}

/** What is done to the cluster, as the beginning of a sentence. */
function subjectOf(
  present: JudgedReadiness,
  wanted: JudgedReadiness,
  settings: Readonly<Record<string, unknown>>,
): string {
  const declared = Object.entries(settings).map(([key, value]) =>
    key === 'mode' ? `${value}` : settingOf(key, value),
  );
  const parts = [
    ...(declared.length > 0 ? [`declaring ${listOf(declared)}`] : []),
    ...(wanted.profile === present.profile
      ? []
      : [`going from ${present.profile} to ${wanted.profile}`]),
  ];
  const subject = listOf(parts) || 'this';
  return subject.charAt(0).toUpperCase() + subject.slice(1);
}

function settingOf(key: string, value: unknown): string {
  return ['string', 'boolean', 'number'].includes(typeof value)
    ? `${key}: ${value}`
    : key;
}

function sentenceOf(
  subject: string,
  changes: readonly CheckChange[],
  present: JudgedReadiness,
  wanted: JudgedReadiness,
): string {
  const effects = effectsOf(changes);
  const from = VERDICTS[present.verdict.state];
  const to = VERDICTS[wanted.verdict.state];
  const verdict =
    from === to
      ? `the verdict stays ${from}`
      : `the verdict changes from ${from} to ${to}`;
  return effects.length > 0
    ? `${subject} ${effects.join('; ')}; ${verdict}`
    : `${subject} changes nothing; ${verdict}`;
}

type Side = CheckChange['from'];

const applies = ({ status }: Side) => status !== 'notApplicable';
const weighs = (severity: Side['severity']) => (side: Side) =>
  applies(side) && side.severity === severity;
const worsensTo =
  (status: Side['status']) =>
  ({ from, to }: CheckChange) =>
    to.status === status && badness(from.status) < badness(status);

/** Each effect as a clause, those that none has left out. */
function effectsOf(changes: readonly CheckChange[]): string[] {
  const count = (holds: (change: CheckChange) => boolean) =>
    changes.filter(holds).length;
  const becomes =
    (is: (side: Side) => boolean) =>
    ({ from, to }: CheckChange) =>
      is(to) && !is(from);
  const made = [
    [count(becomes(side => !applies(side))), 'not applicable'],
    [count(becomes(weighs('required'))), 'required'],
    [count(becomes(weighs('recommended'))), 'recommended'],
  ] as const;
  const makes = made
    .filter(([number]) => number > 0)
    .map(([number, what], at) =>
      at === 0 ? `${checks(number)} ${what}` : `${number} ${what}`,
    );
  const failing = count(worsensTo('fail'));
  const unknown = count(worsensTo('unknown'));
  const met = count(
    ({ from, to }) => to.status === 'pass' && badness(from.status) > 1,
  );
  return [
    makes.length > 0
      ? `makes ${listOf(makes)}`
      : changes.length > 0 && 'changes no weights',
    failing > 0 && `${checks(failing)} would not be met`,
    unknown > 0 && `${checks(unknown)} could not be judged`,
    met > 0 && `${checks(met)} would be met`,
  ].filter(clause => clause !== false);
}

function checks(count: number): string {
  return `${count} ${count === 1 ? 'check' : 'checks'}`;
}

function listOf(words: readonly string[]): string {
  return words.length < 2
    ? words.join('')
    : `${words.slice(0, -1).join(', ')} and ${words[words.length - 1]}`;
}
