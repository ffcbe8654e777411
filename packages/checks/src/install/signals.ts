import type { CrdFact } from '../facts/crds';
import { crdsFact } from '../facts/crds';
import { conditionOf } from '../facts/conditions';
import type { RunaiConfigFact } from '../facts/runaiConfigs';
import { runaiConfigsFact } from '../facts/runaiConfigs';
import type { RunaiNamespaceFact } from '../facts/runaiNamespaces';
import { runaiNamespacesFact } from '../facts/runaiNamespaces';
import type { Reading } from '../engine/Reading';
import { isRunaiDefinition } from './residue';
import type { Service } from './services';

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

/**
 * Reads the signals of a component.
 *
 * @param services - undefined where workloads could not be read
 */
export function installSignals(
  reading: Reading,
  namespace: string,
  services: readonly Service[] | undefined,
): InstallSignals {
  return {
    namespace: namespaceSignal(
      reading.value(runaiNamespacesFact),
      namespace,
      services,
    ),
    definitions: definitionSignal(reading.value(crdsFact)),
    config: configSignal(reading.value(runaiConfigsFact)),
    workloads: workloadSignal(services),
  };
}

function namespaceSignal(
  namespaces: readonly RunaiNamespaceFact[] | undefined,
  name: string,
  services: readonly Service[] = [],
): InstallSignals['namespace'] {
  if (!namespaces) {
    // A workload proves its namespace; none proves nothing.
    return services.length > 0 ? 'present' : 'unknown';
  }
  const found = namespaces.find(namespace => namespace.name === name);
  if (!found) {
    return 'absent';
  }
  return found.terminating ? 'terminating' : 'present';
}

function definitionSignal(
  definitions: readonly CrdFact[] | undefined,
): InstallSignals['definitions'] {
  if (!definitions) {
    return 'unknown';
  }
  return definitions.some(isRunaiDefinition) ? 'present' : 'absent';
}

const CONDITIONS = [
  'DependenciesFulfilled',
  'Deployed',
  'Available',
  'Reconciled',
];

function configSignal(
  configs: readonly RunaiConfigFact[] | undefined,
): InstallSignals['config'] {
  if (!configs) {
    return 'unknown';
  }
  const [config] = configs;
  if (!config) {
    return 'absent';
  }
  if (config.terminating) {
    return 'terminating';
  }
  if (config.conditions.length === 0) {
    return 'silent';
  }
  const status = (type: string) => conditionOf(config.conditions, type)?.status;
  // Available and Reconciled can only fail to hold after they did; while deploying they are False, too.
  if ((status('Deployed') ?? status('Available')) !== 'True') {
    return status('DependenciesFulfilled') === 'False'
      ? 'blocked'
      : 'deploying';
  }
  return CONDITIONS.every(type => (status(type) ?? 'True') === 'True')
    ? 'available'
    : 'unwell';
}

function workloadSignal(
  services: readonly Service[] | undefined,
): InstallSignals['workloads'] {
  if (!services) {
    return 'unknown';
  }
  return services.length === 0
    ? 'none'
    : INSTALL_SIGNALS.workloads.find(signal =>
        services.some(({ state }) => state === signal),
      ) ?? 'stopped';
}
