import { lazy, Suspense } from 'react';
import { ReactRouterV6PageRouter } from '@backstage/frontend-adapter-react-router-v6';
import { Route, Routes, useParams } from 'react-router-dom';
import { LoadingSkeleton } from '../LoadingSkeleton';
import { RunaiProviders } from '../RunaiProviders';
import { ClusterPage } from './ClusterPage';
import type { ClusterTab } from './ClusterTab';
import { OWN_TABS } from './ownTabs';

export interface ClusterRouterProps {
  /** The plugin's own where absent. */
  tabs?: readonly ClusterTab[];
}

/** For the old frontend system, where no extension loads the tabs. */
const ownTabs: readonly ClusterTab[] = OWN_TABS.map(({ loader, ...tab }) => {
  const Content = lazy(async () => {
    const element = await loader();
    return { default: () => element };
  });
  return {
    ...tab,
    element: (
      <Suspense fallback={<LoadingSkeleton shape="rows" />}>
        <Content />
      </Suspense>
    ),
  };
});

/** The page of the cluster that the address names, at the tab that it names. */
export function ClusterRouter(props: ClusterRouterProps) {
  const { tabs = ownTabs } = props;
  return (
    <ReactRouterV6PageRouter>
      <RunaiProviders>
        <ClusterRoutes tabs={tabs} />
      </RunaiProviders>
    </ReactRouterV6PageRouter>
  );
}

function ClusterRoutes(props: Required<ClusterRouterProps>) {
  const { name = '' } = useParams();
  const page = (tab: string) => (
    <ClusterPage name={name} tabs={props.tabs} tab={tab} />
  );
  return (
    <Routes>
      {props.tabs.map(({ path }) => (
        <Route key={path} path={`${path}/*`} element={page(path)} />
      ))}
      <Route path="*" element={page('')} />
    </Routes>
  );
}
