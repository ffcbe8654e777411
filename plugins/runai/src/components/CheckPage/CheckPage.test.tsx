import { registerMswTestHooks } from '@backstage/test-utils';
import { screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { setupServer } from 'msw/node';
import { expectAccessible } from '../../testing/axe';
import { aCheckInfo, counts } from '../../testing/builders';
import { aCatalogue, aDriverCheck } from '../../testing/catalogueBuilders';
import { FakeBackend, type BackendState } from '../../testing/FakeBackend';
import { renderRunai } from '../../testing/renderRunai';

const server = setupServer();
registerMswTestHooks(server);

async function open(
  path = 'gpu.node-driver',
  state: Partial<BackendState> = {},
) {
  const backend = new FakeBackend({ catalogue: aCatalogue(), ...state });
  server.use(...backend.handlers);
  const view = await renderRunai(`/runai/checks/${path}`);
  return { backend, view };
}

function region(name: string) {
  return screen.findByRole('region', { name });
}

describe('the page of a check', () => {
  it('says what is asked, by which statement, and how to see it by hand', async () => {
    const { view } = await open();
    const what = await region('What it asks, and why');
    expect(what).toHaveTextContent('B5 CUDA drivers on each GPU node');
    expect(what).toHaveTextContent(
      'driver minimum or newer or a working driver',
    );
    expect(what).toHaveTextContent('each node');
    expect(
      await within(what).findByRole('link', { name: 'Every node is ready' }),
    ).toHaveAttribute('href', '/runai/checks/platform.nodes-ready');
    const verify = await region('How to see it by hand');
    expect(verify).toHaveTextContent(
      'kubectl debug node/NODE -it -- chroot /host nvidia-smi',
    );
    expect(
      within(verify).getByRole('group', { name: 'On OpenShift' }),
    ).toHaveTextContent('oc debug node/NODE');
    expect(
      within(verify).getAllByRole('button', { name: 'Copy the command' }),
    ).toHaveLength(2);
    await expectAccessible(view.container);
  });

  it('names every outcome, the worst first, and opens one to what to do, in the address', async () => {
    const { view } = await open('gpu.node-driver?outcome=DriverMissing');
    const outcomes = await region('What it says, and what to do');
    const rows = within(outcomes).getAllByRole('button', { expanded: false });
    expect(rows.map(row => row.textContent)).toEqual([
      'The driver of node does not runDriverGone',
      'node has driver versionDriverOk',
    ]);
    const open1 = within(outcomes).getByRole('group', {
      name: 'DriverMissing',
    });
    expect(
      within(outcomes).getByRole('button', { expanded: true }),
    ).toHaveTextContent(
      'node has no working driver. Its pod pod restarted restarts times or Nothing tells why',
    );
    expect(open1).toHaveTextContent('Cluster administrator: Look at the log');
    expect(open1).toHaveTextContent('kubectl -n POD_NAMESPACE logs POD');
    expect(
      within(open1).getByRole('group', { name: 'On Google GKE' }),
    ).toHaveTextContent('Run:ai support: Make another node pool.');
    await userEvent.click(rows[0]);
    expect(
      within(outcomes).getByRole('group', { name: 'DriverGone' }),
    ).toHaveTextContent('As for DriverMissing.');
    expect(outcomes).toHaveTextContent(
      'What any check may say where it cannot be judged: Forbidden',
    );
    await expectAccessible(view.container);
  });

  it('says where it does not pass, and leads there', async () => {
    await open();
    const clusters = await region('On the clusters');
    expect(clusters).toHaveTextContent('1 fail, 1 unknown, 2 pass');
    const [rancher, shared] = within(clusters).getAllByRole('listitem');
    expect(rancher).toHaveTextContent(
      'rancher-mlrequiredfor 41 mingpu-07 has no working NVIDIA driver',
    );
    expect(within(rancher).getByRole('link')).toHaveAttribute(
      'href',
      '/runai/clusters/rancher-ml/prerequisites?status=all&check=gpu.node-driver',
    );
    expect(shared).toHaveTextContent('The account may not list nodes');
  });

  it.each([
    ['Wherever it was judged, it is met.', counts({ pass: 3 })],
    ['It was judged on no cluster that you may see.', counts({ skipped: 1 })],
  ])('says: %s', async (said, statuses) => {
    await open('gpu.node-driver', {
      catalogue: [aDriverCheck({ statuses, clusters: [], failing: undefined })],
    });
    expect(await region('On the clusters')).toHaveTextContent(said);
  });

  it('tells how much it weighs by profile, and what it reads', async () => {
    await open();
    const weights = await region('Which profile asks for it');
    expect(weights).toHaveTextContent(
      'runai-2021.04In generalrequiredtrialrecommendedair-gappednot applicableThere the site brings it.Source: B5',
    );
    expect(weights).toHaveTextContent(
      'siteIn generalfor informationSource: the check itself',
    );
    const reads = await region('What it reads');
    expect(reads).toHaveTextContent('list nodes');
    expect(reads).toHaveTextContent(
      'get clusterpolicies.nvidia.comonly cluster-policy in gpu-operator',
    );
    expect(reads).toHaveTextContent('get /version');
  });

  it('says of a check of the company that it is its own, and no more than is known', async () => {
    await open('acme.node-names', {
      catalogue: [aCheckInfo('acme.node-names', { own: true })],
    });
    expect(await region('What it asks, and why')).toHaveTextContent(
      'This company: a plugin of its own brings it.',
    );
    expect(await region('How to see it by hand')).toHaveTextContent(
      'Nothing is written down for it.',
    );
    expect(await region('What it reads')).toHaveTextContent(
      'Nothing that not every account may read.',
    );
    expect(await region('Which profile asks for it')).toHaveTextContent(
      'No profile speaks of it.',
    );
  });

  it('leads on where there is no such check', async () => {
    await open('no.such');
    const alert = await screen.findByRole('alert');
    expect(alert).toHaveTextContent('There is no such check');
    expect(alert).toHaveTextContent("There is no check 'no.such'");
    expect(
      within(alert).getByRole('link', { name: 'All checks' }),
    ).toHaveAttribute('href', '/runai/checks');
  });

  it('says so where the backend is broken or still silent', async () => {
    await open('gpu.node-driver', {
      faults: { '/checks/{checkId}': { status: 500, message: 'not now' } },
    });
    expect(await screen.findByRole('alert')).toHaveTextContent('not now');
  });

  it('shows the shape of what comes while it comes', async () => {
    await open('gpu.node-driver', { faults: { '/checks/{checkId}': 'never' } });
    expect(
      await screen.findByRole('status', { name: 'Reading the check' }),
    ).toBeInTheDocument();
  });
});
