import { useParams } from 'react-router-dom';
import { PageRouter } from '../PageRouter';
import { RunaiProviders } from '../RunaiProviders';
import { ClusterRoutes } from './ClusterRoutes';
import type { ClusterTab } from './ClusterTab';
import { OWN_TAB_ELEMENTS } from './ownTabElements';

export interface ClusterRouterProps {
  /** The plugin's own where absent. */
  tabs?: readonly ClusterTab[];
}

/** The page of the cluster that the address names, at the tab that it names. */
export function ClusterRouter(props: ClusterRouterProps) {
  const { tabs = OWN_TAB_ELEMENTS } = props;
  return (
    <PageRouter>
      <RunaiProviders>
        <NamedCluster tabs={tabs} />
      </RunaiProviders>
    </PageRouter>
  );
}

function NamedCluster(props: Required<ClusterRouterProps>) {
  const { name = '' } = useParams();
  return <ClusterRoutes name={name} tabs={props.tabs} />;
}
