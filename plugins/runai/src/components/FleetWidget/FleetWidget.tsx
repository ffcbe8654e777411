import { useRouteRef } from '@backstage/core-plugin-api';
import Box from '@mui/material/Box';
import Skeleton from '@mui/material/Skeleton';
import type {
  ClusterSummary,
  FleetTotals,
} from '@runai-portal/backstage-plugin-runai-common';
import { useFleet, useWorstCluster } from '../../hooks/useQueries';
import { useText } from '../../hooks/useText';
import { rootRouteRef } from '../../routes';
import { DemoTag } from '../DemoTag';
import { FleetGpuSummary } from '../GpuSummary';
import { LoadError } from '../LoadError';
import { PageBody } from '../PageFrame';
import { RelativeTime } from '../RelativeTime';
import { RunaiProviders } from '../RunaiProviders';
import { TextLink } from '../TextLink';
import { StateCounts } from './StateCounts';
import { WorstCluster } from './WorstCluster';

/** The fleet in one line: how many clusters are how, how full they are, and which one needs somebody. */
export function FleetWidget() {
  return (
    <RunaiProviders>
      <PageBody>
        <Fleet />
      </PageBody>
    </RunaiProviders>
  );
}

function Fleet() {
  const t = useText();
  const fleetPath = useRouteRef(rootRouteRef)();
  const fleet = useFleet();
  const worst = useWorstCluster();
  const failed = fleet.error ? fleet : worst;
  const totals = fleet.data;
  return (
    <>
      {failed.error && (
        <LoadError
          plain
          error={failed.error}
          notFound={t('entity.noPlugin')}
          onRetry={() => Promise.all([fleet.refetch(), worst.refetch()])}
          shownFrom={totals && fleet.dataUpdatedAt}
        />
      )}
      {fleet.isPending && (
        <Box role="status" aria-label={t('widget.loading')}>
          <Skeleton variant="text" width="80%" />
          <Skeleton variant="rounded" height={12} sx={{ my: 1 }} />
          <Skeleton variant="text" width="60%" />
          <Box sx={{ fontSize: 12, color: 'text.secondary' }}>
            {t('widget.loading')}
          </Box>
        </Box>
      )}
      {totals?.clusters === 0 && (
        <div>
          {t('widget.none')}{' '}
          <TextLink to={fleetPath}>{t('widget.addOne')}</TextLink>
        </div>
      )}
      {totals && totals.clusters > 0 && (
        <FleetLines totals={totals} worst={worst.data} />
      )}
    </>
  );
}

interface FleetLinesProps {
  totals: FleetTotals;
  worst?: ClusterSummary;
}

function FleetLines(props: FleetLinesProps) {
  const { totals, worst } = props;
  const { demo, newestObservation } = totals;
  const t = useText();
  const fleetPath = useRouteRef(rootRouteRef)();
  return (
    <>
      <Box sx={{ display: 'flex', flexWrap: 'wrap', columnGap: 3, rowGap: 1 }}>
        <StateCounts of="readiness" counts={{ ...totals.readiness }} />
        <StateCounts of="health" counts={{ ...totals.health }} />
      </Box>
      <FleetGpuSummary totals={totals} />
      {worst && <WorstCluster cluster={worst} />}
      <Box
        sx={{
          display: 'flex',
          flexWrap: 'wrap',
          alignItems: 'center',
          gap: 1.5,
          fontSize: 12,
          color: 'text.secondary',
        }}
      >
        <TextLink to={fleetPath}>{t('widget.toFleet')}</TextLink>
        {newestObservation && (
          <span>
            {t('fleet.asOf')} <RelativeTime at={newestObservation} as="ago" />
          </span>
        )}
        {demo && <DemoTag />}
      </Box>
    </>
  );
}
