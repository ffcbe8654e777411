export type {
  ClusterConnection,
  CredentialRenewal,
  KubeCredential,
} from './connection/ClusterConnection';
export {
  connectionFromSettings,
  type ConnectionSettings,
} from './connection/connectionFromSettings';
export {
  SharedCredential,
  type TimedCredential,
} from './connection/SharedCredential';
export { checkCredential } from './connection/checkCredential';
export { CredentialError } from './connection/CredentialError';
export { certificateBlocks } from './connection/pem';
export type { CredentialFacts } from './connection/credentialFacts';
export { inClusterConnection } from './connection/inClusterConnection';
export { KubeClient } from './client/KubeClient';
export type {
  CreateOptions,
  DeleteOptions,
  KubeAnswer,
  KubeClientOptions,
  ListAnswer,
  ListOptions,
  RequestOptions,
} from './client/options';
export {
  isKubeError,
  KUBE_ERROR_CLASSES,
  KubeError,
  type KubeErrorClass,
  type KubeErrorDetails,
  type KubeStatus,
} from './errors/KubeError';
export type { BreakerOptions } from './http/Breaker';
export { raceSignal } from './http/Deadline';
export { KubeStats, type KubeStatsSnapshot } from './http/KubeStats';
export { Limiter } from './http/Limiter';
export { isPublicAddress } from './http/addressRule';
export { resourceName, type ResourceRef } from './http/paths';
export type { RelaySink } from './http/relayExchange';
export type { RetryOptions } from './http/retry';
export { SharedFlight } from './http/SharedFlight';
export {
  KubeconfigError,
  type KubeconfigErrorKind,
} from './kubeconfig/KubeconfigError';
export {
  kubeconfigPaths,
  type KubeconfigPaths,
} from './kubeconfig/kubeconfigPaths';
export {
  loadKubeconfig,
  type ContextOptions,
  type ContextOutcome,
  type Kubeconfig,
} from './kubeconfig/loadKubeconfig';
export type { KubeconfigSource } from './kubeconfig/readSource';
export {
  KubeRelay,
  type KubeRelayOptions,
  type RelayLimits,
  type RelayRequest,
} from './relay/KubeRelay';
export type { RelayTimes } from './relay/RelayDeadlines';
export {
  compareDriverVersions,
  parseDriverVersion,
  type DriverVersion,
} from './values/driverVersion';
export { parseQuantity, type Quantity } from './values/quantity';
export {
  compareVersions,
  parseKubernetesVersion,
  type KubernetesVersion,
} from './values/version';
export { YamlFile, type YamlFileOptions } from './yaml/YamlFile';
