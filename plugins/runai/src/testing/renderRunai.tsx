import {
  mockApis,
  renderInTestApp,
  TestApiProvider,
} from '@backstage/test-utils';
import { RunaiClient } from '@runai-portal/backstage-plugin-runai-common';
import { Route, Routes } from 'react-router-dom';
import { runaiApiRef } from '../api';
import { RunaiRouter } from '../components/RunaiRouter';
import { rootRouteRef } from '../routes';
import { NOW } from './builders';

/** Opens a page of the plugin as a person would, by its address. */
export function renderRunai(path: string, options: { now?: () => Date } = {}) {
  const discoveryApi = mockApis.discovery({ baseUrl: 'http://localhost:7007' });
  const client = new RunaiClient({ discoveryApi });
  return renderInTestApp(
    <TestApiProvider apis={[[runaiApiRef, client]]}>
      <Routes>
        <Route
          path="/runai/*"
          element={<RunaiRouter now={options.now ?? (() => NOW)} />}
        />
      </Routes>
    </TestApiProvider>,
    { routeEntries: [path], mountedRoutes: { '/runai': rootRouteRef } },
  );
}
