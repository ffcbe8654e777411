import Box from '@mui/material/Box';
import { AXES } from '@runai-portal/backstage-plugin-runai-common';
import { ActionButton } from '../ActionButton';
import { useNow } from '../../hooks/useNow';
import { useHistory } from '../../hooks/useQueries';
import { useText } from '../../hooks/useText';
import { useUrlState } from '../../hooks/useUrlState';
import { timelineDays } from '../../logic/timeline';
import { LoadingSkeleton } from '../LoadingSkeleton';
import { useClusterPage } from '../ClusterPage/ClusterPageContext';
import { FilterChip } from '../FilterChip';
import { FilterMenu } from '../FilterMenu';
import { LoadError } from '../LoadError';
import { HistoryPanel } from '../OverviewTab/HistoryPanel';
import { Panel } from '../Panel';
import { TimelineDay } from './TimelineDay';

/** What changed in the last 30 days, newest first, of all or of one axis or check. */
export function HistoryTab() {
  const { cluster, results } = useClusterPage();
  const t = useText();
  const url = useUrlState();
  const now = useNow();
  const axes = AXES.filter(axis => url.all('axis').includes(axis));
  const checks = url.all('check');
  const history = useHistory(cluster.name);
  const isFiltered = axes.length + checks.length > 0;
  const items = (history.data?.items ?? []).filter(
    ({ axis, checkId }) =>
      !isFiltered ||
      (axis && axes.includes(axis)) ||
      (checkId !== undefined && checks.includes(checkId)),
  );
  const titles = new Map(
    (results.data?.items ?? []).map(({ checkId, title }) => [checkId, title]),
  );
  const changed = new Map<string, number>();
  for (const { checkId } of history.data?.items ?? []) {
    if (checkId) changed.set(checkId, (changed.get(checkId) ?? 0) + 1);
  }
  const days = timelineDays(
    items,
    isFiltered ? [] : history.data?.gaps ?? [],
    now,
  );
  const total = history.data?.totalItems ?? 0;
  const loaded = history.data?.items.length ?? 0;

  return (
    <>
      <HistoryPanel cluster={cluster} title={t('history.last30Days')} />
      {history.error && (
        <LoadError
          error={history.error}
          onRetry={() => history.refetch()}
          shownFrom={history.data && history.dataUpdatedAt}
        />
      )}
      {history.isPending && (
        <LoadingSkeleton shape="rows" label={t('history.loading')} />
      )}
      {history.data && (
        <Panel
          title={t('history.title')}
          note={t('history.changes', { count: items.length })}
        >
          <Box sx={{ display: 'flex', flexWrap: 'wrap', gap: 1, mb: 2 }}>
            {AXES.map(axis => (
              <FilterChip
                key={axis}
                label={t(`axis.${axis}`)}
                count={
                  (history.data.items ?? []).filter(item => item.axis === axis)
                    .length
                }
                selected={axes.includes(axis)}
                onClick={() => url.toggle('axis', axis)}
              />
            ))}
            <FilterMenu
              label={t('filter.check')}
              choices={[...changed].map(([value, count]) => ({
                value,
                count,
                label: titles.get(value) ?? value,
              }))}
              selected={checks}
              onToggle={value => url.toggle('check', value)}
            />
            {isFiltered && (
              <ActionButton
                onClick={() => url.set({ axis: undefined, check: undefined })}
              >
                {t('filter.clear')}
              </ActionButton>
            )}
          </Box>
          {days.length === 0 && (
            <Box sx={{ color: 'text.secondary' }}>
              {isFiltered ? t('history.noMatch') : t('history.none')}
            </Box>
          )}
          {days.map(day => (
            <TimelineDay key={day.date} day={day} titles={titles} />
          ))}
          {loaded < total && (
            <Box sx={{ mt: 2, fontSize: 12, color: 'text.secondary' }}>
              {t('history.newestOnly', {
                loaded: `${loaded}`,
                total: `${total}`,
              })}
            </Box>
          )}
        </Panel>
      )}
    </>
  );
}
