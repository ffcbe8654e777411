import type { Blocker } from '@runai-portal/backstage-plugin-runai-common';
import { useText } from './useText';

/** What keeps a cluster undetermined, in a few words: permissions that are missing, what could not be judged, what was not run. */
export function useUndeterminedReason(
  blockers: readonly Blocker[],
): string | undefined {
  const t = useText();
  const unread = blockers.filter(({ reason }) => reason !== 'NotRun');
  const count = unread.length;
  if (count === 0) {
    return blockers.length > 0
      ? t('readiness.notRun', { count: blockers.length })
      : undefined;
  }
  return unread.every(({ reason }) => reason === 'Forbidden')
    ? t('readiness.noPermission', { count })
    : t('readiness.notJudged', { count });
}
