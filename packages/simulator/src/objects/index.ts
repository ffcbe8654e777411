export {
  asKubeObject,
  type KubeObject,
  type KubeObjectMeta,
  type OwnerReference,
} from './KubeObject';
export { configMap, namespace, owner, runtimeClass, service } from './core';
export { crd, type CrdOptions } from './crd';
export { event, type EventOptions, type EventSubject } from './event';
export { gatewayClass, ingressClass, loadBalancer } from './ingress';
export { node, NodeBuilder, type NodeDefaults } from './node';
export {
  clusterPolicy,
  nvidiaDriver,
  type ClusterPolicyOptions,
} from './nvidia';
export { objectsFromFile } from './objectsFromFile';
export {
  clusterOperator,
  clusterVersion,
  openshiftConfig,
  securityContextConstraints,
  type UpdateHistoryEntry,
} from './openshift';
export { pod, type PodOptions } from './pod';
export { prometheus } from './prometheus';
export {
  runaiConfig,
  runaiPublic,
  type RunaiCondition,
  type RunaiConditionValue,
} from './runai';
export { csiDriver, persistentVolume, storageClass } from './storage';
export {
  daemonSet,
  deployment,
  statefulSet,
  withoutReplicas,
  type ContainerOptions,
  type WorkloadOptions,
} from './workloads';
