import type { InstallState } from '@runai-portal/backstage-plugin-runai-common';
import type { FactOutcome, FactOutcomes } from '../declarations';
import type { CrdFact } from '../facts/crds';
import { crdsFact } from '../facts/crds';
import type { RunaiConfigFact } from '../facts/runaiConfigs';
import { runaiConfigsFact } from '../facts/runaiConfigs';
import type { RunaiNamespaceFact } from '../facts/runaiNamespaces';
import { runaiNamespacesFact } from '../facts/runaiNamespaces';
import type { WorkloadFact } from '../facts/workload';
import { isReady } from '../facts/workload';
import { workloadsFact } from '../facts/workloads';
import type { Fact } from '../declarations';
import type { InstallSignals } from './signals';

/** What the signals are read with, besides the facts. */
export interface SignalContext {
  now: Date;
  /** Namespace of the component. */
  namespace: string;
  /** The state that was last told, where somebody remembers it: a service that is not ready was lost then. */
  previous?: InstallState;
}

/** After that long a service that is not ready is not merely starting: the vendor's scripts wait 20 to 25 minutes. */
export const START_GRACE_MS = 30 * 60_000;

/** The outcome of a fact, by its own type; undefined where it was not collected. */
export function outcomeOf<Value>(
  fact: Fact<Value>,
  outcomes: FactOutcomes,
): FactOutcome<Value> | undefined {
  // A fact's id stands for its type: the engine stores what `collect` resolved with under it.
  return Object.hasOwn(outcomes, fact.id)
    ? (outcomes[fact.id] as FactOutcome<Value>)
    : undefined;
}

/** The value of a fact; undefined where it failed or was not collected. */
export function valueOf<Value>(
  fact: Fact<Value>,
  outcomes: FactOutcomes,
): Value | undefined {
  const outcome = outcomeOf(fact, outcomes);
  return outcome?.ok ? outcome.value : undefined;
}

/** Reads the signals of the cluster component. */
export function clusterSignals(
  outcomes: FactOutcomes,
  context: SignalContext,
): InstallSignals {
  return {
    ...commonSignals(outcomes, context),
    definitions: definitionSignal(valueOf(crdsFact, outcomes)),
    config: configSignal(valueOf(runaiConfigsFact, outcomes)),
  };
}

function commonSignals(
  outcomes: FactOutcomes,
  context: SignalContext,
): Pick<InstallSignals, 'namespace' | 'workloads'> {
  return {
    namespace: namespaceSignal(
      valueOf(runaiNamespacesFact, outcomes),
      outcomes,
      context.namespace,
    ),
    workloads: workloadSignal(outcomes, context),
  };
}

/** Reads the signals of the backend, which has neither definitions nor a RunaiConfig. */
export function backendSignals(
  outcomes: FactOutcomes,
  context: SignalContext,
): InstallSignals {
  return {
    ...commonSignals(outcomes, context),
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
  outcomes: FactOutcomes,
  namespace: string,
): readonly WorkloadFact[] | undefined {
  return valueOf(workloadsFact, outcomes)?.filter(
    workload => workload.namespace === namespace,
  );
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
  outcomes: FactOutcomes,
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
  return (workloadsIn(outcomes, name)?.length ?? 0) > 0 ? 'present' : 'unknown';
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

function workloadSignal(
  outcomes: FactOutcomes,
  context: SignalContext,
): InstallSignals['workloads'] {
  const workloads = workloadsIn(outcomes, context.namespace);
  if (!workloads) {
    return 'unknown';
  }
  if (workloads.length === 0) {
    return 'none';
  }
  const waiting = workloads.filter(isWaiting);
  if (waiting.length > 0) {
    return waiting.some(workload => wasLost(workload, context))
      ? 'lost'
      : 'starting';
  }
  return workloads.some(isReady) ? 'ready' : 'stopped';
}

/** Wants pods that are not ready, or was not looked at by its controller yet. A DaemonSet that wants none waits for nothing. */
export function isWaiting(workload: WorkloadFact): boolean {
  return workload.desired > 0
    ? !isReady(workload)
    : workload.kind === 'DaemonSet' && !workload.observed;
}

function wasLost(
  workload: WorkloadFact,
  { now, previous }: SignalContext,
): boolean {
  if (
    workload.completedOnce ||
    previous === 'installed' ||
    previous === 'degraded'
  ) {
    return true;
  }
  const created = Date.parse(workload.createdAt ?? '');
  return Number.isFinite(created) && now.getTime() - created > START_GRACE_MS;
}
