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
  const namespaces = reading.value(runaiNamespacesFact);
  const found = namespaces?.find(({ name }) => name === namespace);
  const definitions = reading.value(crdsFact);
  const states = new Set<string>(services?.map(({ state }) => state));
  return {
    namespace: firstOf(
      [found?.terminating, 'terminating'],
      // A workload proves its namespace; none proves nothing.
      [found ?? (!namespaces && states.size > 0), 'present'],
      [namespaces, 'absent'],
      'unknown',
    ),
    definitions: firstOf(
      [definitions?.length, 'present'],
      [definitions, 'absent'],
      'unknown',
    ),
    config: configSignal(reading),
    workloads:
      INSTALL_SIGNALS.workloads.find(signal => states.has(signal)) ??
      (services ? 'none' : 'unknown'),
  };
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
  const holds = (type: string) => (status(type) ?? 'True') === 'True';
  return firstOf(
    [!configs, 'unknown'],
    [!config, 'absent'],
    [config?.terminating, 'terminating'],
    [conditions.length === 0, 'silent'],
    [!deployed && status('DependenciesFulfilled') === 'False', 'blocked'],
    [!deployed, 'deploying'],
    [CONDITIONS.every(holds), 'available'],
    'unwell',
  );
}
