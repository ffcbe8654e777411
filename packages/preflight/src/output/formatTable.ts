import {
  SEVERITIES,
  type CheckStatus,
  type CheckSummary,
} from '@runai-portal/backstage-plugin-runai-common';
import { describeChecks, groupAlike } from './describeChecks';
import { plainTable } from './plainTable';
import type { Report } from './Report';
import { count, type Text } from './text';

/**
 * The run for a person: the verdict first, then what is not met from its root with evidence and what to do, then the rest.
 */
export function formatTable(report: Report, text: Text): string {
  const { outcome } = report;
  const groups = group(outcome.summaries, outcome.unjudged);
  const parts = [
    heading(report, text),
    section('Not met', groups.failed, report, text),
    section('Could not be judged', groups.unknown, report, text),
    section('Warnings', groups.warned, report, text),
    statedSection(groups.stated, text),
    passedSection(groups.passed, report, text),
    notRunSection('Not judged in time', groups.late, text),
    notRunSection(
      'Not run: they need probes inside the cluster',
      groups.skipped,
      text,
    ),
    listSection('Do not apply here', groups.notApplicable, text),
    comparisonSection(report, text),
    footer(report, text),
  ];
  return `${parts.filter(Boolean).join('\n\n')}\n`;
}

interface Groups {
  failed: CheckSummary[];
  unknown: CheckSummary[];
  warned: CheckSummary[];
  stated: CheckSummary[];
  passed: CheckSummary[];
  late: CheckSummary[];
  skipped: CheckSummary[];
  notApplicable: CheckSummary[];
}

const GROUP: Record<CheckStatus, keyof Groups> = {
  fail: 'failed',
  unknown: 'unknown',
  warn: 'warned',
  pass: 'passed',
  skipped: 'skipped',
  notApplicable: 'notApplicable',
};

/** What waits for another check is told there and has no place of its own. */
function group(
  summaries: readonly CheckSummary[],
  unjudged: readonly string[],
): Groups {
  const groups: Groups = {
    failed: [],
    unknown: [],
    warned: [],
    stated: [],
    passed: [],
    late: [],
    skipped: [],
    notApplicable: [],
  };
  for (const summary of summaries) {
    const rootIsTold = summaries.some(
      ({ checkId, status }) =>
        checkId === summary.blockedBy && status !== 'pass',
    );
    if (summary.attestation) {
      groups.stated.push(summary);
    } else if (unjudged.includes(summary.checkId)) {
      groups.late.push(summary);
    } else if (!(summary.status === 'unknown' && rootIsTold)) {
      groups[GROUP[summary.status]].push(summary);
    }
  }
  const lists: CheckSummary[][] = Object.values(groups);
  for (const list of lists) {
    list.sort(
      (a, b) => SEVERITIES.indexOf(a.severity) - SEVERITIES.indexOf(b.severity),
    );
  }
  return groups;
}

function heading(
  { outcome, settings, profile, server }: Report,
  text: Text,
): string {
  const { state, sentence } = outcome.verdict;
  const paint = {
    ready: text.green,
    readyWithWarnings: text.yellow,
    notReady: text.red,
    undetermined: text.yellow,
    notChecked: text.yellow,
  }[state];
  const version = outcome.facts.version;
  const gitVersion =
    version?.ok && typeof version.value === 'object' && version.value !== null
      ? Reflect.get(version.value, 'gitVersion')
      : undefined;
  const about = [
    settings.title ? `${settings.title} (${settings.name})` : settings.name,
    server,
    typeof gitVersion === 'string' ? gitVersion : undefined,
    settings.environment,
    settings.mode ? `mode ${settings.mode}` : 'mode not declared',
    `profile ${profile.id}`,
  ];
  const verdict = text.wrap(`${sentence}${/[.!?]$/.test(sentence) ? '' : '.'}`);
  return [
    verdict
      .split('\n')
      .map(line => text.bold(paint.call(text, line)))
      .join('\n'),
    text.dim(text.wrap(about.filter(Boolean).join(' · '))),
  ].join('\n');
}

function section(
  title: string,
  summaries: CheckSummary[],
  report: Report,
  text: Text,
): string {
  if (summaries.length === 0) {
    return '';
  }
  const entries = groupAlike(summaries).map(alike =>
    describeChecks(alike, report, text),
  );
  return [text.bold(`${title} (${summaries.length})`), ...entries].join('\n\n');
}

function comparisonSection({ comparison }: Report, text: Text): string {
  if (!comparison) {
    return '';
  }
  const { sentence, changes } = comparison;
  const side = ({ status, severity }: (typeof changes)[number]['to']) =>
    status === 'notApplicable' ? 'does not apply' : `${status} (${severity})`;
  return [
    text.bold(`What would change (${changes.length})`),
    text.wrap(`${sentence}.`, '  '),
    ...changes.map(({ checkId, from, to }) =>
      text.wrap(`${checkId}: ${side(from)} becomes ${side(to)}`, '  '),
    ),
  ].join('\n');
}

function statedSection(summaries: CheckSummary[], text: Text): string {
  const lines = summaries.map(({ checkId, attestation }) =>
    text.wrap(`${checkId}: ${attestation?.note} (by ${attestation?.by})`, '  '),
  );
  return lines.length
    ? [text.bold(`Stated, not seen (${lines.length})`), ...lines].join('\n')
    : '';
}

function passedSection(
  summaries: CheckSummary[],
  report: Report,
  text: Text,
): string {
  if (summaries.length === 0) {
    return '';
  }
  const ids = Math.min(
    34,
    Math.max(...summaries.map(({ checkId }) => checkId.length)) + 2,
  );
  const lines = plainTable(
    summaries.map(summary => [summary.checkId, passedMessage(summary, report)]),
    [ids],
    text.width,
  );
  return [
    text.bold(text.green(`In order (${summaries.length})`)),
    ...lines,
  ].join('\n');
}

/** One subject speaks for all that pass: how many they are must be said. */
function passedMessage(
  { checkId, message }: CheckSummary,
  { outcome }: Report,
): string {
  const passed = outcome.results.filter(
    result => result.checkId === checkId && result.status === 'pass',
  );
  const [first] = passed;
  if (!first || first.subject.kind === 'cluster' || passed.length === 1) {
    return message;
  }
  const example = message.includes(first.subject.name)
    ? message
    : `${first.subject.name}: ${message}`;
  return `${count(
    passed.length,
    first.subject.kind,
  )} pass, for example: ${example}`;
}

function listSection(
  title: string,
  summaries: CheckSummary[],
  text: Text,
): string {
  return summaries.length
    ? [
        text.bold(`${title} (${summaries.length})`),
        text.wrap(idsOf(summaries), '  '),
      ].join('\n')
    : '';
}

/** Only the required ones keep the verdict open. */
function notRunSection(
  title: string,
  summaries: CheckSummary[],
  text: Text,
): string {
  if (summaries.length === 0) {
    return '';
  }
  const lines = SEVERITIES.flatMap(severity => {
    const some = summaries.filter(summary => summary.severity === severity);
    return some.length
      ? [text.wrap(idsOf(some), `  ${severity.padEnd(14)}`)]
      : [];
  });
  return [text.bold(`${title} (${summaries.length})`), ...lines].join('\n');
}

function idsOf(summaries: CheckSummary[]): string {
  return summaries.map(({ checkId }) => checkId).join(', ');
}

function footer({ outcome }: Report, text: Text): string {
  const seconds =
    (Date.parse(outcome.finishedAt) - Date.parse(outcome.startedAt)) / 1000;
  const early =
    outcome.interruption === 'deadline'
      ? ` Time ran out: ${count(
          outcome.unjudged.length,
          'check',
        )} could not be judged (${outcome.unjudged.join(
          ', ',
        )}); give a longer --timeout.`
      : '';
  return text.dim(
    text.wrap(
      `${count(outcome.summaries.length, 'check')}, ${count(
        outcome.requests,
        'request',
      )}, ${seconds.toFixed(1)} s, ${outcome.finishedAt}.${early}`,
    ),
  );
}
