import type { CheckInfo } from '@runai-portal/backstage-plugin-runai-common';
import Table from 'cli-table3';

/** The catalogue, as a table or as JSON. */
export function formatChecks(
  checks: readonly CheckInfo[],
  format: 'table' | 'json',
): string {
  if (format === 'json') {
    return `${JSON.stringify(checks, undefined, 2)}\n`;
  }
  const table = new Table({
    head: ['id', 'severity', 'asked by', 'how', 'what'],
    chars: { mid: '', 'left-mid': '', 'mid-mid': '', 'right-mid': '' },
    style: { head: [], border: [], compact: true },
  });
  table.push(
    ...checks.map(
      ({ id, severity, requirements, active, attestable, title }) => [
        id,
        severity,
        requirements.join(' ') || '-',
        `${active ? 'probe' : 'read'}${attestable ? ', may be attested' : ''}`,
        title,
      ],
    ),
  );
  return `${table.toString()}\n`;
}
