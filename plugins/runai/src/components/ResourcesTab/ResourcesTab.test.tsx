import { registerMswTestHooks } from '@backstage/test-utils';
import type { RunningCluster } from '@runai-portal/simulator';
import { node } from '@runai-portal/simulator';
import { screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { http, HttpResponse } from 'msw';
import { setupServer } from 'msw/node';
import { expectAccessible } from '../../testing/axe';
import {
  browsedCluster,
  clock,
  openResources,
} from '../../testing/browsedCluster';
import { BASE_URL } from '../../testing/FakeBackend';

const server = setupServer();
registerMswTestHooks(server);

let running: RunningCluster | undefined;
afterEach(async () => {
  await running?.close();
  running = undefined;
});

async function start(declaration = browsedCluster()) {
  running = await declaration.start({ tls: false, ...clock });
  return running;
}

const rowsOf = (table: HTMLElement) =>
  within(table)
    .getAllByRole('row')
    .map(row => row.textContent);

describe('browsing a cluster', () => {
  it('lists the kinds that it serves and that may be read, and shows one as the server prints it', async () => {
    const { view } = await openResources(server, await start());
    const kinds = await screen.findByRole('navigation', {
      name: 'Kinds of resources',
    });
    expect(
      within(kinds)
        .getAllByRole('link')
        .map(link => link.textContent),
    ).toEqual([
      'Node',
      'Namespace',
      'Pod',
      'Deployment',
      'Job',
      'Event',
      'Service',
      'RunaiConfigrun.ai',
    ]);

    await userEvent.click(within(kinds).getByRole('link', { name: 'Pod' }));
    const table = await screen.findByRole('table', { name: 'Pod' });
    expect(rowsOf(table)).toEqual([
      'NamespaceNameReadyStatusRestartsAge',
      'gpu-operatordriver-x7k2p0/2CrashLoopBackOff2841 min',
      'runaischeduler0/1ImagePullBackOff01 h',
    ]);
    expect(screen.getByText('2 loaded')).toBeInTheDocument();
    await expectAccessible(view.container);

    await userEvent.click(screen.getByRole('button', { name: 'More columns' }));
    expect(rowsOf(table)[0]).toContain('Node');
    expect(rowsOf(table)[1]).toContain('gpu-07');
  });

  it('shows the namespace, the labels and the filter that the address names', async () => {
    const cluster = await start();
    await openResources(server, cluster, '?kind=pods&ns=runai&q=sched');
    const table = await screen.findByRole('table', { name: 'Pod' });
    expect(rowsOf(table).slice(1)).toEqual([
      expect.stringContaining('scheduler'),
    ]);
    expect(cluster.requests.map(({ path }) => path)).toContain(
      '/api/v1/namespaces/runai/pods',
    );
    await userEvent.selectOptions(screen.getByLabelText('Namespace'), '');
    await userEvent.click(
      await screen.findByRole('searchbox', { name: 'Labels, e.g. app=web' }),
    );
    await userEvent.keyboard('app=none');
    expect(
      await screen.findByText('No pods with these labels'),
    ).toBeInTheDocument();
    expect(cluster.requests.at(-1)?.query).toMatchObject({
      labelSelector: 'app=none',
      limit: '100',
    });
    await userEvent.click(
      screen.getByRole('button', { name: 'Clear the filters' }),
    );
    expect(await screen.findByText('2 loaded')).toBeInTheDocument();
  });

  it('says where there is nothing, and in which namespace', async () => {
    await openResources(server, await start(), '?kind=jobs.batch&ns=runai');
    expect(
      await screen.findByText('No jobs in namespace runai'),
    ).toBeInTheDocument();
  });

  it('reads 5,000 nodes a hundred at a time, when asked, and begins anew when the cluster has forgotten', async () => {
    const cluster = await start(
      browsedCluster(
        Array.from({ length: 4_999 }, (_, index) =>
          node(`node-${index}`).build(),
        ),
      ),
    );
    await openResources(server, cluster, '?kind=nodes');
    expect(await screen.findByText('100 of 5000 loaded')).toBeInTheDocument();
    await userEvent.click(
      screen.getByRole('button', { name: 'Load 100 more' }),
    );
    expect(await screen.findByText('200 of 5000 loaded')).toBeInTheDocument();
    cluster.compact();
    await userEvent.click(
      screen.getByRole('button', { name: 'Load 100 more' }),
    );
    expect(
      await screen.findByText(
        /^100 of 5000 loaded The cluster no longer knew where the list was left off/,
      ),
    ).toBeInTheDocument();
    const lists = cluster.requests.filter(
      ({ path }) => path === '/api/v1/nodes',
    );
    expect(lists.length).toBeLessThan(6);
    expect(lists.every(({ query }) => query.limit === '100')).toBe(true);
  });
});

describe('one object', () => {
  const pod = '?kind=pods&object=gpu-operator/driver-x7k2p';

  it('is shown as YAML, who set which field folded', async () => {
    const cluster = await start();
    cluster.patch(
      {
        apiVersion: 'v1',
        kind: 'Pod',
        namespace: 'gpu-operator',
        name: 'driver-x7k2p',
      },
      { metadata: { managedFields: [{ manager: 'kubelet' }] } },
    );
    const { view } = await openResources(server, cluster, pod);
    const yaml = await screen.findByRole('region', {
      name: 'YAML of driver-x7k2p',
    });
    expect(yaml).toHaveTextContent('name: driver-x7k2p');
    expect(yaml).not.toHaveTextContent('managedFields');
    await userEvent.click(
      screen.getByRole('button', { name: 'Show managedFields' }),
    );
    expect(yaml).toHaveTextContent('manager: kubelet');
    await expectAccessible(view.container);
    await userEvent.click(screen.getByRole('link', { name: 'All pods' }));
    expect(
      await screen.findByRole('table', { name: 'Pod' }),
    ).toBeInTheDocument();
  });

  it('has its events', async () => {
    await openResources(server, await start(), `${pod}&view=events`);
    const events = await screen.findByRole('table', {
      name: 'Events of driver-x7k2p',
    });
    expect(rowsOf(events)[1]).toContain(
      'WarningBackOffpod/driver-x7k2pBack-off restarting failed container',
    );
  });

  it('says so where it is not there any more', async () => {
    await openResources(server, await start(), '?kind=pods&object=runai/gone');
    expect(await screen.findByRole('alert')).toHaveTextContent(
      'It is not there any morepods "gone" not found',
    );
  });
});

describe('the log of a pod', () => {
  const log = '?kind=pods&object=gpu-operator/driver-x7k2p&view=log';

  it('is what a container wrote, without its colours, and can be searched', async () => {
    const { view } = await openResources(server, await start(), log);
    const text = await screen.findByRole('region', {
      name: 'Log of driver in driver-x7k2p',
    });
    expect(text).toHaveTextContent('ERROR: nouveau is loaded');
    expect(text.textContent).not.toContain('\u001b');
    await userEvent.type(
      screen.getByRole('searchbox', { name: 'Search in the log' }),
      'error',
    );
    expect(await screen.findByText('1 of 2')).toBeInTheDocument();
    await userEvent.keyboard('{Enter}');
    expect(screen.getByText('2 of 2')).toBeInTheDocument();
    await userEvent.click(screen.getByRole('button', { name: 'Next match' }));
    expect(screen.getByText('1 of 2')).toBeInTheDocument();
    await expectAccessible(view.container);
  });

  it('is asked for by container, also of those that ran before, and with times', async () => {
    const cluster = await start();
    await openResources(server, cluster, log);
    await userEvent.selectOptions(
      await screen.findByLabelText('Container'),
      'prepare (init)',
    );
    expect(
      await screen.findByRole('region', {
        name: 'Log of prepare in driver-x7k2p',
      }),
    ).toHaveTextContent('prepared');
    await userEvent.click(screen.getByRole('button', { name: 'Times' }));
    await userEvent.selectOptions(screen.getByLabelText('Lines'), 'last 100');
    await waitFor(() =>
      expect(cluster.requests.at(-1)?.query).toEqual({
        container: 'prepare',
        tailLines: '100',
        limitBytes: '1048576',
        timestamps: 'true',
      }),
    );
  });

  it('says why there is none yet, in the words of the kubelet', async () => {
    await openResources(
      server,
      await start(),
      '?kind=pods&object=runai/scheduler&view=log',
    );
    expect(await screen.findByText('There is no log yet')).toBeInTheDocument();
    expect(
      screen.getByText(/waiting to start: trying and failing to pull image/),
    ).toBeInTheDocument();
    await userEvent.click(
      screen.getByRole('button', { name: 'Before its last restart' }),
    );
    expect(
      await screen.findByText('This container has not been restarted'),
    ).toBeInTheDocument();
  });

  it('names the permission that the reader has not', async () => {
    await openResources(server, await start(), log, {
      name: 'no-logs',
      denied: ['runai.cluster.logs'],
    });
    expect(
      await screen.findByText('You may not read logs of this cluster'),
    ).toBeInTheDocument();
    expect(screen.getByText(/runai\.cluster\.logs/)).toBeInTheDocument();
  });
});

describe('what cannot be browsed', () => {
  it('says what the account of the portal may not list, in the words of the cluster', async () => {
    const cluster = await start(
      browsedCluster().account('portal', {
        user: 'it-readonly',
        rules: 'all',
        except: [{ group: '', resource: 'nodes' }],
      }),
    );
    await openResources(server, cluster, '?kind=nodes');
    const alert = await screen.findByRole('alert');
    expect(alert).toHaveTextContent(
      'The portal’s account may not read this in the clusternodes is forbidden: User "it-readonly" cannot list resource "nodes"',
    );
    expect(alert).toHaveTextContent('It needs the permission to list nodes.');
    expect(
      within(alert).getByRole('link', { name: 'See what the account may do' }),
    ).toHaveAttribute('href', '/runai/clusters/rancher-ml/access');
  });

  it('says when it is worth trying again where too much is asked at once', async () => {
    await openResources(server, await start(), '?kind=pods');
    await screen.findByRole('table', { name: 'Pod' });
    server.use(
      http.get(`${BASE_URL}/clusters/:cluster/k8s/api/v1/pods`, () =>
        HttpResponse.json(
          {
            kind: 'Status',
            message: 'You have 40 requests under way.',
            reason: 'TooManyRequests',
            code: 429,
          },
          { status: 429, headers: { 'retry-after': '3' } },
        ),
      ),
    );
    await userEvent.click(screen.getByRole('button', { name: 'Read again' }));
    expect(await screen.findByRole('alert')).toHaveTextContent(
      'Too much is asked at onceYou have 40 requests under way. It is worth trying again in 3 s.',
    );
  });

  it('does not break where the cluster answers with something else', async () => {
    const cluster = await start();
    await openResources(server, cluster, '?kind=pods');
    await screen.findByRole('table', { name: 'Pod' });
    server.use(
      http.get(`${BASE_URL}/clusters/:cluster/k8s/api/v1/pods`, () =>
        HttpResponse.json({ kind: 'Table', columnDefinitions: 7 }),
      ),
    );
    await userEvent.click(screen.getByRole('button', { name: 'Read again' }));
    expect(await screen.findByRole('alert')).toHaveTextContent(
      'The cluster’s answer cannot be read',
    );
  });
});
