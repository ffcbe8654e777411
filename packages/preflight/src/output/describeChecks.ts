import type {
  CheckSummary,
  Evidence,
  Result,
} from '@runai-portal/backstage-plugin-runai-common';
import type { Report } from './Report';
import { clean, type Text } from './text';

const INDENT = '  ';
const LABEL = 10;
const MAX_EVIDENCE = 4;
const MAX_SUBJECTS = 8;

/**
 * Checks that are not in order for the same reason: what and where, what was seen, what to do and who does it, what waits for it.
 * One missing permission can keep a dozen checks from being judged; it is told once.
 */
export function describeChecks(
  alike: readonly CheckSummary[],
  { outcome }: Report,
  text: Text,
): string {
  const [summary] = alike;
  const results = outcome.results.filter(
    result => result.checkId === summary.checkId,
  );
  const affected = results.filter(({ status }) => status === summary.status);
  const [worst] = affected.length > 0 ? affected : summary.worst;
  const waiting = outcome.summaries.filter(({ blockedBy }) =>
    alike.some(({ checkId }) => checkId === blockedBy),
  );
  const lines = [
    ...alike.map(one => headline(one, text)),
    text.wrap(summary.message, INDENT),
    field('where', where(affected, results), text),
    worst ? field('expected', worst.expected, text) : undefined,
    worst ? field('found', worst.actual, text) : undefined,
    ...evidence(worst, text),
    ...remediation(worst, text),
    field('waits', waiting.map(({ checkId }) => checkId).join(', '), text),
  ];
  return lines.filter(line => line !== undefined).join('\n');
}

/** Puts checks together that say the same for the same reason. */
export function groupAlike(
  summaries: readonly CheckSummary[],
): CheckSummary[][] {
  const groups = new Map<string, CheckSummary[]>();
  for (const summary of summaries) {
    const key = JSON.stringify([
      summary.status,
      summary.reason,
      summary.message,
    ]);
    groups.set(key, [...(groups.get(key) ?? []), summary]);
  }
  return [...groups.values()];
}

function headline(
  { checkId, title, status, severity, reason, requirements }: CheckSummary,
  text: Text,
): string {
  const word = {
    fail: 'FAIL',
    unknown: 'UNKNOWN',
    warn: 'WARN',
    pass: 'PASS',
    skipped: 'NOT RUN',
    notApplicable: 'N/A',
  }[status];
  const paint = status === 'fail' ? text.red : text.yellow;
  const seeds = requirements.length ? `, ${requirements.join(' ')}` : '';
  const [first, ...rest] = text
    .wrap(`${title} (${checkId}, ${severity}${seeds}, ${reason})`, `${word} `)
    .split('\n');
  return [
    text.bold(paint.call(text, word)) + text.bold(first.slice(word.length)),
    ...rest.map(line => text.bold(line)),
  ].join('\n');
}

/** The subjects; a check of the whole cluster needs none named. */
function where(affected: Result[], all: Result[]): string | undefined {
  const named = affected.filter(({ subject }) => subject.kind !== 'cluster');
  if (named.length === 0) {
    return undefined;
  }
  const names = named.slice(0, MAX_SUBJECTS).map(({ subject }) => subject.name);
  const more =
    named.length > MAX_SUBJECTS
      ? ` and ${named.length - MAX_SUBJECTS} more`
      : '';
  return `${named.length} of ${all.length}: ${names.join(', ')}${more}`;
}

function evidence(worst: Result | undefined, text: Text): string[] {
  // What only repeats the message is no evidence to a reader.
  const seen = (worst?.evidence ?? []).filter(
    ({ value }) => !value.includes(worst?.message ?? value),
  );
  const lines = seen
    .slice(0, MAX_EVIDENCE)
    .flatMap(item => field('seen', evidenceText(item), text) ?? []);
  const more = seen.length - MAX_EVIDENCE;
  return more > 0
    ? [...lines, text.wrap(`and ${more} more`, `${INDENT}${' '.repeat(LABEL)}`)]
    : lines;
}

function evidenceText({ what, key, value }: Evidence): string {
  const shown = value.length > 200 ? `${value.slice(0, 200)}…` : value;
  return `${what}${key ? ` ${key}` : ''}: ${shown}`;
}

function remediation(worst: Result | undefined, text: Text): string[] {
  const what = worst?.remediation;
  if (!what) {
    return [];
  }
  return [
    field('do', `${what.text} (${what.owner})`, text),
    ...what.commands.map(commandText),
    ...what.docs.map(({ title, url }) =>
      field('read', `${title}: ${url}`, text),
    ),
  ].filter(line => line !== undefined);
}

/** Whole, so that it can be copied; one of several lines without indentation, which a here-document would not bear. */
function commandText(command: string): string {
  const lines = command.split('\n').map(clean);
  return lines.length === 1
    ? `${INDENT}${' '.repeat(LABEL)}$ ${lines[0]}`
    : lines.join('\n');
}

function field(
  label: string,
  value: string | undefined,
  text: Text,
): string | undefined {
  return value
    ? text.wrap(value, `${INDENT}${label.padEnd(LABEL)}`)
    : undefined;
}
