import { INSTALL_STATES } from '@runai-portal/backstage-plugin-runai-common';
import { z } from 'zod';
import { lazyTable, texts } from '../profiles/loadTable';

/** Every signal that the install state is told by, with its values. Closed sets: the table is checked over all combinations. */
export const INSTALL_SIGNALS = {
  /** The component's namespace. */
  namespace: ['absent', 'present', 'terminating', 'unknown'],
  /** Definitions that only Run:ai brings. */
  definitions: ['absent', 'present', 'unknown'],
  /**
   * RunaiConfig and its conditions. `silent`: it has none, as in 2021. `deploying`: not deployed yet. `blocked`: not deployed, and a
   * dependency is missing. `available`: all its conditions hold. `unwell`: it was deployed, and a condition does not hold.
   */
  config: [
    'absent',
    'silent',
    'deploying',
    'blocked',
    'available',
    'unwell',
    'terminating',
    'unknown',
  ],
  /**
   * What the services are together: the first that holds for any of them. `stuck`: a rollout has passed its progress deadline.
   * `updating`: another version is rolled out. `lost`: not ready, and it was once, or should be by now. `starting`: not ready, and
   * nothing says that it was. `moving`: it was ready, and its pods have just been made anew. `stopped`: all are scaled to 0.
   */
  workloads: [
    'stuck',
    'updating',
    'lost',
    'starting',
    'moving',
    'ready',
    'stopped',
    'none',
    'unknown',
  ],
} as const;

/** A value for each signal. */
export type InstallSignals = {
  readonly [Signal in keyof typeof INSTALL_SIGNALS]: (typeof INSTALL_SIGNALS)[Signal][number];
};

const rows = z.array(
  z.strictObject({
    /** Values by signal: a test holds them to those that there are. */
    when: z.record(z.string(), texts),
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
  const seen = Object.entries(signals);
  const row = table.find(({ when }) =>
    seen.every(([signal, value]) => when[signal]?.includes(value) ?? true),
  );
  if (!row) {
    throw new Error(`No install state for ${JSON.stringify(signals)}`);
  }
  return row;
}
