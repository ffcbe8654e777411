export { cluster, ClusterDeclaration } from './ClusterDeclaration';
export {
  RunningCluster,
  type PlainConnection,
  type RequestRecord,
  type StartOptions,
} from './RunningCluster';
export type { AccountOptions, Exception, PolicyRule } from './api/Account';
export type { ObjectRef } from './api/ObjectRef';
export type { PodLogs } from './store/LogStore';
export type { Fault, FaultScope, FaultStatus } from './http/faults';
export {
  caCertificate,
  serverCertificate,
  type KeyAndCertificate,
} from './http/certificates';
export * from './objects';
export * from './stacks';
export * from './demo';
