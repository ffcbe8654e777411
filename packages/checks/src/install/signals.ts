import { conditionOf } from '../facts/conditions';
import { runaiConfigsFact, type RunaiConfigFact } from '../facts/runaiConfigs';
import {
  runaiNamespacesFact,
  type RunaiNamespaceFact,
} from '../facts/runaiNamespaces';
import type { Reading } from '../engine/Reading';
import { firstOf } from '../engine/findings';
import { runaiDefinitions } from './residue';
import { INSTALL_SIGNALS, type InstallSignals } from './table';
import type { Service } from './services';

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
  const definitions = runaiDefinitions(reading);
  return {
    namespace: namespaceSignal(
      reading.value(runaiNamespacesFact),
      namespace,
      services,
    ),
    definitions: firstOf(
      [
        [definitions?.length, 'present'],
        [definitions, 'absent'],
      ],
      'unknown',
    ),
    config: configSignal(reading.value(runaiConfigsFact)),
    workloads: workloadSignal(services),
  };
}

function namespaceSignal(
  namespaces: readonly RunaiNamespaceFact[] | undefined,
  name: string,
  services: readonly Service[] = [],
): InstallSignals['namespace'] {
  const found = namespaces?.find(namespace => namespace.name === name);
  return firstOf(
    [
      [found?.terminating, 'terminating'],
      // A workload proves its namespace; none proves nothing.
      [found ?? (!namespaces && services.length > 0), 'present'],
      [namespaces, 'absent'],
    ],
    'unknown',
  );
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
  const [config] = configs ?? [];
  const conditions = config?.conditions ?? [];
  const status = (type: string) => conditionOf(conditions, type)?.status;
  // Available and Reconciled can only fail to hold after they did; while deploying they are False, too.
  const deployed = (status('Deployed') ?? status('Available')) === 'True';
  return firstOf(
    [
      [!configs, 'unknown'],
      [!config, 'absent'],
      [config?.terminating, 'terminating'],
      [conditions.length === 0, 'silent'],
      [!deployed && status('DependenciesFulfilled') === 'False', 'blocked'],
      [!deployed, 'deploying'],
      [
        CONDITIONS.every(type => (status(type) ?? 'True') === 'True'),
        'available',
      ],
    ],
    'unwell',
  );
}

function workloadSignal(
  services: readonly Service[] | undefined,
): InstallSignals['workloads'] {
  if (!services?.length) {
    return services ? 'none' : 'unknown';
  }
  const states = new Set<string>(services.map(({ state }) => state));
  return (
    INSTALL_SIGNALS.workloads.find(signal => states.has(signal)) ?? 'stopped'
  );
}
