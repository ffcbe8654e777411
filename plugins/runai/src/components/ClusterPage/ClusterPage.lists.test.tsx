import { registerMswTestHooks } from '@backstage/test-utils';
import { screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { setupServer } from 'msw/node';
import { expectAccessible } from '../../testing/axe';
import { ago, aTransition, DAY, HOUR } from '../../testing/builders';
import { aGpuNode } from '../../testing/nodeBuilders';
import { openCluster as open } from '../../testing/openCluster';

const server = setupServer();
registerMswTestHooks(server);
const openCluster = open.bind(undefined, server);

describe('the nodes of a cluster', () => {
  it('lists the worst first, as the server orders them, and opens a row to its details', async () => {
    const { backend, view } = await openCluster('rancher-ml/nodes');
    const table = await screen.findByRole('table', { name: 'Nodes' });
    expect(within(table).getAllByRole('row')[1]).toHaveTextContent('gpu-07');
    expect(backend.requests.map(({ line }) => line)).toContain(
      'GET /clusters/rancher-ml/nodes?limit=100&order=worst%3Aasc',
    );
    await userEvent.click(
      within(table).getByRole('button', { name: 'Details of gpu-07' }),
    );
    expect(table).toHaveTextContent('nvidia.com/gpu:NoSchedule');
    await expectAccessible(view.container);
  });

  it('reads pages of a cluster of 5,000 nodes, never the whole', async () => {
    const nodes = Array.from({ length: 5_000 }, (_, index) =>
      aGpuNode(`gpu-${index}`),
    );
    const { backend } = await openCluster('rancher-ml/nodes', { nodes });
    const table = await screen.findByRole('table', { name: 'Nodes' });
    expect(table).toHaveAttribute('aria-rowcount', '5001');
    expect(screen.getByText('5000 nodes')).toBeInTheDocument();
    const asked = backend.requests.filter(({ line }) =>
      line.includes('/nodes?'),
    );
    expect(asked.length).toBeLessThan(4);
    expect(asked.every(({ line }) => line.includes('limit=100'))).toBe(true);
  });

  it('filters in the server, by what is typed and by the chips', async () => {
    const { backend } = await openCluster('rancher-ml/nodes');
    await userEvent.click(
      await screen.findByRole('button', { name: 'With problems 1' }),
    );
    await waitFor(() =>
      expect(
        screen.queryByRole('button', { name: 'Details of gpu-01' }),
      ).not.toBeInTheDocument(),
    );
    expect(backend.requests.at(-1)?.line).toContain('filter=problem%3Dtrue');
  });

  it('does not take nodes that could not be read for none', async () => {
    await openCluster('rancher-ml/nodes', { nodes: [] });
    expect(
      await screen.findByText('The nodes of this cluster could not be read'),
    ).toBeInTheDocument();
    expect(
      screen.getByRole('link', { name: 'See what the account may not do' }),
    ).toBeInTheDocument();
  });
});

describe('the last 30 days', () => {
  it('are a strip a day, as the server has aggregated them', async () => {
    await openCluster('rancher-ml', {
      strip: {
        changes: 1,
        days: [
          {
            date: '2026-05-18',
            changes: 0,
            transitions: [],
            partlyObserved: false,
          },
          {
            date: '2026-05-19',
            state: 'unknown',
            changes: 1,
            transitions: [],
            partlyObserved: true,
          },
        ],
      },
    });
    expect(
      await screen.findByRole('img', {
        name: 'Health, last 30 days: now Unknown; 1 change; 1 day not observed',
      }),
    ).toBeInTheDocument();
  });
});

describe('the history of a cluster', () => {
  const history = {
    items: [
      aTransition('1', ago(HOUR), {
        axis: 'health',
        from: 'healthy',
        to: 'degraded',
        message: '1 GPU node offers no GPU',
      }),
      aTransition('2', ago(HOUR), {
        checkId: 'gpu.node-driver',
        from: 'pass',
        to: 'fail',
      }),
    ],
    totalItems: 2,
    gaps: [{ from: ago(3 * DAY), to: ago(2 * DAY) }],
  };

  it('tells what changed, newest first, with the gaps', async () => {
    const { view } = await openCluster('rancher-ml/history', { history });
    const changed = await screen.findByRole('region', { name: 'What changed' });
    expect(changed).toHaveTextContent(
      'Health: Healthy → Degraded1 GPU node offers no GPU',
    );
    expect(changed).toHaveTextContent('Not observed until');
    await expectAccessible(view.container);
  });

  it('filters by axis, in the URL', async () => {
    const { backend } = await openCluster('rancher-ml/history?axis=health', {
      history,
    });
    const changed = await screen.findByRole('region', { name: 'What changed' });
    expect(changed).toHaveTextContent('Healthy → Degraded');
    expect(backend.requests.map(({ line }) => line)).toContain(
      'GET /clusters/rancher-ml/history?limit=200&filter=axis%3Dhealth',
    );
    expect(changed).not.toHaveTextContent('Pass → Fail');
  });
});
