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
