import type { Fact } from '../declarations';
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
import { INSTALL_FACTS } from '../install/installView';

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
