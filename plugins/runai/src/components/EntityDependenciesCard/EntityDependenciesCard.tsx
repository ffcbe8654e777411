import { EntityInfoCard, useEntity } from '@backstage/plugin-catalog-react';
import Box from '@mui/material/Box';
import Skeleton from '@mui/material/Skeleton';
import { useClusterDependencies } from '../../hooks/useClusterDependencies';
import { useText } from '../../hooks/useText';
import { DemoTag } from '../DemoTag';
import { LoadError } from '../LoadError';
import { PageBody } from '../PageFrame';
import { RunaiProviders } from '../RunaiProviders';
import { DependencyList, SHOWN } from './DependencyList';

/** A line for each cluster that the entity depends on; nothing where none of its resources is a cluster. */
export function EntityDependenciesCard() {
  return (
    <RunaiProviders>
      <DependenciesCard />
    </RunaiProviders>
  );
}

function DependenciesCard() {
  const { entity } = useEntity();
  const t = useText();
  const { entities, clusters } = useClusterDependencies(entity);
  const failed = entities.error ? entities : clusters;
  const count = entities.data?.length ?? 0;
  if (count === 0 && !entities.error) return null;
  return (
    <EntityInfoCard
      title={t('entity.dependencies')}
      headerActions={
        clusters.data?.some(({ cluster }) => cluster?.demo) && <DemoTag />
      }
    >
      <PageBody>
        {failed.error && (
          <LoadError
            plain
            error={failed.error}
            notFound={t('entity.noPlugin')}
            onRetry={() => failed.refetch()}
            shownFrom={clusters.data && clusters.dataUpdatedAt}
          />
        )}
        {count > 0 && clusters.isPending && (
          <Box role="status" aria-label={t('entity.loadingDependencies')}>
            {Array.from({ length: Math.min(count, SHOWN) }, (_, index) => (
              <Skeleton key={index} variant="text" sx={{ fontSize: 40 }} />
            ))}
            <Box sx={{ fontSize: 12, color: 'text.secondary' }}>
              {t('entity.loadingDependencies')}
            </Box>
          </Box>
        )}
        {clusters.data && <DependencyList dependencies={clusters.data} />}
      </PageBody>
    </EntityInfoCard>
  );
}
