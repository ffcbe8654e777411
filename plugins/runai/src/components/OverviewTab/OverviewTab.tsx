import Box from '@mui/material/Box';
import { useText } from '../../hooks/useText';
import { useClusterPage } from '../ClusterPage/ClusterPageContext';
import { AxisTiles } from '../AxisTiles';
import { LoadError } from '../LoadError';
import { DeclaredPanel } from './DeclaredPanel';
import { GpuPanel } from './GpuPanel';
import { HistoryPanel } from './HistoryPanel';
import { InstallPanel } from './InstallPanel';
import { PlatformPanel } from './PlatformPanel';
import { FindingsPanel } from './FindingsPanel';
import { SourcePanel } from './SourcePanel';

/** What is wrong first, then what there is. */
export function OverviewTab() {
  const { cluster, results } = useClusterPage();
  const t = useText();
  const column = {
    display: 'grid',
    gap: 2,
    gridTemplateColumns: 'minmax(0, 1fr)',
  };
  return (
    <>
      <AxisTiles cluster={cluster} />
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
          <FindingsPanel
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
          <SourcePanel cluster={cluster} />
        </Box>
      </Box>
    </>
  );
}
