import type { CheckSummary } from '@runai-portal/backstage-plugin-runai-common';
import { useCatalogue } from './useQueries';

/** Whether a check can be seen only from a pod in the cluster, by the catalogue; such a one can be stated instead. */
export function useNeedsPod({ checkId, attestable }: CheckSummary): boolean {
  const info = useCatalogue().data?.find(({ id }) => id === checkId);
  return info?.active ?? attestable;
}
