import { useState } from 'react';
import Box from '@mui/material/Box';
import { ActionButton } from '../ActionButton';
import { useClusters, useFleet } from '../../hooks/useQueries';
import { useText } from '../../hooks/useText';
import { RelativeTime } from '../RelativeTime';
import { LoadingSkeleton } from '../LoadingSkeleton';
import { LoadError } from '../LoadError';
import { PageFrame } from '../PageFrame';
import { AddCluster, AddClusterDialog } from './AddCluster';
import { FleetList } from './FleetList';
import { FleetSummary } from './FleetSummary';

/** All clusters that the reader may see, the worst first. */
export function FleetPage() {
  const t = useText();
  const fleet = useFleet();
  const clusters = useClusters();
  const [adding, setAdding] = useState(false);
  const failed = clusters.error ? clusters : fleet;
  const totals = fleet.data;
  const isEmpty = clusters.data?.length === 0;

  return (
    <PageFrame
      title={t('fleet.title')}
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
          <ActionButton onClick={() => setAdding(true)}>
            {t('fleet.add')}
          </ActionButton>
        </>
      }
    >
      {failed.error && (
        <LoadError
          error={failed.error}
          onRetry={() => Promise.all([clusters.refetch(), fleet.refetch()])}
          shownFrom={clusters.data && clusters.dataUpdatedAt}
        />
      )}
      {clusters.isPending && !failed.error && (
        <LoadingSkeleton shape="cards" label={t('fleet.loading')} />
      )}
      {isEmpty && <AddCluster />}
      {clusters.data && !isEmpty && (
        <>
          {totals && <FleetSummary totals={totals} />}
          <FleetList clusters={clusters.data} />
        </>
      )}
      <AddClusterDialog open={adding} onClose={() => setAdding(false)} />
    </PageFrame>
  );
}
