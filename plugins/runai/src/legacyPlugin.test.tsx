import { FlatRoutes } from '@backstage/core-app-api';
import { discoveryApiRef, fetchApiRef } from '@backstage/core-plugin-api';
import {
  ScaffolderFieldExtensions,
  useCustomFieldExtensions,
} from '@backstage/plugin-scaffolder-react';
import { permissionApiRef } from '@backstage/plugin-permission-react';
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
import {
  RunaiClusterPage,
  RunaiClusterNameFieldExtension,
  RunaiConnectionFieldExtension,
  RunaiPage,
  runaiApiRef,
  runaiPlugin,
} from './index';
import { aCluster, aDetail } from './testing/builders';
import { aCatalogue } from './testing/catalogueBuilders';
import { FakeBackend } from './testing/FakeBackend';

const server = setupServer();
registerMswTestHooks(server);

function legacyApi() {
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
  return api;
}

function openApp(path: string) {
  const cluster = aCluster('gpu-prod');
  const backend = new FakeBackend({
    catalogue: aCatalogue(),
    clusters: [cluster],
    details: { 'gpu-prod': aDetail(cluster) },
  });
  server.use(...backend.handlers);
  return renderInTestApp(
    <TestApiProvider
      apis={[
        [runaiApiRef, legacyApi()],
        [permissionApiRef, mockApis.permission()],
      ]}
    >
      <FlatRoutes>
        <Route path="/gpus" element={<RunaiPage />} />
        <Route path="/gpus/cluster/:name" element={<RunaiClusterPage />} />
      </FlatRoutes>
    </TestApiProvider>,
    { routeEntries: [path] },
  );
}

describe('the plugin in a portal of the old frontend system', () => {
  it('shows the fleet where its page is mounted', async () => {
    const { container } = await openApp('/gpus');
    const link = await screen.findByRole('link', { name: 'gpu-prod' });
    expect(link).toHaveAttribute('href', '/gpus/cluster/gpu-prod');
    // Class names of Material UI 5 cannot meet those of the portal's Material UI 4.
    expect(
      container.querySelector('[class^="Mui"], [class*=" Mui"]'),
    ).toBeNull();
    expect(container.querySelector('[class*="v5-Mui"]')).not.toBeNull();
  });

  it('shows a cluster with its tabs where that page is mounted', async () => {
    await openApp('/gpus/cluster/gpu-prod');
    expect(
      await screen.findByRole('region', { name: 'Platform' }),
    ).toBeInTheDocument();
    expect(screen.getByRole('link', { name: 'Nodes' })).toHaveAttribute(
      'href',
      '/gpus/cluster/gpu-prod/nodes',
    );
    expect(screen.getByRole('link', { name: 'GPU clusters' })).toHaveAttribute(
      'href',
      '/gpus',
    );
  });

  it('shows the catalogue of checks, and the page of one, beneath the fleet', async () => {
    await openApp('/gpus/checks/gpu.node-driver');
    expect(
      await screen.findByRole('region', { name: 'How to see it by hand' }),
    ).toBeInTheDocument();
    expect(screen.getByRole('link', { name: 'Checks' })).toHaveAttribute(
      'href',
      '/gpus/checks',
    );
    expect(screen.getByRole('link', { name: 'rancher-ml' })).toHaveAttribute(
      'href',
      '/gpus/cluster/rancher-ml/prerequisites?status=all&check=gpu.node-driver',
    );
  });

  it('gives the scaffolder its fields for names and connections', async () => {
    function Names() {
      const fields = useCustomFieldExtensions(
        <ScaffolderFieldExtensions>
          <RunaiClusterNameFieldExtension />
          <RunaiConnectionFieldExtension />
        </ScaffolderFieldExtensions>,
      );
      return <p>{fields.map(({ name }) => name).join()}</p>;
    }
    await renderInTestApp(<Names />);
    expect(
      screen.getByText('RunaiClusterName,RunaiConnection'),
    ).toBeInTheDocument();
  });
});
