import {
  CHECK_CATEGORIES,
  type CheckInfo,
} from '@runai-portal/backstage-plugin-runai-common';
import { plainTable } from './plainTable';
import type { Text } from './text';

/** The catalogue by category: id, severity in production, and what is checked for which requirement. */
export function formatChecks(checks: readonly CheckInfo[], text: Text): string {
  const sections = CHECK_CATEGORIES.flatMap(category => {
    const some = checks.filter(check => check.category === category);
    return some.length
      ? [
          [
            text.bold(category),
            ...plainTable(some.map(rowOf), [31, 15], text.width),
          ].join('\n'),
        ]
      : [];
  });
  return `${sections.join('\n\n')}\n`;
}

function rowOf({
  id,
  severity,
  title,
  requirements,
  active,
  attestable,
}: CheckInfo): string[] {
  const notes = [
    requirements.join(' '),
    active ? 'needs probes' : '',
    attestable ? 'may be attested' : '',
  ].filter(Boolean);
  return [
    id,
    severity,
    notes.length ? `${title} (${notes.join(', ')})` : title,
  ];
}
