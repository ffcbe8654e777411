import { FlatRoutes } from '@backstage/core-app-api';
import { discoveryApiRef, fetchApiRef } from '@backstage/core-plugin-api';
import {
  mockApis,
  registerMswTestHooks,
  renderInTestApp,
  TestApiProvider,
} from '@backstage/test-utils';
import { RunaiClient } from '@runai-portal/backstage-plugin-runai-common';
import { screen } from '@testing-library/react';
import { setupServer } from 'msw/node';
import { Route } from 'react-router-dom';
import { RunaiPage, runaiApiRef, runaiPlugin } from './index';
import { aCluster } from './testing/builders';
import { FakeBackend } from './testing/FakeBackend';

const server = setupServer();
registerMswTestHooks(server);

describe('the plugin of the old frontend system', () => {
  it('shows the fleet where its page is mounted', async () => {
    server.use(
      ...new FakeBackend({ clusters: [aCluster('gpu-prod')] }).handlers,
    );
    const [factory] = runaiPlugin.getApis();
    expect(factory.deps).toEqual({
      discoveryApi: discoveryApiRef,
      fetchApi: fetchApiRef,
    });
    const api = factory.factory({
      discoveryApi: mockApis.discovery({ baseUrl: 'http://localhost:7007' }),
      fetchApi: {
        fetch: (...args: Parameters<typeof fetch>) => fetch(...args),
      },
    });
    if (!(api instanceof RunaiClient)) throw new Error('not the client');

    const { container } = await renderInTestApp(
      <TestApiProvider apis={[[runaiApiRef, api]]}>
        <FlatRoutes>
          <Route path="/gpus" element={<RunaiPage />} />
        </FlatRoutes>
      </TestApiProvider>,
      { routeEntries: ['/gpus'] },
    );
    const link = await screen.findByRole('link', { name: 'gpu-prod' });
    expect(link).toHaveAttribute('href', '/gpus/clusters/gpu-prod');
    // Class names of Material UI 5 cannot meet those of the portal's Material UI 4.
    expect(
      container.querySelector('[class^="Mui"], [class*=" Mui"]'),
    ).toBeNull();
    expect(container.querySelector('[class*="v5-Mui"]')).not.toBeNull();
  });
});
