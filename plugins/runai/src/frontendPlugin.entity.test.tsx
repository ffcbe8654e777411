import {
  mockApis,
  registerMswTestHooks,
  renderTestApp,
} from '@backstage/frontend-test-utils';
import { createFrontendModule } from '@backstage/frontend-plugin-api';
import catalogPlugin from '@backstage/plugin-catalog/alpha';
import homePlugin from '@backstage/plugin-home/alpha';
import { catalogApiRef } from '@backstage/plugin-catalog-react';
import { catalogApiMock } from '@backstage/plugin-catalog-react/testUtils';
import { HomePageLayoutBlueprint } from '@backstage/plugin-home-react/alpha';
import { screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { setupServer } from 'msw/node';
import plugin, { ClusterTabBlueprint, useClusterPage } from './index';
import { aDetail } from './testing/builders';
import { aClusterEntity, onResources } from './testing/entities';
import { FakeBackend } from './testing/FakeBackend';
import { rancher, summaries } from './testing/openCluster';

const server = setupServer();
registerMswTestHooks(server);

const entities = [
  aClusterEntity('training', 'rancher-ml'),
  aClusterEntity('gone', 'gone'),
  onResources('Component', ['training']),
];

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

/** The home page's own layout measures the window, which jsdom has none of. */
const plainHome = createFrontendModule({
  pluginId: 'home',
  extensions: [
    HomePageLayoutBlueprint.make({
      params: {
        loader: async () => props =>
          (
            <>
              {
                props.widgets.find(({ name }) => name === 'RunaiFleet')
                  ?.component
              }
            </>
          ),
      },
    }),
  ],
});

function openApp(path: string) {
  const backend = new FakeBackend({
    clusters: [rancher],
    details: { 'rancher-ml': aDetail(rancher) },
    summaries,
  });
  server.use(...backend.handlers);
  renderTestApp({
    features: [catalogPlugin, homePlugin, plainHome, plugin, ofTheCompany],
    initialRouteEntries: [path],
    apis: [
      mockApis.discovery({ baseUrl: 'http://localhost:7007' }),
      mockApis.permission(),
      [catalogApiRef, catalogApiMock({ entities })],
    ],
  });
}

describe('the catalog of a portal of the new frontend system', () => {
  it('shows how a cluster is on the page of its entity, and leads to its own page', async () => {
    openApp('/catalog/default/resource/training');
    expect(
      await screen.findByRole('link', { name: 'Open rancher-ml' }),
    ).toHaveAttribute('href', '/runai/clusters/rancher-ml');
    // One is the tab, the other stands among the links of the card "About".
    await waitFor(() =>
      expect(
        screen
          .getAllByRole('link', { name: 'GPU cluster' })
          .map(link => link.getAttribute('href')),
      ).toEqual([
        '/catalog/default/resource/training/gpu-cluster',
        '/runai/clusters/rancher-ml',
      ]),
    );
    expect(screen.queryByText('GPU clusters it depends on')).toBeNull();
  });

  it('has the whole page of the cluster in a tab, with the tabs that others add', async () => {
    openApp('/catalog/default/resource/training/gpu-cluster/cost');
    expect(
      await screen.findByText('What rancher-ml costs'),
    ).toBeInTheDocument();
    const parts = screen.getByRole('navigation', {
      name: 'Parts of this page',
    });
    await userEvent.click(
      within(parts).getByRole('link', { name: 'Overview' }),
    );
    expect(
      await screen.findByRole('region', { name: 'Platform' }),
    ).toBeInTheDocument();
    expect(within(parts).getByRole('link', { name: 'Cost' })).toHaveAttribute(
      'href',
      '/catalog/default/resource/training/gpu-cluster/cost',
    );
  });

  it('offers no link to a cluster that is not there', async () => {
    openApp('/catalog/default/resource/gone');
    const [title] = await screen.findAllByText(
      'The portal shows no GPU cluster for this entity',
    );
    expect(title).toBeInTheDocument();
    expect(screen.queryByRole('link', { name: 'Open gone' })).toBeNull();
  });

  it('shows the clusters that an entity depends on, and no tab there', async () => {
    openApp('/catalog/default/component/vision-training');
    expect(
      await screen.findByText('GPU clusters it depends on'),
    ).toBeInTheDocument();
    expect(
      await screen.findByRole('link', { name: 'rancher-ml' }),
    ).toHaveAttribute('href', '/runai/clusters/rancher-ml');
    expect(screen.queryByRole('tab', { name: 'GPU cluster' })).toBeNull();
  });

  it('shows the fleet on the home page', async () => {
    openApp('/home');
    expect(
      await screen.findByText('Worst:', { exact: false }),
    ).toHaveTextContent('Worst: rancher-ml, degraded');
  });
});
