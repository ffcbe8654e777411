import { INSTALL_STATES } from '@runai-portal/backstage-plugin-runai-common';
import { z } from 'zod';
import { lazyTable } from '../profiles/loadTable';
import { INSTALL_SIGNALS, type InstallSignals } from './InstallSignals';

const { namespace, definitions, config, workloads } = INSTALL_SIGNALS;

const rows = z.array(
  z.strictObject({
    when: z
      .strictObject({
        namespace: z.array(z.enum(namespace)),
        definitions: z.array(z.enum(definitions)),
        config: z.array(z.enum(config)),
        workloads: z.array(z.enum(workloads)),
      })
      .partial(),
    state: z.enum(INSTALL_STATES),
    reason: z.string(),
    says: z.string(),
  }),
);

/** Where every named signal has one of the values, the state is this. */
export type InstallRow = z.infer<typeof rows>[number];

/** The rows of both components: each has one for every combination of signals. */
export const installTable = lazyTable(
  'install-states',
  z.strictObject({ cluster: rows, backend: rows }),
);

/** The row that counts: the first that fits. */
export function rowFor(
  table: readonly InstallRow[],
  signals: InstallSignals,
): InstallRow {
  const seen: readonly [string, string][] = Object.entries(signals);
  const row = table.find(({ when }: { when: Record<string, string[]> }) =>
    seen.every(([signal, value]) => when[signal]?.includes(value) ?? true),
  );
  if (!row) {
    throw new Error(`No install state for ${JSON.stringify(signals)}`);
  }
  return row;
}
