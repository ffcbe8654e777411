import { runaiCheckRunPermission } from '@runai-portal/backstage-plugin-runai-common';
import { useMissingPermission } from './useMissingPermission';
import { useText } from './useText';

/** Why the reader may neither start nor cancel runs of a cluster; undefined where they may, and while that is not known. */
export function useRunRefusal(cluster: string): string | undefined {
  const t = useText();
  const { missing } = useMissingPermission(runaiCheckRunPermission, cluster);
  return missing && t('run.notPermitted', { permission: missing });
}
