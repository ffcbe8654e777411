import { distribution } from './checks/platform/distribution';
import { kubernetesVersion } from './checks/platform/kubernetesVersion';
import { openshiftVersion } from './checks/platform/openshiftVersion';
import { nodeVersionSkew } from './checks/platform/nodeVersionSkew';
import { nodesReady } from './checks/platform/nodesReady';
import { nodeArch } from './checks/platform/nodeArch';
import { systemDedicated } from './checks/nodes/systemDedicated';
import { systemResources } from './checks/nodes/systemResources';
import { controlPlaneSeparate } from './checks/nodes/controlPlaneSeparate';
import { defaultClass } from './checks/storage/defaultClass';
import { nodeIndependent } from './checks/storage/nodeIndependent';
import { sharedRwx } from './checks/storage/sharedRwx';
import type { Check, Fact } from './declarations';

/** Every check that the engine knows without plugins, by category, in the order in which pages and reports show them. */
export const CHECKS: readonly Check[] = [
  distribution,
  kubernetesVersion,
  openshiftVersion,
  nodeVersionSkew,
  nodesReady,
  nodeArch,
  systemDedicated,
  systemResources,
  controlPlaneSeparate,
  defaultClass,
  nodeIndependent,
  sharedRwx,
];

/** Facts that no check rests on, read for the snapshot. */
export const SNAPSHOT_FACTS: readonly Fact<unknown>[] = [];
