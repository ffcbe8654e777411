import { useRouteRef } from '@backstage/core-plugin-api';
import Box from '@mui/material/Box';
import type { ClusterDetail } from '@runai-portal/backstage-plugin-runai-common';
import {
  Navigate,
  Route,
  Routes,
  useLocation,
  useParams,
} from 'react-router-dom';
import { ActionButton } from '../ActionButton';
import { useClusterRun } from '../../hooks/useClusterRun';
import { useCluster, useResults } from '../../hooks/useQueries';
import { useText } from '../../hooks/useText';
import { countByStatus } from '../../logic/checkGroups';
import { clusterRouteRef, rootRouteRef } from '../../routes';
import { Bones } from '../Bones';
import { HistoryTab } from '../HistoryTab';
import { LoadError } from '../LoadError';
import { NodesTab } from '../NodesTab';
import { OverviewTab } from '../OverviewTab';
import { PageFrame } from '../PageFrame';
import { PrerequisitesTab } from '../PrerequisitesTab';
import { RunProgress } from '../RunProgress';
import { Tag } from '../Tag';
import { ClusterContact } from './ClusterContact';
import { ClusterRibbons } from './ClusterRibbons';

const TABS = ['overview', 'prerequisites', 'nodes', 'history'] as const;
type Tab = (typeof TABS)[number];

function isTab(text: string | undefined): text is Tab {
  return TABS.some(tab => tab === text);
}

/** Everything about one cluster. */
export function ClusterPage() {
  const { name = '', '*': rest = '' } = useParams();
  const t = useText();
  const { search } = useLocation();
  const fleetPath = useRouteRef(rootRouteRef)();
  const clusterPath = useRouteRef(clusterRouteRef)({ name });
  const cluster = useCluster(name);
  const results = useResults(name, cluster.data?.readiness.checkedAt);
  const run = useClusterRun(name);
  const [tab] = rest.split('/');
  const counts = results.data && countByStatus(results.data.items);
  const attention = counts ? counts.fail + counts.unknown : 0;
  const detail = cluster.data;

  if (!isTab(tab))
    return (
      <Navigate to={{ pathname: `${clusterPath}/overview`, search }} replace />
    );
  return (
    <PageFrame
      title={name}
      parent={{ label: t('fleet.title'), to: fleetPath }}
      demo={detail?.demo}
      tags={
        detail && (
          <>
            <Tag>{t(`environment.${detail.environment}`)}</Tag>
            {detail.mode && <Tag>{t(`mode.${detail.mode}`)}</Tag>}
          </>
        )
      }
      actions={
        detail && (
          <>
            <ClusterContact cluster={detail} />
            <ActionButton
              primary
              disabled={run.busy || run.active !== undefined}
              onClick={() => run.start()}
            >
              {t('run.checkNow')}
            </ActionButton>
          </>
        )
      }
      tab={tab}
      // A cluster that is not there has no parts to go to.
      tabs={
        cluster.error && !detail
          ? undefined
          : TABS.map(id => ({
              id,
              to: `${clusterPath}/${id}`,
              label: t(`tab.${id}`),
              badge: id === 'prerequisites' && attention > 0 && (
                <Box
                  component="span"
                  sx={{ fontWeight: 'fontWeightBold', color: 'text.primary' }}
                  title={t('tab.attention')}
                >
                  {attention}
                </Box>
              ),
            }))
      }
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
        <Bones shape="cards" label={t('cluster.loading', { name })} />
      )}
      {detail && (
        <>
          <ClusterRibbons cluster={detail} />
          <RunProgress run={run} />
          <TabContent cluster={detail} results={results} run={run} />
        </>
      )}
    </PageFrame>
  );
}

interface TabContentProps {
  cluster: ClusterDetail;
  results: ReturnType<typeof useResults>;
  run: ReturnType<typeof useClusterRun>;
}

function TabContent(props: TabContentProps) {
  const { cluster, results, run } = props;
  return (
    <Routes>
      <Route
        path="overview"
        element={<OverviewTab cluster={cluster} results={results} />}
      />
      <Route
        path="prerequisites"
        element={
          <PrerequisitesTab cluster={cluster} results={results} run={run} />
        }
      />
      <Route path="nodes" element={<NodesTab cluster={cluster} />} />
      <Route
        path="history"
        element={<HistoryTab cluster={cluster} results={results} />}
      />
      <Route path="*" element={<Navigate to="../overview" replace />} />
    </Routes>
  );
}
