import Box from '@mui/material/Box';
import { AXES } from '@runai-portal/backstage-plugin-runai-common';
import { ActionButton } from '../ActionButton';
import { useNow } from '../../hooks/useNow';
import { useHistory, useHistoryDays } from '../../hooks/useQueries';
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
  // A change is of an axis or of a check: where an axis is chosen, no check is.
  const checks = axes.length > 0 ? [] : url.all('check');
  const isFiltered = axes.length + checks.length > 0;
  const history = useHistory(cluster.name, { axis: axes, checkId: checks });
  const strips = useHistoryDays(cluster.name, { axis: AXES });
  const pages = history.data?.pages ?? [];
  const items = pages.flatMap(page => page.items);
  const total = pages.at(-1)?.totalItems ?? 0;
  const days = timelineDays(items, isFiltered ? [] : pages[0]?.gaps ?? [], now);
  const titles = new Map(
    (results.data?.items ?? []).map(({ checkId, title }) => [checkId, title]),
  );

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
          note={t('history.changes', { count: total })}
        >
          <Box sx={{ display: 'flex', flexWrap: 'wrap', gap: 1, mb: 2 }}>
            {AXES.map(axis => (
              <FilterChip
                key={axis}
                label={t(`axis.${axis}`)}
                count={strips.data?.find(strip => strip.axis === axis)?.changes}
                selected={axes.includes(axis)}
                onClick={() => {
                  url.set({ check: undefined });
                  url.toggle('axis', axis);
                }}
              />
            ))}
            <FilterMenu
              label={t('filter.check')}
              choices={[...titles].map(([value, label]) => ({ value, label }))}
              selected={checks}
              onToggle={value => {
                url.set({ axis: undefined });
                url.toggle('check', value);
              }}
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
          {history.hasNextPage && (
            <Box
              sx={{
                display: 'flex',
                alignItems: 'center',
                gap: 1.5,
                mt: 2,
                fontSize: 12,
                color: 'text.secondary',
              }}
            >
              <ActionButton
                disabledReason={
                  history.isFetchingNextPage ? t('history.loading') : undefined
                }
                onClick={() => history.fetchNextPage()}
              >
                {t('history.older')}
              </ActionButton>
              {t('history.newestOnly', {
                loaded: `${items.length}`,
                total: `${total}`,
              })}
            </Box>
          )}
        </Panel>
      )}
    </>
  );
}
