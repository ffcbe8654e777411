import { usePermission } from '@backstage/plugin-permission-react';
import { runaiCheckRunPermission } from '@runai-portal/backstage-plugin-runai-common';
import { useText } from './useText';

/** Why the reader may neither start nor cancel runs of a cluster; undefined where they may, and while that is not known. */
export function useRunRefusal(cluster: string): string | undefined {
  const t = useText();
  const { allowed, loading, error } = usePermission({
    permission: runaiCheckRunPermission,
    resourceRef: cluster,
  });
  // Where the answer is missing the button stays: the backend decides, and says why.
  if (allowed || loading || error) return undefined;
  return t('run.notPermitted', { permission: runaiCheckRunPermission.name });
}
