import type { ActionsRegistryService } from '@backstage/backend-plugin-api/alpha';
import type { RunaiService } from '@runai-portal/backstage-plugin-runai-node';
import { registerCompareRequirementProfiles } from './compareRequirementProfiles';
import { registerExplainClusterReadiness } from './explainClusterReadiness';
import { registerGetPrerequisiteCheck } from './getPrerequisiteCheck';
import { registerListGpuClusters } from './listGpuClusters';

/**
 * Makes known what other plugins and AI agents (by the portal's MCP server) may ask: each action only reads, through the API, as
 * whoever calls it.
 */
export function registerActions(options: {
  registry: ActionsRegistryService;
  runai: RunaiService;
}): void {
  registerListGpuClusters(options);
  registerExplainClusterReadiness(options);
  registerGetPrerequisiteCheck(options);
  registerCompareRequirementProfiles(options);
}
