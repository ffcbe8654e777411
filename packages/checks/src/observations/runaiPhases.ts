import { defineObservation, type ValueOf } from '../declarations';
import { runaiConfigsFact, runaiNamespacesFact } from '../facts/runai';
import {
  isReady,
  workloadName,
  workloadsFact,
  type WorkloadFact,
} from '../facts/workloads';

/** How far the two phases of an installation are. */
export type RunaiPhases = ValueOf<typeof runaiPhasesObservation>;

/** One phase: what is there of it, in words as evidence has them. */
export type RunaiPhase = ReturnType<typeof phaseOf>;

/**
 * The two phases of an installation of its own: first the backend, then the cluster. By their workloads, and for the second also by
 * its configuration object, which is there before any of them.
 */
export const runaiPhasesObservation = defineObservation({
  id: 'runai-phases',
  uses: { workloads: workloadsFact },
  optional: { namespaces: runaiNamespacesFact, configs: runaiConfigsFact },
  observe: ({ workloads, namespaces, configs, profile }) => {
    const phase = (namespace: string) =>
      phaseOf(
        namespace,
        workloads.filter(workload => workload.namespace === namespace),
        namespaces?.some(({ name }) => name === namespace),
      );
    const cluster = phase(profile.namespaces.cluster);
    return {
      backend: phase(profile.namespaces.backend),
      cluster,
      /** The second phase has begun: something of it is there. */
      clusterBegun: cluster.count > 0 || (configs?.length ?? 0) > 0,
    };
  },
});

function phaseOf(
  namespace: string,
  workloads: readonly WorkloadFact[],
  hasNamespace: boolean | undefined,
) {
  const wanted = workloads.filter(({ desired }) => desired > 0);
  const waiting = wanted.filter(workload => !isReady(workload));
  return {
    namespace,
    /** Workloads that want pods. */
    count: wanted.length,
    ready: wanted.length - waiting.length,
    /** All that is wanted is ready. */
    complete: wanted.length > 0 && waiting.length === 0,
    /** All of it is ready, or was once. */
    wasComplete:
      wanted.length > 0 &&
      waiting.every(({ completedOnce }) => completedOnce === true),
    waiting: waiting.map(workload => ({ name: workloadName(workload) })),
    /** `absent`, `namespace alone`, `3 of 4 workloads ready`. */
    state: stateOf(wanted.length, waiting.length, hasNamespace),
  };
}

function stateOf(
  wanted: number,
  waiting: number,
  hasNamespace: boolean | undefined,
): string {
  if (wanted > 0) {
    return `${wanted - waiting} of ${wanted} workloads ready`;
  }
  return hasNamespace ? 'namespace alone' : 'absent';
}
