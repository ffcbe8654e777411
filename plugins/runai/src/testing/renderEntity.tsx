import type { Entity } from '@backstage/catalog-model';
import {
  catalogApiRef,
  EntityProvider,
  entityRouteRef,
} from '@backstage/plugin-catalog-react';
import { catalogApiMock } from '@backstage/plugin-catalog-react/testUtils';
import { permissionApiRef } from '@backstage/plugin-permission-react';
import {
  mockApis,
  renderInTestApp,
  TestApiProvider,
} from '@backstage/test-utils';
import { RunaiClient } from '@runai-portal/backstage-plugin-runai-common';
import type { ReactElement } from 'react';
import { Route, Routes } from 'react-router-dom';
import { runaiApiRef } from '../api';
import { NowProvider } from '../hooks/useNow';
import { clusterRouteRef, rootRouteRef } from '../routes';
import { NOW } from './builders';

export interface RenderEntityOptions {
  entity: Entity;
  /** Others that the catalog has. */
  others?: readonly Entity[];
  /** Beneath the entity's page; its own where absent. */
  path?: string;
}

/** Shows something as it stands in the page of an entity, in a portal of the old frontend system. */
export function renderEntity(
  element: ReactElement,
  options: RenderEntityOptions,
) {
  const { entity, others = [], path = '' } = options;
  const discoveryApi = mockApis.discovery({ baseUrl: 'http://localhost:7007' });
  const { name } = entity.metadata;
  const page = `/catalog/default/${entity.kind.toLocaleLowerCase(
    'en',
  )}/${name}`;
  return renderInTestApp(
    <TestApiProvider
      apis={[
        [runaiApiRef, new RunaiClient({ discoveryApi })],
        [catalogApiRef, catalogApiMock({ entities: [entity, ...others] })],
        [permissionApiRef, mockApis.permission()],
      ]}
    >
      <NowProvider now={() => NOW}>
        <EntityProvider entity={entity}>
          <Routes>
            <Route path={`${page}/gpu-cluster/*`} element={element} />
            <Route path={page} element={element} />
          </Routes>
        </EntityProvider>
      </NowProvider>
    </TestApiProvider>,
    {
      routeEntries: [`${page}${path}`],
      mountedRoutes: {
        '/runai': rootRouteRef,
        '/runai/clusters/:name': clusterRouteRef,
        '/catalog/:namespace/:kind/:name': entityRouteRef,
      },
    },
  );
}
