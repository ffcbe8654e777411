import type { InstallState } from '@runai-portal/backstage-plugin-runai-common';
import type { CrdFact } from '../facts/crds';
import { crdsFact } from '../facts/crds';
import type { RunaiConfigFact } from '../facts/runaiConfigs';
import { runaiConfigsFact } from '../facts/runaiConfigs';
import type { RunaiNamespaceFact } from '../facts/runaiNamespaces';
import { runaiNamespacesFact } from '../facts/runaiNamespaces';
import type { WorkloadFact } from '../facts/workload';
import { workloadsFact } from '../facts/workloads';
import { runaiPodsFact } from '../observations/followUps/runaiPods';
import type { Reading } from '../engine/Reading';
import { serviceState } from './serviceState';
import type { InstallSignals } from './signals';

/** What the signals are read with, besides the facts. */
export interface SignalContext {
  /** Namespace of the component. */
  namespace: string;
  /** The state that was last told, where somebody remembers it: a service that is not ready was lost then. */
  previous?: InstallState;
}

/** Reads the signals of the cluster component. */
export function clusterSignals(
  reading: Reading,
  context: SignalContext,
): InstallSignals {
  return {
    ...commonSignals(reading, context),
    definitions: definitionSignal(reading.value(crdsFact)),
    config: configSignal(reading.value(runaiConfigsFact)),
  };
}

function commonSignals(
  reading: Reading,
  context: SignalContext,
): Pick<InstallSignals, 'namespace' | 'workloads'> {
  return {
    namespace: namespaceSignal(
      reading.value(runaiNamespacesFact),
      reading,
      context.namespace,
    ),
    workloads: workloadSignal(reading, context),
  };
}

/** Reads the signals of the backend, which has neither definitions nor a RunaiConfig. */
export function backendSignals(
  reading: Reading,
  context: SignalContext,
): InstallSignals {
  return {
    ...commonSignals(reading, context),
    definitions: 'absent',
    config: 'absent',
  };
}

/** Those that KAI Scheduler brings without Run:ai. */
const KAI_DEFINITIONS = new Set([
  'queues.scheduling.run.ai',
  'podgroups.scheduling.run.ai',
  'bindrequests.scheduling.run.ai',
]);

/** A definition that only Run:ai brings: of the group run.ai or one below it, KAI Scheduler's own left aside. */
export function isRunaiDefinition({ group, name }: CrdFact): boolean {
  return (
    (group === 'run.ai' || group.endsWith('.run.ai')) &&
    !KAI_DEFINITIONS.has(name)
  );
}

/** The workloads of a namespace. */
export function workloadsIn(
  reading: Reading,
  namespace: string,
): readonly WorkloadFact[] | undefined {
  return reading
    .value(workloadsFact)
    ?.filter(workload => workload.namespace === namespace);
}

function definitionSignal(
  definitions: readonly CrdFact[] | undefined,
): InstallSignals['definitions'] {
  if (!definitions) {
    return 'unknown';
  }
  return definitions.some(isRunaiDefinition) ? 'present' : 'absent';
}

function namespaceSignal(
  namespaces: readonly RunaiNamespaceFact[] | undefined,
  reading: Reading,
  name: string,
): InstallSignals['namespace'] {
  if (namespaces) {
    const found = namespaces.find(namespace => namespace.name === name);
    if (!found) {
      return 'absent';
    }
    return found.terminating ? 'terminating' : 'present';
  }
  // A workload proves its namespace; none proves nothing.
  return (workloadsIn(reading, name)?.length ?? 0) > 0 ? 'present' : 'unknown';
}

const CONDITIONS = new Set([
  'DependenciesFulfilled',
  'Deployed',
  'Available',
  'Reconciled',
]);

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
  const holds = (type: string) =>
    config.conditions.find(condition => condition.type === type)?.status;
  // Available and Reconciled can only fail to hold after they did; while deploying they are False, too.
  const deployed =
    holds('Deployed') === 'True' ||
    (holds('Deployed') === undefined && holds('Available') === 'True');
  if (!deployed) {
    return holds('DependenciesFulfilled') === 'False' ? 'blocked' : 'deploying';
  }
  return config.conditions.every(
    ({ type, status }) => status === 'True' || !CONDITIONS.has(type),
  )
    ? 'available'
    : 'unwell';
}

/** What a whole installation is like by its services: the first that holds for any. */
const WORST_FIRST = [
  'stuck',
  'updating',
  'lost',
  'starting',
  'moving',
  'ready',
] as const;

function workloadSignal(
  reading: Reading,
  context: SignalContext,
): InstallSignals['workloads'] {
  const workloads = workloadsIn(reading, context.namespace);
  if (!workloads) {
    return 'unknown';
  }
  if (workloads.length === 0) {
    return 'none';
  }
  const states = new Set(
    workloads.map(workload =>
      serviceState(workload, {
        pods: reading.value(runaiPodsFact),
        now: reading.context.now,
        previous: context.previous,
      }),
    ),
  );
  return WORST_FIRST.find(state => states.has(state)) ?? 'stopped';
}
