import { Route, Routes } from 'react-router-dom';
import { ClusterPage } from './ClusterPage';
import type { ClusterTab } from './ClusterTab';

export interface ClusterRoutesProps {
  name: string;
  tabs: readonly ClusterTab[];
}

/** The page of a cluster at the tab that the address names, wherever it is mounted. */
export function ClusterRoutes(props: ClusterRoutesProps) {
  const page = (tab: string) => <ClusterPage {...props} tab={tab} />;
  return (
    <Routes>
      {props.tabs.map(({ path }) => (
        <Route key={path} path={`${path}/*`} element={page(path)} />
      ))}
      <Route path="*" element={page('')} />
    </Routes>
  );
}
