import { createConditionExports } from '@backstage/plugin-permission-node';
import { runaiClusterPermissionResourceRef } from './resource';
import { runaiClusterRules } from './rules';

const exported = createConditionExports({
  resourceRef: runaiClusterPermissionResourceRef,
  rules: runaiClusterRules,
});

/** @public The conditions that a policy puts together, e.g. `runaiClusterConditions.isOwnedBy({owners})`. */
export const runaiClusterConditions = exported.conditions;

/** @public Wraps conditions into what a policy returns. */
export const createRunaiClusterConditionalDecision =
  exported.createConditionalDecision;
