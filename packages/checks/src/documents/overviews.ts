import {
  CHECK_CATEGORIES,
  type CheckInfo,
} from '@runai-portal/backstage-plugin-runai-common';
import { COMMON_OUTCOMES, ENGINE_REASONS, unknownClass } from '../declarations';
import { unknownRemedy } from '../engine/unknowns';
import { seedStatements } from '../profiles/statements';
import { code, page, prose, table } from './markdown';
import { CATEGORY_TITLES, SEVERITIES } from './words';

const READING = `Sentences stand as they are declared: \`{name}\` is a value; a part in square brackets is left out where a value that it names is
not there; of \`[one|another]\` the first stands whose values are there; \`{count:node|nodes}\` chooses by the number. Commands name
values in the same way, and what only a person knows in capitals, like NODE.`;

/** All checks by category, and what may be said of any of them. */
export function indexPage(
  checks: readonly CheckInfo[],
  profile: string,
): string {
  return page('The checks', [
    `Every check that there is, with its severity in production by the profile ${code(
      profile,
    )}. Which statement of the seed documents is held by which check stands in [Coverage](coverage.md); the account that the checks need, in \`docs/manifests\`.`,
    '',
    READING,
    ...CHECK_CATEGORIES.flatMap(category => {
      const some = checks.filter(check => check.category === category);
      return some.length > 0
        ? [
            '',
            `## ${CATEGORY_TITLES[category]}`,
            '',
            ...table(
              ['Check', 'What it asks', 'Severity', 'Statements', 'Besides'],
              some.map(rowOf),
            ),
          ]
        : [];
    }),
    '',
    '## What may be said of any check',
    '',
    'Where a check cannot be judged it is unknown: never a pass, never a fail. The message says what was missing.',
    '',
    ...table(
      ['Reason', 'Kind', 'What to do'],
      ENGINE_REASONS.filter(reason => reason !== 'NotApplicable').map(
        reason => [
          code(reason),
          unknownClass(reason),
          prose(adviceFor(reason)),
        ],
      ),
    ),
  ]);
}

function rowOf(check: CheckInfo): string[] {
  return [
    linkTo(check),
    prose(check.title),
    SEVERITIES[check.severity],
    check.requirements.join(', '),
    [
      ...(check.own ? ["the site's own"] : []),
      ...(check.active ? ['needs probes'] : []),
      ...(check.attestable ? ['may be stated'] : []),
    ].join(', '),
  ];
}

function linkTo({ id }: CheckInfo): string {
  return `[${code(id)}](${id}.md)`;
}

function adviceFor(reason: string): string {
  if (reason === 'NotInProfile') {
    return COMMON_OUTCOMES.NotInProfile.remedy.text;
  }
  return (
    unknownRemedy(reason)?.text ??
    'See the check that is named: this one waits for it.'
  );
}

/** Which statement of the seed documents is held by which check. */
export function coveragePage(checks: readonly CheckInfo[]): string {
  return page('Coverage', [
    'Every testable statement of the two seed documents, and the checks that hold it. A: overview of the installation types; B: prerequisites of a cluster.',
    '',
    ...table(
      ['Statement', 'What it says', 'Checks'],
      Object.entries(seedStatements()).map(([id, text]) => [
        id,
        prose(text),
        checks
          .filter(({ requirements }) => requirements.includes(id))
          .map(linkTo)
          .join(', ') || 'none yet',
      ]),
    ),
  ]);
}
