import { useRouteRef } from '@backstage/core-plugin-api';
import { Navigate, useLocation } from 'react-router-dom';
import { useClusterPath } from '../../hooks/useClusterPath';
import { useClusterRun } from '../../hooks/useClusterRun';
import { useCluster, useResults } from '../../hooks/useQueries';
import { useText } from '../../hooks/useText';
import { rootRouteRef } from '../../routes';
import { LoadError } from '../LoadError';
import { LoadingSkeleton } from '../LoadingSkeleton';
import { RunProgress } from '../RunProgress';
import { ClusterFrame } from './ClusterFrame';
import { ClusterPageContext } from './ClusterPageContext';
import { ClusterRibbons } from './ClusterRibbons';
import type { ClusterTab } from './ClusterTab';

export interface ClusterPageProps {
  name: string;
  tabs: readonly ClusterTab[];
  /** The path of the tab that the address names; it may name none. */
  tab: string;
}

/** Everything about one cluster: what all tabs rest on is read here, once. */
export function ClusterPage(props: ClusterPageProps) {
  const { name, tabs } = props;
  const t = useText();
  const { search } = useLocation();
  const fleetPath = useRouteRef(rootRouteRef)();
  const clusterPath = useClusterPath(name);
  const cluster = useCluster(name);
  const results = useResults(name, cluster.data?.readiness.checkedAt);
  const run = useClusterRun(name);
  const detail = cluster.data;
  const state = detail && { cluster: detail, results, run };
  const tab = tabs.find(({ path }) => path === props.tab);

  if (!tab && tabs.length > 0) {
    const pathname = `${clusterPath}/${tabs[0].path}`;
    return <Navigate to={{ pathname, search }} replace />;
  }
  return (
    <ClusterPageContext.Provider value={state}>
      <ClusterFrame
        name={name}
        state={state}
        tab={props.tab}
        tabs={cluster.error && !detail ? [] : tabs}
      >
        {cluster.error && (
          <LoadError
            error={cluster.error}
            onRetry={() => cluster.refetch()}
            shownFrom={detail && cluster.dataUpdatedAt}
            back={{ to: fleetPath, label: t('error.toFleet') }}
          />
        )}
        {cluster.isPending && (
          <LoadingSkeleton
            shape="cards"
            label={t('cluster.loading', { name })}
          />
        )}
        {detail && (
          <>
            <ClusterRibbons cluster={detail} />
            <RunProgress cluster={name} run={run} />
            {tab?.element}
          </>
        )}
      </ClusterFrame>
    </ClusterPageContext.Provider>
  );
}
