import { registerMswTestHooks } from '@backstage/test-utils';
import { screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { setupServer } from 'msw/node';
import { expectAccessible } from '../../testing/axe';
import {
  aCluster,
  ago,
  anUnreachableCluster,
  counts,
  DAY,
} from '../../testing/builders';
import { FakeBackend, type BackendState } from '../../testing/FakeBackend';
import { renderRunai } from '../../testing/renderRunai';

const server = setupServer();
registerMswTestHooks(server);

function openFleet(state: Partial<BackendState>, query = '') {
  const backend = new FakeBackend(state);
  server.use(...backend.handlers);
  return renderRunai(`/runai${query}`).then(view => ({ backend, view }));
}

const ready = aCluster('gpu-prod');
const notReady = aCluster('ocp-lab', {
  environment: 'trial',
  owner: 'group:default/vision',
  labels: { team: 'vision' },
  platform: {
    distribution: 'OpenShift',
    track: 'openshift',
    openshiftVersion: '4.6.8',
  },
  readiness: {
    state: 'notReady',
    profile: 'runai-2021.04',
    counts: counts({ pass: 38, fail: 2 }),
    blockers: [
      {
        checkId: 'storage.shared-rwx',
        title: 'Shared storage',
        reason: 'NoRwx',
        message: 'no shared storage',
      },
      {
        checkId: 'gpu.node-driver',
        title: 'Driver',
        reason: 'DriverMissing',
        message: 'no driver',
      },
    ],
    checkedAt: ago(60),
  },
  install: { state: 'notInstalled' },
});
const unread = aCluster('shared-it', {
  capacity: undefined,
  health: { state: 'unknown', message: 'nodes may not be listed' },
  install: { state: 'unknown' },
});

const rowOf = (name: string) =>
  screen.getByRole('link', { name }).closest('tr') as HTMLElement;

describe('the fleet page', () => {
  it('lists clusters worst first, each with its axes and why', async () => {
    const { backend } = await openFleet({
      clusters: [anUnreachableCluster('edge-dc'), notReady, unread, ready],
    });
    const table = await screen.findByRole('table', { name: 'GPU clusters' });
    const names = within(table)
      .getAllByRole('link')
      .map(link => link.textContent);
    expect(names).toEqual(['edge-dc', 'ocp-lab', 'shared-it', 'gpu-prod']);
    expect(backend.requests.map(({ line }) => line)).toContain(
      'GET /clusters?limit=100&order=worst%3Aasc',
    );
    expect(rowOf('ocp-lab')).toHaveTextContent(
      'Not readyno shared storageand 1 more',
    );
    expect(rowOf('gpu-prod')).toHaveTextContent('Ready41 of 41 met');
    expect(rowOf('gpu-prod')).toHaveTextContent('30of 48');
  });

  it('greys what was last known of a cluster that cannot be reached, with its age and the reason', async () => {
    await openFleet({ clusters: [anUnreachableCluster('edge-dc')] });
    await screen.findByRole('link', { name: 'edge-dc' });
    const row = rowOf('edge-dc');
    expect(row).toHaveTextContent(
      'TLS errorfor 14 mincertificate signed by an unknown authority',
    );
    expect(row).toHaveTextContent('was healthy');
    expect(row).toHaveTextContent(
      'was installed 14 min ago'.replace(' 14', '14'),
    );
    expect(row).toHaveTextContent('was 9 of 16');
  });

  it('shows no zero for what is not known', async () => {
    await openFleet({ clusters: [unread] });
    await screen.findByRole('link', { name: 'shared-it' });
    expect(rowOf('shared-it')).toHaveTextContent('not known');
    expect(rowOf('shared-it')).not.toHaveTextContent(/(^|\D)0(\D|$)/);
  });

  it('says that a cluster is being connected while its first poll is pending', async () => {
    const pending = aCluster('slow', {
      connection: { state: 'unknown' },
      health: { state: 'unknown' },
      install: { state: 'unknown' },
      readiness: {
        state: 'notChecked',
        profile: 'runai-2021.04',
        counts: counts(),
        blockers: [],
      },
      capacity: undefined,
      platform: undefined,
      observedAt: undefined,
      polling: { since: ago(5) },
    });
    await openFleet({ clusters: [pending, ready] });
    await screen.findByRole('link', { name: 'slow' });
    expect(rowOf('slow')).toHaveTextContent('Connectingfor 5 s');
    expect(rowOf('slow')).toHaveTextContent('never');
    expect(rowOf('gpu-prod')).toHaveTextContent('Connected');
  });

  it('filters by the chips, and keeps the filter in the URL', async () => {
    await openFleet({ clusters: [ready, notReady] });
    const chip = await screen.findByRole('button', { name: /^Not ready/ });
    await userEvent.click(chip);
    expect(chip).toHaveAttribute('aria-pressed', 'true');
    await waitFor(() =>
      expect(
        screen.queryByRole('link', { name: 'gpu-prod' }),
      ).not.toBeInTheDocument(),
    );
    expect(screen.getByRole('link', { name: 'ocp-lab' })).toBeInTheDocument();
  });

  it('shows what a link with filters asks for', async () => {
    await openFleet(
      { clusters: [ready, notReady] },
      '?environment=trial&q=vision',
    );
    expect(
      await screen.findByRole('link', { name: 'ocp-lab' }),
    ).toBeInTheDocument();
    expect(
      screen.queryByRole('link', { name: 'gpu-prod' }),
    ).not.toBeInTheDocument();
    expect(
      screen.getByRole('button', { name: 'Environment (1)' }),
    ).toBeInTheDocument();
  });

  it('keeps both a search and a chip that is pressed before the search has begun', async () => {
    const { backend } = await openFleet({ clusters: [notReady, ready] });
    const field = await screen.findByRole('searchbox');
    await userEvent.type(field, 'vision');
    await userEvent.click(screen.getByRole('button', { name: /^Not ready/ }));
    await waitFor(() =>
      expect(backend.requests.at(-1)?.line).toBe(
        'GET /clusters?limit=100&filter=text%3Dvision&filter=readiness%3DnotReady&order=worst%3Aasc',
      ),
    );
    expect(field).toHaveValue('vision');
  });

  it('leads out of a search that finds nothing', async () => {
    await openFleet({ clusters: [ready] }, '?q=nowhere');
    await userEvent.click(
      await screen.findByRole('button', { name: 'Clear the filters' }),
    );
    expect(
      await screen.findByRole('link', { name: 'gpu-prod' }),
    ).toBeInTheDocument();
  });

  it('sorts by a column, and back', async () => {
    await openFleet({ clusters: [ready, notReady] });
    await userEvent.click(
      await screen.findByRole('button', { name: 'Cluster' }),
    );
    const names = screen.getAllByRole('link').map(link => link.textContent);
    expect(names.indexOf('gpu-prod')).toBeLessThan(names.indexOf('ocp-lab'));
    expect(
      screen.getByRole('columnheader', { name: 'Cluster' }),
    ).toHaveAttribute('aria-sort', 'ascending');
  });

  it('says which clusters the GPU bar leaves out', async () => {
    await openFleet({ clusters: [ready, anUnreachableCluster('edge-dc')] });
    expect(
      await screen.findByText('GPUs in 1 of 2 clusters'),
    ).toBeInTheDocument();
    expect(
      screen.getByText(/edge-dc \(cannot be reached\)/),
    ).toBeInTheDocument();
    expect(screen.getByText('30 allocated · 18 free')).toBeInTheDocument();
  });

  it('tells demo data', async () => {
    await openFleet({ clusters: [ready] });
    expect(await screen.findByText('Demo data')).toBeInTheDocument();
  });

  it('says how to add a cluster where there is none', async () => {
    await openFleet({ clusters: [] });
    expect(
      await screen.findByRole('region', {
        name: 'No cluster yet, or none that you may see',
      }),
    ).toHaveTextContent('type: kubeconfig');
    expect(
      screen.getAllByRole('button', { name: 'Copy the configuration' }),
    ).toHaveLength(3);
  });

  it('offers no source that this portal does not have', async () => {
    await openFleet({ clusters: [], totals: { sourceTypes: ['kubeconfig'] } });
    const empty = await screen.findByRole('region', {
      name: 'No cluster yet, or none that you may see',
    });
    expect(empty).toHaveTextContent('type: kubeconfig');
    expect(empty).not.toHaveTextContent('type: demo');
  });

  it('shows the shape of what comes while it comes', async () => {
    await openFleet({ faults: { '/clusters': 'never', '/fleet': 'never' } });
    expect(
      screen.getByRole('status', { name: 'Reading the clusters' }),
    ).toBeInTheDocument();
  });

  it('says that the reader may not see it', async () => {
    await openFleet({
      faults: { '/clusters': { status: 403, message: 'not allowed' } },
    });
    expect(await screen.findByRole('alert')).toHaveTextContent(
      'You may not see this',
    );
  });

  it('says that the backend is broken, and asks again when told to', async () => {
    const { backend } = await openFleet({
      clusters: [ready],
      faults: { '/clusters': { status: 500, message: 'database is locked' } },
    });
    expect(await screen.findByRole('alert')).toHaveTextContent(
      'database is locked',
    );
    backend.state.faults = {};
    await userEvent.click(screen.getByRole('button', { name: 'Try again' }));
    expect(
      await screen.findByRole('link', { name: 'gpu-prod' }),
    ).toBeInTheDocument();
    await waitFor(() =>
      expect(screen.queryByRole('alert')).not.toBeInTheDocument(),
    );
  });

  it('keeps what it has, with its age, while the backend is broken', async () => {
    const { backend } = await openFleet({ clusters: [ready] });
    await screen.findByRole('link', { name: 'gpu-prod' });
    backend.state.faults = {
      '/clusters': { status: 502, message: 'bad gateway' },
    };
    // A reader who comes back to the tab makes the page ask again.
    document.dispatchEvent(new Event('visibilitychange', { bubbles: true }));
    expect(await screen.findByRole('alert')).toHaveTextContent(
      'What is shown was read',
    );
    expect(screen.getByRole('link', { name: 'gpu-prod' })).toBeInTheDocument();
  });

  it('keeps only the rows in sight in the page where there are many', async () => {
    const clusters = Array.from({ length: 300 }, (_, index) =>
      aCluster(`c-${index}`),
    );
    await openFleet({ clusters });
    const table = await screen.findByRole('table', { name: 'GPU clusters' });
    expect(table).toHaveAttribute('aria-rowcount', '301');
    expect(within(table).queryAllByRole('link').length).toBeLessThan(100);
  });

  it('has no accessibility violation, filled or empty', async () => {
    const { view } = await openFleet({
      clusters: [
        ready,
        notReady,
        unread,
        anUnreachableCluster('edge-dc'),
        aCluster('old', { observedAt: ago(9 * DAY) }),
      ],
    });
    await screen.findByRole('table', { name: 'GPU clusters' });
    await expectAccessible(view.container);
  });
});
