import {
  mockApis,
  registerMswTestHooks,
  renderInTestApp,
  TestApiProvider,
} from '@backstage/test-utils';
import { RunaiClient } from '@runai-portal/backstage-plugin-runai-common';
import { screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { setupServer } from 'msw/node';
import { HomePageRunaiFleet, runaiApiRef } from '../../index';
import { NowProvider } from '../../hooks/useNow';
import { clusterRouteRef, rootRouteRef } from '../../routes';
import { expectAccessible } from '../../testing/axe';
import { aCluster, NOW } from '../../testing/builders';
import { FakeBackend, type BackendState } from '../../testing/FakeBackend';
import { rancher } from '../../testing/openCluster';

const server = setupServer();
registerMswTestHooks(server);

async function openHome(state: Partial<BackendState>) {
  const backend = new FakeBackend(state);
  server.use(...backend.handlers);
  const discoveryApi = mockApis.discovery({ baseUrl: 'http://localhost:7007' });
  const { container } = await renderInTestApp(
    <TestApiProvider apis={[[runaiApiRef, new RunaiClient({ discoveryApi })]]}>
      <NowProvider now={() => NOW}>
        <HomePageRunaiFleet />
      </NowProvider>
    </TestApiProvider>,
    {
      mountedRoutes: {
        '/runai': rootRouteRef,
        '/runai/clusters/:name': clusterRouteRef,
      },
    },
  );
  return { backend, container };
}

describe('the fleet on the home page', () => {
  it('counts clusters by state, shows the GPUs, and says which cluster is the worst, and why', async () => {
    const { container } = await openHome({
      clusters: [rancher, aCluster('gpu-prod'), aCluster('cloud-gpu')],
    });
    expect(await screen.findByText('GPU clusters')).toBeInTheDocument();
    const readiness = await screen.findByRole('group', {
      name: 'Ready for Run:ai',
    });
    expect(readiness).toHaveTextContent('2 ready1 not ready');
    expect(
      within(readiness).getByRole('link', { name: '1 not ready' }),
    ).toHaveAttribute('href', '/runai?readiness=notReady');
    expect(screen.getByRole('group', { name: 'Health' })).toHaveTextContent(
      '2 healthy1 degraded',
    );
    expect(
      screen.getByRole('img', { name: '90 allocated, 54 free' }),
    ).toBeInTheDocument();
    const worst = await screen.findByRole('link', { name: 'rancher-ml' });
    expect(worst).toHaveAttribute('href', '/runai/clusters/rancher-ml');
    expect(worst.parentElement).toHaveTextContent(
      'Worst: rancher-ml, degraded: 1 GPU node offers no GPU',
    );
    expect(screen.getByText('as of', { exact: false })).toHaveTextContent(
      'as of 12 s ago',
    );
    await expectAccessible(container);
  });

  it('says so where every cluster is well', async () => {
    await openHome({ clusters: [aCluster('gpu-prod')] });
    expect(
      await screen.findByText('Every cluster is well and ready for Run:ai.'),
    ).toBeInTheDocument();
  });

  it('leads to how to add a cluster where there is none', async () => {
    await openHome({});
    expect(
      await screen.findByRole('link', { name: 'See how to add one' }),
    ).toHaveAttribute('href', '/runai');
  });

  it('says that it reads, and why it cannot', async () => {
    const { backend, container } = await openHome({
      clusters: [rancher],
      faults: { '/fleet': { status: 500, message: 'Broken' } },
    });
    await screen.findByText('Broken.', { exact: false });
    await expectAccessible(container);
    backend.state.faults = {};
    await userEvent.click(screen.getByRole('button', { name: 'Try again' }));
    expect(
      await screen.findByRole('link', { name: 'rancher-ml' }),
    ).toBeInTheDocument();
  });

  it('has the shape of what comes while it is on its way', async () => {
    await openHome({ faults: { '/fleet': 'never', '/clusters': 'never' } });
    expect(
      await screen.findByRole('status', { name: 'Reading the clusters' }),
    ).toBeInTheDocument();
  });
});
