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
   * Deployments, DaemonSets and StatefulSets of the namespace. `starting`: some are not ready and nothing says that they were.
   * `updating`: another version is rolled out. `stuck`: a rollout has passed its progress deadline. `moving`: some were ready, and
   * their pods have just been made anew. `lost`: some are not ready that were once, or should be by now. `stopped`: all are scaled
   * to 0.
   */
  workloads: [
    'none',
    'starting',
    'updating',
    'stuck',
    'moving',
    'ready',
    'lost',
    'stopped',
    'unknown',
  ],
} as const;

/** The name of a signal. */
export type InstallSignal = keyof typeof INSTALL_SIGNALS;

/** A value for each signal. */
export type InstallSignals = {
  readonly [Signal in InstallSignal]: (typeof INSTALL_SIGNALS)[Signal][number];
};
