export {
  runaiChecksExtensionPoint,
  runaiClusterSourcesExtensionPoint,
} from './extensions';
export type {
  RunaiChecksExtensionPoint,
  RunaiClusterSourcesExtensionPoint,
} from './extensions';
export type {
  ClusterSource,
  ClusterSourceFactory,
  ClusterSourceOptions,
  SourcedCluster,
} from './sources';
export * from './permissions';
