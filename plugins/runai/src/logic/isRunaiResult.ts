import {
  RUNAI_CHECK_DOCUMENT,
  RUNAI_CLUSTER_DOCUMENT,
} from '@runai-portal/backstage-plugin-runai-common';

/** Whether the search found a cluster or a check. */
export function isRunaiResult(result: { type: string }): boolean {
  return [RUNAI_CLUSTER_DOCUMENT, RUNAI_CHECK_DOCUMENT].includes(result.type);
}
