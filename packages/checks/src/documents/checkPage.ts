import {
  ENVIRONMENTS,
  INSTALL_MODES,
  type CheckInfo,
  type CheckOutcome,
  type CheckRemedy,
  type CheckVerification,
  type CheckWeight,
} from '@runai-portal/backstage-plugin-runai-common';
import { groupBy } from '../observations/collections';
import { code, commandBlock, page, prose, table } from './markdown';
import {
  CATEGORY_TITLES,
  MODES,
  OWNERS,
  SCOPES,
  SEVERITIES,
  STATUSES,
} from './words';

/** The page of one check: what and why, how to see it by hand, all that it may say with what to do, permissions and weights. */
export function checkPage(check: CheckInfo): string {
  return page(prose(check.title), [
    `${code(check.id)}: ${prose(check.description)}`,
    '',
    ...facts(check).map(line => `- ${line}`),
    ...section('Who asks for it', origin(check)),
    ...section('How to see it by hand', verification(check.verify)),
    ...section('What it says, and what to do', outcomes(check.outcomes)),
    ...section('What it reads', permissions(check)),
    ...section('How much it weighs', weights(check)),
  ]);
}

function section(title: string, lines: readonly string[]): string[] {
  return lines.length > 0 ? ['', `## ${title}`, '', ...lines] : [];
}

function facts(check: CheckInfo): string[] {
  const { dependsOn, expected } = check;
  return [
    `Category: ${CATEGORY_TITLES[check.category]}`,
    `Looks at ${SCOPES[check.scope]}`,
    ...(expected ? [`Expects: ${prose(expected)}`] : []),
    ...(dependsOn.length > 0
      ? [
          `Waits, where one of these fails: ${dependsOn
            .map(id => `[${code(id)}](${id}.md)`)
            .join(', ')}`,
        ]
      : []),
    ...(check.active
      ? ['Needs probes inside the cluster: a passive run does not run it']
      : []),
    ...(check.attestable
      ? ['Where nothing can be observed, a person may state it (attestation)']
      : []),
  ];
}

function origin({ own, statements }: CheckInfo): string[] {
  if (statements.length > 0) {
    return statements.map(({ id, text }) => `- **${id}**: ${prose(text)}`);
  }
  return [
    own
      ? 'The site itself: a plugin brings it.'
      : 'No statement of the seed documents: it is one of ours.',
  ];
}

function verification(verify: CheckVerification | undefined): string[] {
  return verify
    ? [
        prose(verify.text),
        ...commandBlock(verify.commands),
        ...verify.where.flatMap(there => [
          '',
          `On ${there.title}:${
            there.text === verify.text ? '' : ` ${prose(there.text)}`
          }`,
          ...commandBlock(there.commands),
        ]),
      ]
    : [];
}

function outcomes(all: readonly CheckOutcome[]): string[] {
  const before = new Map<string, string>();
  return all.flatMap(({ reason, status, says, remedy }, index) => {
    const key = JSON.stringify(remedy);
    const alike = before.get(key);
    before.set(key, alike ?? reason);
    return [
      ...(index > 0 ? [''] : []),
      `### ${reason}: ${STATUSES[status]}`,
      '',
      `> ${prose(says)}`,
      ...(remedy && alike
        ? ['', `What to do: as for ${code(alike)}.`]
        : remedyLines(remedy)),
    ];
  });
}

function remedyLines(remedy: CheckRemedy | undefined): string[] {
  return remedy
    ? [
        '',
        `For ${OWNERS[remedy.owner]}: ${prose(remedy.text)}`,
        ...commandBlock(remedy.commands),
        ...documents(remedy.docs),
        ...remedy.where.flatMap(there => [
          '',
          `On ${there.title}, for ${OWNERS[there.owner]}: ${prose(there.text)}`,
          ...commandBlock(there.commands),
          ...documents(there.docs),
        ]),
      ]
    : [];
}

function documents(docs: CheckRemedy['docs']): string[] {
  const links = docs.map(({ title, url }) => `[${prose(title)}](${url})`);
  return links.length > 0 ? ['', `See ${links.join(', ')}.`] : [];
}

function permissions(check: CheckInfo): string[] {
  const rows = check.permissions.map(
    ({ verb, group, resource, namespace, names = [] }) => [
      code(verb),
      code(resource),
      group ? code(group) : 'core',
      [
        ...(names.length > 0 ? [names.map(code).join(', ')] : []),
        ...(namespace ? [`in ${code(namespace)}`] : []),
      ].join(' ') || 'all',
    ],
  );
  const paths = check.paths.map(code).join(', ');
  return [
    ...table(['Verb', 'Resource', 'Group', 'Which'], rows).slice(
      0,
      rows.length > 0 ? undefined : 0,
    ),
    ...(paths ? [...(rows.length > 0 ? [''] : []), `The paths ${paths}.`] : []),
    ...(rows.length === 0 && !paths
      ? ['Nothing that not every account may read.']
      : []),
  ];
}

/** Profiles that weigh it alike are one row. */
function weights({ profiles }: CheckInfo): string[] {
  const alike = [
    ...groupBy(profiles, weight => rowOf(weight).join('|')).values(),
  ];
  return table(
    ['Profile', 'Severity', 'Otherwise', 'Source'],
    alike.map(group => [
      alike.length === 1
        ? 'every profile'
        : group.map(({ id }) => code(id)).join(', '),
      ...rowOf(group[0]),
    ]),
  );
}

function rowOf(weight: CheckWeight): string[] {
  return weight.asked === false
    ? [SEVERITIES.notApplicable, '', '']
    : [
        SEVERITIES[weight.severity],
        exceptions(weight),
        prose(weight.source ?? 'the check itself'),
      ];
}

function exceptions({ environments, modes, note }: CheckWeight): string {
  const listed = [
    ...ENVIRONMENTS.flatMap(environment =>
      environments?.[environment]
        ? [`${environment}: ${SEVERITIES[environments[environment]]}`]
        : [],
    ),
    ...INSTALL_MODES.flatMap(mode =>
      modes?.[mode] ? [`${MODES[mode]}: ${SEVERITIES[modes[mode]]}`] : [],
    ),
  ].join('; ');
  return listed && note ? `${listed} (${prose(note)})` : listed;
}
