import {
  mockApis,
  registerMswTestHooks,
  renderTestApp,
} from '@backstage/frontend-test-utils';
import { createFrontendModule } from '@backstage/frontend-plugin-api';
import { screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { setupServer } from 'msw/node';
import plugin, { ClusterTabBlueprint, useClusterPage } from './index';
import { aCluster, aDetail } from './testing/builders';
import { aCatalogue } from './testing/catalogueBuilders';
import { FakeBackend } from './testing/FakeBackend';

const server = setupServer();
registerMswTestHooks(server);

function CostTab() {
  return <p>What {useClusterPage().cluster.name} costs</p>;
}

const ofTheCompany = createFrontendModule({
  pluginId: 'runai',
  extensions: [
    ClusterTabBlueprint.make({
      name: 'cost',
      params: { path: 'cost', title: 'Cost', loader: async () => <CostTab /> },
    }),
  ],
});

function openApp(path: string) {
  const cluster = aCluster('gpu-prod');
  const backend = new FakeBackend({
    catalogue: aCatalogue(),
    clusters: [cluster],
    details: { 'gpu-prod': aDetail(cluster) },
  });
  server.use(...backend.handlers);
  renderTestApp({
    features: [plugin, ofTheCompany],
    initialRouteEntries: [path],
    apis: [mockApis.discovery({ baseUrl: 'http://localhost:7007' })],
  });
}

describe('the plugin in a portal of the new frontend system', () => {
  it('shows the fleet at /runai, and leads from there to a cluster', async () => {
    openApp('/runai');
    const link = await screen.findByRole('link', { name: 'gpu-prod' });
    expect(link).toHaveAttribute('href', '/runai/clusters/gpu-prod');
    await userEvent.click(link);
    expect(
      await screen.findByRole('region', { name: 'Platform' }),
    ).toBeInTheDocument();
  });

  it('shows its own tabs and those that others add, under one head', async () => {
    openApp('/runai/clusters/gpu-prod/cost');
    expect(await screen.findByText('What gpu-prod costs')).toBeInTheDocument();
    const tabs = screen.getByRole('navigation', { name: 'Parts of this page' });
    expect(tabs).toHaveTextContent(
      'Overview Prerequisites Nodes History Resources Access Cost',
    );
    await userEvent.click(screen.getByRole('link', { name: 'Nodes' }));
    expect(
      await screen.findByText('The nodes of this cluster could not be read'),
    ).toBeInTheDocument();
  });

  it('shows the catalogue of checks beneath the fleet, and a page for each', async () => {
    openApp('/runai/checks');
    const link = await screen.findByRole('link', {
      name: 'Every GPU node has a working NVIDIA driver',
    });
    expect(link).toHaveAttribute('href', '/runai/checks/gpu.node-driver');
    await userEvent.click(link);
    expect(
      await screen.findByRole('region', { name: 'How to see it by hand' }),
    ).toBeInTheDocument();
  });

  it('says so where an address leads nowhere', async () => {
    openApp('/runai/nowhere');
    expect(
      await screen.findByText('There is no such page'),
    ).toBeInTheDocument();
  });
});
