import { useState } from 'react';
import Box from '@mui/material/Box';
import { ActionButton } from '../ActionButton';
import { useClusters, useFleet } from '../../hooks/useQueries';
import { useText } from '../../hooks/useText';
import { FleetFrame } from '../FleetFrame';
import { RelativeTime } from '../RelativeTime';
import { LoadingSkeleton } from '../LoadingSkeleton';
import { LoadError } from '../LoadError';
import { AddCluster, AddClusterDialog } from './AddCluster';
import { FleetList } from './FleetList';
import { FleetSummary } from './FleetSummary';
import { useFleetQuery } from './useFleetQuery';

/** All clusters that the reader may see, the worst first. */
export function FleetPage() {
  const t = useText();
  const fleet = useFleet();
  const query = useFleetQuery();
  const clusters = useClusters(query.list);
  const [adding, setAdding] = useState(false);
  const failed = clusters.error ? clusters : fleet;
  const totals = fleet.data;
  const isEmpty = clusters.rows?.length === 0 && !query.isFiltered;

  return (
    <FleetFrame
      tab="fleet"
      demo={totals?.demo}
      actions={
        <>
          {totals?.newestObservation && (
            <Box sx={{ fontSize: 12, color: 'text.secondary' }}>
              {t('fleet.asOf')}{' '}
              <RelativeTime at={totals.newestObservation} as="ago" />
              {totals.oldestObservation &&
                totals.oldestObservation !== totals.newestObservation && (
                  <>
                    , {t('fleet.oldest')}{' '}
                    <RelativeTime at={totals.oldestObservation} />
                  </>
                )}
            </Box>
          )}
          {totals && (
            <ActionButton onClick={() => setAdding(true)}>
              {t('fleet.add')}
            </ActionButton>
          )}
        </>
      }
    >
      {failed.error && (
        <LoadError
          error={failed.error}
          notFound={t('entity.noPlugin')}
          onRetry={() => Promise.all([clusters.refetch(), fleet.refetch()])}
          shownFrom={clusters.rows && clusters.dataUpdatedAt}
        />
      )}
      {clusters.isPending && !failed.error && (
        <LoadingSkeleton shape="cards" label={t('fleet.loading')} />
      )}
      {isEmpty && totals && <AddCluster sourceTypes={totals.sourceTypes} />}
      {clusters.rows && !isEmpty && (
        <>
          {totals && <FleetSummary totals={totals} />}
          <FleetList clusters={clusters} totals={totals} query={query} />
        </>
      )}
      {totals && (
        <AddClusterDialog
          open={adding}
          onClose={() => setAdding(false)}
          sourceTypes={totals.sourceTypes}
        />
      )}
    </FleetFrame>
  );
}
