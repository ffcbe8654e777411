import { registerMswTestHooks } from '@backstage/test-utils';
import { screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { setupServer } from 'msw/node';
import { EntityRunaiClusterContent } from '../../index';
import { expectAccessible } from '../../testing/axe';
import { aDetail } from '../../testing/builders';
import { aClusterEntity } from '../../testing/entities';
import { FakeBackend, type BackendState } from '../../testing/FakeBackend';
import { rancher, summaries } from '../../testing/openCluster';
import { renderEntity } from '../../testing/renderEntity';

const server = setupServer();
registerMswTestHooks(server);

const PAGE = '/catalog/default/resource/training/gpu-cluster';

async function openTab(path: string, state: Partial<BackendState> = {}) {
  const backend = new FakeBackend({
    clusters: [rancher],
    details: { 'rancher-ml': aDetail(rancher) },
    summaries,
    results: { 'gpu.node-driver': summaries[0].worst },
    ...state,
  });
  server.use(...backend.handlers);
  return renderEntity(<EntityRunaiClusterContent />, {
    entity: aClusterEntity('training', 'rancher-ml'),
    path: `/gpu-cluster${path}`,
  });
}

describe('the tab of an entity that stands for a cluster', () => {
  it('is the whole page of the cluster, whose parts stay within the page of the entity', async () => {
    const { container } = await openTab('');
    const parts = await screen.findByRole('navigation', {
      name: 'Parts of this page',
    });
    expect(parts).toHaveTextContent(
      /^Overview Prerequisites 2\s?Nodes History Resources Access/,
    );
    expect(within(parts).getByRole('link', { name: 'Nodes' })).toHaveAttribute(
      'href',
      `${PAGE}/nodes`,
    );
    // The entity's page has the one heading of the first level.
    expect(
      screen.getByRole('heading', { level: 2, name: 'rancher-ml' }),
    ).toBeInTheDocument();
    expect(screen.queryByRole('heading', { level: 1 })).toBeNull();
    const finding = await screen.findByRole('link', {
      name: 'Every GPU node has a working NVIDIA driver',
    });
    expect(finding).toHaveAttribute(
      'href',
      `${PAGE}/prerequisites?check=gpu.node-driver`,
    );
    expect(
      screen.getByRole('link', { name: 'Open its own page' }),
    ).toHaveAttribute('href', '/runai/clusters/rancher-ml/overview');
    await userEvent.click(finding);
    expect(
      await screen.findByRole('region', { name: 'Verdict' }),
    ).toBeInTheDocument();
    expect(
      screen.getByRole('link', { name: /^Prerequisites/ }),
    ).toHaveAttribute('aria-current', 'page');
    await expectAccessible(container);
  });

  it('shows what an address names', async () => {
    await openTab('/prerequisites?check=gpu.node-driver');
    expect(
      await screen.findByRole('group', {
        name: 'Every GPU node has a working NVIDIA driver',
      }),
    ).toBeInTheDocument();
  });

  it('says so where there is no such cluster for the reader', async () => {
    await openTab('', { clusters: [] });
    expect(
      await screen.findByText(
        'The portal shows no GPU cluster for this entity',
      ),
    ).toBeInTheDocument();
  });

  it('says why it cannot be read', async () => {
    await openTab('', {
      faults: { '/clusters': { status: 500, message: 'Broken' } },
    });
    expect(
      await screen.findByText('Broken.', { exact: false }),
    ).toBeInTheDocument();
    expect(
      screen.getByRole('button', { name: 'Try again' }),
    ).toBeInTheDocument();
  });
});
