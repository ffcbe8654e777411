export * from './authoring';
export * from './clusterEntities';
export * from './connecting';
export * from './credentials';
export {
  runaiChecksExtensionPoint,
  runaiClusterSourcesExtensionPoint,
} from './extensions';
export type {
  RunaiChecksExtensionPoint,
  RunaiClusterSourcesExtensionPoint,
} from './extensions';
export { listensLocally } from './listensLocally';
export type {
  ClusterSource,
  ClusterSourceFactory,
  ClusterSourceOptions,
  Unusable,
  SourcedCluster,
} from './sources';
export * from './permissions';
export { runaiServiceRef } from './runaiService';
export type { RunaiService } from './runaiService';
