export { runaiClusterPermissionResourceRef } from './resource';
export type { RunaiClusterCondition, RunaiClusterResource } from './resource';
export { runaiClusterRules } from './rules';
export {
  createRunaiClusterConditionalDecision,
  runaiClusterConditions,
} from './conditions';
