import type { Fact, FactOutcomes, ObservationContext } from '../declarations';
import { Reading } from '../engine/Reading';
import { apiGroupsFact } from '../facts/request/apiGroups';
import { gpuOperatorFact } from '../facts/gpuOperator';
import { gpuPodsFact } from '../facts/gpuPods';
import { nodesFact } from '../facts/nodes';
import { openshiftVersionFact } from '../facts/openshift';
import { prometheusFact } from '../facts/prometheus';
import { runtimeClassesFact } from '../facts/runtimeClasses';
import { storageClassesFact } from '../facts/storage';
import { versionFact } from '../facts/version';
import { workloadsFact } from '../facts/workloads';
import { healthNow } from '../health/healthNow';
import {
  INSTALL_FACTS,
  installView,
  type PreviousInstall,
} from '../install/installView';
import { connectionNow } from './connection';
import { declaredAndDetected } from './declaredAndDetected';
import { nodesAndGpus } from './nodesAndGpus';
import { platformFacts, platformLines } from './platformLines';

/** What a snapshot is built from. `gpu-pods` lists all pods: it has a deadline of its own, and its loss costs `allocated` alone. */
export const snapshotFacts: readonly Fact<unknown>[] = [
  ...new Set<Fact<unknown>>([
    versionFact,
    apiGroupsFact,
    nodesFact,
    workloadsFact,
    openshiftVersionFact,
    gpuOperatorFact,
    prometheusFact,
    runtimeClassesFact,
    storageClassesFact,
    ...INSTALL_FACTS,
    gpuPodsFact,
  ]),
];

/** What a cluster looks like at one moment. Parts whose facts failed are undefined, never empty or zero. */
export type ClusterSnapshot = ReturnType<typeof buildSnapshot>;

/** What the cluster looks like, from facts alone. Pure: a part whose fact failed is undefined, and `unreadable` says why. */
export function buildSnapshot(
  outcomes: FactOutcomes,
  context: ObservationContext & { previous?: PreviousInstall },
) {
  const { previous, ...rest } = context;
  const reading = new Reading(outcomes, rest);
  const connection = connectionNow(reading.outcome(versionFact));
  const install = installView(reading, previous);
  return {
    observedAt: context.now.toISOString(),
    connection,
    healthNow: healthNow(reading, connection, install),
    install,
    ...nodesAndGpus(reading),
    platform: platformFacts(reading),
    platformLines: platformLines(reading),
    detected: declaredAndDetected(reading),
    /** The facts that could not be read, with their ids, and what to say of them. */
    unreadable: snapshotFacts.flatMap(fact => {
      const outcome = reading.outcome(fact);
      return outcome && !outcome.ok
        ? [{ fact: fact.id, reason: outcome.reason, message: outcome.message }]
        : [];
    }),
  };
}
