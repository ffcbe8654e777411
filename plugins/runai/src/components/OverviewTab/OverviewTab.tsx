import Box from '@mui/material/Box';
import type { ClusterDetail } from '@runai-portal/backstage-plugin-runai-common';
import type { useResults } from '../../hooks/useQueries';
import { useText } from '../../hooks/useText';
import { LoadError } from '../LoadError';
import { AxisBand } from './AxisBand';
import { DeclaredPanel } from './DeclaredPanel';
import { GpuPanel } from './GpuPanel';
import { HistoryPanel } from './HistoryPanel';
import { InstallPanel } from './InstallPanel';
import { PlatformPanel } from './PlatformPanel';
import { WhatIsWrong } from './WhatIsWrong';

export interface OverviewTabProps {
  cluster: ClusterDetail;
  results: ReturnType<typeof useResults>;
}

/** What is wrong first, then what there is. */
export function OverviewTab(props: OverviewTabProps) {
  const { cluster, results } = props;
  const t = useText();
  const column = {
    display: 'grid',
    gap: 2,
    gridTemplateColumns: 'minmax(0, 1fr)',
  };
  return (
    <>
      <AxisBand cluster={cluster} />
      <Box
        sx={{
          display: 'grid',
          gap: 2,
          alignItems: 'start',
          gridTemplateColumns: {
            xs: 'minmax(0, 1fr)',
            lg: 'minmax(0, 1fr) 340px',
          },
        }}
      >
        <Box sx={column}>
          {results.error && (
            <LoadError
              error={results.error}
              onRetry={() => results.refetch()}
              shownFrom={results.data && results.dataUpdatedAt}
            />
          )}
          <WhatIsWrong
            cluster={cluster}
            results={results.data}
            loading={results.isPending}
          />
          <GpuPanel cluster={cluster} />
          <HistoryPanel cluster={cluster} title={t('history.last30Days')} />
        </Box>
        <Box sx={column}>
          <PlatformPanel cluster={cluster} />
          <InstallPanel cluster={cluster} />
          <DeclaredPanel cluster={cluster} />
        </Box>
      </Box>
    </>
  );
}
