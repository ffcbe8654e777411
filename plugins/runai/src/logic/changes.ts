import type { CheckChange } from '@runai-portal/backstage-plugin-runai-common';
import { SEVERITY_RANK, STATUS_RANK } from './worstFirst';

/** Changes with those first that would be worst: by what the check would weigh, then by its status. */
export function gravestFirst(changes: readonly CheckChange[]): CheckChange[] {
  const applies = ({ to }: CheckChange) =>
    to.status === 'notApplicable' ? 1 : 0;
  return [...changes].sort(
    (left, right) =>
      applies(left) - applies(right) ||
      SEVERITY_RANK[left.to.severity] - SEVERITY_RANK[right.to.severity] ||
      STATUS_RANK[left.to.status] - STATUS_RANK[right.to.status] ||
      left.title.localeCompare(right.title),
  );
}
