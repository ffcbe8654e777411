// What a check of a site's own may need besides its declaration: sources to rest on, words, and helpers for its test. The plugin
// `runai-node` hands all of it on.

export { evidenceOf, firstOf, forEachNode } from './engine/findings';
export type { EvidenceRow } from './engine/findings';
export type { NodeFact } from './facts/nodeFact';
export { nodesFact } from './facts/nodes';
export { namedObject, namespacedObject } from './facts/object';
export type { NamedObject } from './facts/object';
export { apiGroupsFact } from './facts/request/apiGroups';
export { storageClassesFact } from './facts/storage';
export { array, fieldsAt, fieldsIn, text } from './facts/untrusted';
export type { Kept } from './facts/untrusted';
export { versionFact } from './facts/version';
export { workloadsFact } from './facts/workloads';
export {
  distributionObservation,
  platformObservation,
} from './observations/distribution';
export { gpuNodesObservation } from './observations/gpuNodes';
export type { GpuNode } from './observations/gpuNodes';
export { prometheusServersObservation } from './observations/prometheusServers';
export { storageClassesObservation } from './observations/storage';
export { systemNodesObservation } from './observations/systemNodes';
export type { OutcomeCases } from './testing/cases';
export { evaluateCheck, evaluateToOne } from './testing/evaluateCheck';
export type { EvaluateCheckOptions } from './testing/evaluateCheck';
export { nodeFact } from './testing/nodes';
export { fact, facts, failedFact } from './testing/outcomes';
export { alternatives, namesOf, someNames } from './words';
