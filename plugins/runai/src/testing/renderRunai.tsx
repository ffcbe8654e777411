import { AuthorizeResult } from '@backstage/plugin-permission-common';
import {
  discoveryApiRef,
  fetchApiRef,
  identityApiRef,
} from '@backstage/core-plugin-api';
import { permissionApiRef } from '@backstage/plugin-permission-react';
import {
  mockApis,
  renderInTestApp,
  TestApiProvider,
} from '@backstage/test-utils';
import { RunaiClient } from '@runai-portal/backstage-plugin-runai-common';
import { Route, Routes } from 'react-router-dom';
import { runaiApiRef } from '../api';
import { ClusterRouter } from '../components/ClusterPage';
import { RunaiRouter } from '../components/RunaiRouter';
import { NowProvider } from '../hooks/useNow';
import { clusterRouteRef, rootRouteRef } from '../routes';
import { NOW } from './builders';

export interface RenderRunaiOptions {
  now?: () => Date;
  /** Whether the reader has every permission, or none; the former where absent. */
  permitted?: boolean;
  /** Names of permissions that the reader has not, beside all others. */
  denied?: readonly string[];
}

/** A token of the portal that ends an hour after {@link NOW}. */
const SESSION_TOKEN = `e30.${btoa(
  JSON.stringify({ exp: NOW.getTime() / 1000 + 3600 }),
)}.signature`;

/** Opens a page of the plugin as a person would, by its address. */
export function renderRunai(path: string, options: RenderRunaiOptions = {}) {
  const discoveryApi = mockApis.discovery({ baseUrl: 'http://localhost:7007' });
  const client = new RunaiClient({ discoveryApi });
  const { permitted = true, denied = [] } = options;
  const permissionApi = mockApis.permission({
    authorize: ({ permission }) =>
      permitted && !denied.includes(permission.name)
        ? AuthorizeResult.ALLOW
        : AuthorizeResult.DENY,
  });
  return renderInTestApp(
    <TestApiProvider
      apis={[
        [runaiApiRef, client],
        [discoveryApiRef, discoveryApi],
        [
          fetchApiRef,
          { fetch: (...args: Parameters<typeof fetch>) => fetch(...args) },
        ],
        [permissionApiRef, permissionApi],
        [identityApiRef, mockApis.identity({ token: SESSION_TOKEN })],
      ]}
    >
      <NowProvider now={options.now ?? (() => NOW)}>
        <Routes>
          <Route path="/runai/*" element={<RunaiRouter />} />
          <Route path="/runai/clusters/:name/*" element={<ClusterRouter />} />
        </Routes>
      </NowProvider>
    </TestApiProvider>,
    {
      routeEntries: [path],
      mountedRoutes: {
        '/runai': rootRouteRef,
        '/runai/clusters/:name': clusterRouteRef,
      },
    },
  );
}
