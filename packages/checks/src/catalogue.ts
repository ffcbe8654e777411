import { reachableCheck } from './checks/connection/reachable';
import { credentialsCheck } from './checks/connection/credentials';
import { permissionsCheck } from './checks/connection/permissions';
import { clockSkewCheck } from './checks/connection/clockSkew';
import { apiThrottlingCheck } from './checks/connection/apiThrottling';
import { distribution } from './checks/platform/distribution';
import { kubernetesVersion } from './checks/platform/kubernetesVersion';
import { openshiftVersion } from './checks/platform/openshiftVersion';
import { nodeVersionSkew } from './checks/platform/nodeVersionSkew';
import { nodesReady } from './checks/platform/nodesReady';
import { nodeArch } from './checks/platform/nodeArch';
import { nodeOs } from './checks/platform/nodeOs';
import { containerRuntime } from './checks/platform/containerRuntime';
import { admissionWebhooks } from './checks/security/admissionWebhooks';
import { imagePolicy } from './checks/security/imagePolicy';
import { regime } from './checks/security/regime';
import { psp } from './checks/security/psp';
import { psa } from './checks/security/psa';
import { scc } from './checks/security/scc';
import { nodesPresent } from './checks/nvidia/nodesPresent';
import { installMethod as gpuInstallMethod } from './checks/nvidia/installMethod';
import { operatorReady } from './checks/nvidia/operatorReady';
import { driverUpgrade } from './checks/nvidia/driverUpgrade';
import { deployLabels } from './checks/nvidia/deployLabels';
import { nodeDriver } from './checks/nvidia/nodeDriver';
import { nodeRuntime } from './checks/nvidia/nodeRuntime';
import { nodeDevicePlugin } from './checks/nvidia/nodeDevicePlugin';
import { nodeValidation } from './checks/nvidia/nodeValidation';
import { metricsExporter } from './checks/nvidia/metricsExporter';
import { dgxFabricManager } from './checks/nvidia/dgxFabricManager';
import { prometheus } from './checks/monitoring/prometheus';
import { installMethod as prometheusInstallMethod } from './checks/monitoring/installMethod';
import { conflict } from './checks/monitoring/conflict';
import { nodeExporter } from './checks/monitoring/nodeExporter';
import { kubeStateMetrics } from './checks/monitoring/kubeStateMetrics';
import { systemDedicated } from './checks/nodes/systemDedicated';
import { systemResources } from './checks/nodes/systemResources';
import { controlPlaneSeparate } from './checks/nodes/controlPlaneSeparate';
import { gpuNotSystem } from './checks/nodes/gpuNotSystem';
import { countAndCapacity } from './checks/nodes/countAndCapacity';
import { defaultClass } from './checks/storage/defaultClass';
import { nodeIndependent } from './checks/storage/nodeIndependent';
import { sharedRwx } from './checks/storage/sharedRwx';
import { nfsClient } from './checks/storage/nfsClient';
import { configured as registryConfigured } from './checks/registry/configured';
import { proxy } from './checks/network/proxy';
import { inboundNotRequired } from './checks/network/inboundNotRequired';
import { installMode } from './checks/mode/installMode';
import { artifacts } from './checks/mode/artifacts';
import { offlineScan } from './checks/mode/offlineScan';
import { backendLocal } from './checks/mode/backendLocal';
import { twoPhaseOrder } from './checks/mode/twoPhaseOrder';
import { containerImages } from './checks/runai/containerImages';
import { FEATURE_CHECKS } from './checks/software/featureChecks';
import { fractions } from './checks/software/fractions';
import { ingress } from './checks/software/ingress';
import { loadBalancer } from './checks/software/loadBalancer';
import { upgradePath } from './checks/software/upgradePath';
import { PROBE_CHECKS } from './checks/probeChecks';
import type { Check } from './declarations';
import type { Catalogue } from './engine/Catalogue';
import { platformObservation } from './observations/distribution';

/** Every check that the engine knows without plugins, by category, in the order in which pages and reports show them. */
export const CHECKS: readonly Check[] = [
  reachableCheck,
  credentialsCheck,
  permissionsCheck,
  clockSkewCheck,
  apiThrottlingCheck,
  distribution,
  kubernetesVersion,
  openshiftVersion,
  nodeVersionSkew,
  nodesReady,
  nodeArch,
  nodeOs,
  containerRuntime,
  regime,
  psp,
  psa,
  scc,
  admissionWebhooks,
  imagePolicy,
  nodesPresent,
  gpuInstallMethod,
  operatorReady,
  driverUpgrade,
  deployLabels,
  nodeDriver,
  nodeRuntime,
  nodeDevicePlugin,
  nodeValidation,
  metricsExporter,
  dgxFabricManager,
  prometheus,
  prometheusInstallMethod,
  conflict,
  nodeExporter,
  kubeStateMetrics,
  systemDedicated,
  systemResources,
  controlPlaneSeparate,
  gpuNotSystem,
  countAndCapacity,
  defaultClass,
  nodeIndependent,
  sharedRwx,
  nfsClient,
  registryConfigured,
  ingress,
  loadBalancer,
  ...FEATURE_CHECKS,
  fractions,
  upgradePath,
  proxy,
  inboundNotRequired,
  installMode,
  artifacts,
  offlineScan,
  backendLocal,
  twoPhaseOrder,
  containerImages,
  ...PROBE_CHECKS,
];

/** What the engine judges by where nothing else is handed to it. */
export const CATALOGUE: Catalogue = {
  checks: CHECKS,
  gates: [reachableCheck.id, credentialsCheck.id],
  platform: platformObservation,
};
