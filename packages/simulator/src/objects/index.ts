export {
  asKubeObject,
  type KubeObject,
  type KubeObjectMeta,
  type OwnerReference,
} from './KubeObject';
export { crd, type CrdOptions } from './crd';
export { node, NodeBuilder, type NodeDefaults } from './node';
export {
  daemonSet,
  deployment,
  statefulSet,
  type ContainerOptions,
  type WorkloadOptions,
} from './workloads';
