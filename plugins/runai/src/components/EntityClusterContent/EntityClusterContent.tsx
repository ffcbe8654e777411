import { useEntity } from '@backstage/plugin-catalog-react';
import { useResolvedPath } from 'react-router-dom';
import { ClusterPlaceProvider } from '../../hooks/useClusterPath';
import { useEntityCluster } from '../../hooks/useEntityCluster';
import { useText } from '../../hooks/useText';
import type { ClusterTab } from '../ClusterPage/ClusterTab';
import { ClusterRoutes } from '../ClusterPage/ClusterRoutes';
import { OWN_TAB_ELEMENTS } from '../ClusterPage/ownTabElements';
import { LoadError } from '../LoadError';
import { LoadingSkeleton } from '../LoadingSkeleton';
import { PageBody } from '../PageFrame';
import { RunaiProviders } from '../RunaiProviders';
import { UnknownCluster } from '../UnknownCluster';

export interface EntityClusterContentProps {
  /** Of the cluster's page; the plugin's own where absent. */
  tabs?: readonly ClusterTab[];
}

/** The cluster's page within the page of the entity that stands for it; its tabs have paths beneath this one. */
export function EntityClusterContent(props: EntityClusterContentProps) {
  const { tabs = OWN_TAB_ELEMENTS } = props;
  return (
    <RunaiProviders>
      <ClusterContent tabs={tabs} />
    </RunaiProviders>
  );
}

function ClusterContent(props: Required<EntityClusterContentProps>) {
  const { entity } = useEntity();
  const t = useText();
  const path = useResolvedPath('').pathname.replace(/\/$/, '');
  const found = useEntityCluster(entity);
  const cluster = found.data?.cluster;
  if (cluster) {
    return (
      <ClusterPlaceProvider name={cluster.name} path={path}>
        <ClusterRoutes name={cluster.name} tabs={props.tabs} />
      </ClusterPlaceProvider>
    );
  }
  return (
    <PageBody>
      {found.error && (
        <LoadError
          error={found.error}
          notFound={t('entity.noPlugin')}
          onRetry={() => found.refetch()}
        />
      )}
      {found.isPending && (
        <LoadingSkeleton shape="cards" label={t('entity.loading')} />
      )}
      {found.data && <UnknownCluster entity={entity} />}
    </PageBody>
  );
}
