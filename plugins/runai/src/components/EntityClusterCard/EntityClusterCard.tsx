import { useRouteRef } from '@backstage/core-plugin-api';
import { EntityInfoCard, useEntity } from '@backstage/plugin-catalog-react';
import Box from '@mui/material/Box';
import { useEntityCluster } from '../../hooks/useEntityCluster';
import { useText } from '../../hooks/useText';
import { clusterRouteRef } from '../../routes';
import { DemoTag } from '../DemoTag';
import { LoadError } from '../LoadError';
import { PageBody } from '../PageFrame';
import { RunaiProviders } from '../RunaiProviders';
import { TextLink } from '../TextLink';
import { UnknownCluster } from '../UnknownCluster';
import { CardSkeleton } from './CardSkeleton';
import { ClusterState } from './ClusterState';

/** How the cluster is that the entity stands for. */
export function EntityClusterCard() {
  return (
    <RunaiProviders>
      <ClusterCard />
    </RunaiProviders>
  );
}

function ClusterCard() {
  const { entity } = useEntity();
  const t = useText();
  const clusterPath = useRouteRef(clusterRouteRef);
  const found = useEntityCluster(entity);
  const cluster = found.data?.cluster;
  return (
    <EntityInfoCard
      title={t('entity.card')}
      headerActions={
        cluster && (
          <Box
            sx={{
              display: 'flex',
              flexWrap: 'wrap',
              justifyContent: 'flex-end',
              alignItems: 'center',
              columnGap: 1.5,
              overflowWrap: 'anywhere',
            }}
          >
            {cluster.demo && <DemoTag />}
            <TextLink to={clusterPath({ name: cluster.name })}>
              {t('entity.open', { name: cluster.name })}
            </TextLink>
          </Box>
        )
      }
    >
      <PageBody>
        {found.error && (
          <LoadError
            plain
            error={found.error}
            notFound={t('entity.noPlugin')}
            onRetry={() => found.refetch()}
            shownFrom={found.data && found.dataUpdatedAt}
          />
        )}
        {found.isPending && <CardSkeleton label={t('entity.loading')} />}
        {found.data && !cluster && <UnknownCluster plain entity={entity} />}
        {cluster && <ClusterState cluster={cluster} />}
      </PageBody>
    </EntityInfoCard>
  );
}
