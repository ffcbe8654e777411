import { conditionOf } from '../facts/conditions';
import {
  crdsFact,
  runaiConfigsFact,
  runaiNamespacesFact,
} from '../facts/runai';
import type { Reading } from '../engine/Reading';
import { firstOf } from '../engine/findings';
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
  const definitions = reading.value(crdsFact);
  return {
    namespace: namespaceSignal(reading, namespace, services),
    definitions: firstOf(
      [
        [definitions?.length, 'present'],
        [definitions, 'absent'],
      ],
      'unknown',
    ),
    config: configSignal(reading),
    workloads: workloadSignal(services),
  };
}

function namespaceSignal(
  reading: Reading,
  name: string,
  services: readonly Service[] = [],
): InstallSignals['namespace'] {
  const namespaces = reading.value(runaiNamespacesFact);
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

function configSignal(reading: Reading): InstallSignals['config'] {
  const configs = reading.value(runaiConfigsFact);
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
