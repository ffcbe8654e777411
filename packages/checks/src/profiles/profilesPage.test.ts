import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { known } from './known';
import { resolveInPackage } from './packageFolder';
import { ProfileRegistry } from './ProfileRegistry';
import type { Profile } from './schema';

const PAGE = join(resolveInPackage(), '../../docs/administrators/profiles.md');

const UNKNOWN = '_unknown_';

interface Range {
  minimum?: string;
  recommended?: string;
  maxTested?: string;
  excluded?: string[];
}

/** A cell, with how well it is founded where the vendor does not say it. */
function cell<Part extends { verified: string }>(
  part: Part,
  write: (data: Exclude<Part, { verified: 'unverified' }>) => string,
): string {
  const data = known(part);
  const text = data && write(data);
  const remark = part.verified === 'vendor' ? '' : ` (${part.verified})`;
  return text ? text + remark : UNKNOWN;
}

function range({ minimum, maxTested, excluded = [] }: Range): string {
  const not = excluded.length > 0 ? `, not ${excluded.join(' or ')}` : '';
  return minimum && !maxTested
    ? `${minimum} or later${not}`
    : [minimum, maxTested].filter(Boolean).join(' to ') + not;
}

/** Where its lower end is not known. */
function platform(part: Range): string {
  return part.minimum || !part.maxTested
    ? range(part)
    : `up to ${part.maxTested}`;
}

function row({ id, ...profile }: Profile): string[] {
  const { kubernetes, openshift, gpu, systemNodes, architectures } = profile;
  const { operator, driver } = gpu;
  const rules = known(driver)?.rules ?? [];
  const fractions = rules.find(({ uses }) => uses === 'fractions');
  return [
    `\`${id}\``,
    cell(kubernetes, platform),
    cell(openshift, platform),
    operator.anyVersion ? 'any' : range(operator) || UNKNOWN,
    cell(driver, ({ minimum }) =>
      fractions
        ? `${fractions.minimum} with fractions`
        : minimum ?? 'none of its own',
    ),
    cell(
      systemNodes.size,
      ({ cpu, memoryBytes, diskBytes }) =>
        `${cpu} cores, ${memoryBytes / 1e9} GB, ${diskBytes / 1e9} GB disk`,
    ),
    cell(architectures, ({ supported, onOpenShift }) =>
      [
        supported.join(', '),
        onOpenShift && `on OpenShift ${onOpenShift.join(', ')}`,
      ]
        .filter(Boolean)
        .join('; '),
    ),
    profile.prometheus.installedByInstaller ? 'brought along' : 'prerequisite',
  ];
}

/** As prettier writes it. */
function table(rows: readonly string[][]): string {
  const widths = rows[0].map((_, column) =>
    Math.max(...rows.map(cells => cells[column].length)),
  );
  const line = (cells: readonly string[], fill = ' ') =>
    `| ${cells
      .map((text, column) => text.padEnd(widths[column], fill))
      .join(' | ')} |`;
  const [head, ...body] = rows;
  return [
    line(head),
    line(
      head.map(() => ''),
      '-',
    ),
    ...body.map(cells => line(cells)),
  ].join('\n');
}

it('shows in docs/administrators/profiles.md what the profiles say (UPDATE_DOCS=1 writes it)', () => {
  const registry = ProfileRegistry.load();
  const rows = registry.ids().map(id => row(registry.get(id)));
  const head = [
    'Profile',
    'Kubernetes',
    'OpenShift',
    'GPU Operator',
    'Driver',
    'System node',
    'Architectures',
    'Prometheus',
  ];
  const text = readFileSync(PAGE, 'utf8');
  const written = text.replace(
    /<!-- versions -->[^]*<!-- \/versions -->/,
    `<!-- versions -->\n\n${table([head, ...rows])}\n\n<!-- /versions -->`,
  );
  if (process.env.UPDATE_DOCS) {
    writeFileSync(PAGE, written);
  }
  expect(readFileSync(PAGE, 'utf8')).toBe(written);
});
