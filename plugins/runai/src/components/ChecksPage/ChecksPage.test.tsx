import { registerMswTestHooks } from '@backstage/test-utils';
import { screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { setupServer } from 'msw/node';
import { expectAccessible } from '../../testing/axe';
import { aCluster } from '../../testing/builders';
import { aCatalogue } from '../../testing/catalogueBuilders';
import { FakeBackend, type BackendState } from '../../testing/FakeBackend';
import { renderRunai } from '../../testing/renderRunai';

const server = setupServer();
registerMswTestHooks(server);

async function open(path = '/runai/checks', state: Partial<BackendState> = {}) {
  const backend = new FakeBackend({
    clusters: [aCluster('rancher-ml')],
    catalogue: aCatalogue(),
    ...state,
  });
  server.use(...backend.handlers);
  const view = await renderRunai(path);
  return { backend, view };
}

function titles(): string[] {
  return screen
    .getAllByRole('listitem')
    .map(item => within(item).getByRole('link').textContent ?? '');
}

describe('the catalogue of checks', () => {
  it('lists every check by category, with what it weighs and where it fails', async () => {
    const { view } = await open();
    const nvidia = await screen.findByRole('region', { name: 'NVIDIA' });
    expect(nvidia).toHaveTextContent('NVIDIA1 check, 1 fails somewhere');
    const [driver] = within(nvidia).getAllByRole('listitem');
    expect(driver).toHaveTextContent(
      'Run:ai needs an NVIDIA driver on each GPU node.',
    );
    expect(driver).toHaveTextContent('B5');
    expect(driver).toHaveTextContent('required, by mode');
    expect(driver).toHaveTextContent('fails on 1 cluster');
    expect(within(driver).getByRole('link')).toHaveAttribute(
      'href',
      '/runai/checks/gpu.node-driver',
    );
    const platform = screen.getByRole('region', { name: 'Platform' });
    expect(platform).toHaveTextContent('fails nowhere');
    // That nobody looked is not the same as that it fails nowhere.
    expect(platform).toHaveTextContent('not judged yet');
    expect(platform).toHaveTextContent('this company’s');
    await expectAccessible(view.container);
  });

  it('is reached from the fleet, and leads back to it', async () => {
    await open('/runai');
    const tabs = await screen.findByRole('navigation', {
      name: 'Parts of this page',
    });
    await userEvent.click(within(tabs).getByRole('link', { name: 'Checks' }));
    expect(await screen.findByText('Every node is ready')).toBeInTheDocument();
    expect(document.title).toMatch(/^Checks · GPU clusters/);
    expect(screen.getByRole('link', { name: 'Checks' })).toHaveAttribute(
      'aria-current',
      'page',
    );
    await userEvent.click(screen.getByRole('link', { name: 'Fleet' }));
    expect(
      await screen.findByRole('link', { name: 'rancher-ml' }),
    ).toBeInTheDocument();
  });

  it('shows what its address asks for', async () => {
    await open('/runai/checks?q=cuda&severity=informational&profile=site');
    await screen.findByRole('region', { name: 'NVIDIA' });
    expect(titles()).toEqual(['Every GPU node has a working NVIDIA driver']);
    expect(screen.getByRole('searchbox')).toHaveValue('cuda');
    expect(screen.getByRole('combobox', { name: 'By profile' })).toHaveValue(
      'site',
    );
  });

  it('filters by chips, by menus and by words', async () => {
    await open();
    await userEvent.click(
      await screen.findByRole('button', { name: 'Failing now 1' }),
    );
    expect(titles()).toEqual(['Every GPU node has a working NVIDIA driver']);
    await userEvent.click(
      screen.getByRole('button', { name: 'Of this company 1' }),
    );
    expect(titles()).toEqual(['Names of nodes are short']);
    await userEvent.click(screen.getByRole('button', { name: 'All 3' }));
    await userEvent.click(screen.getByRole('button', { name: 'Category' }));
    await userEvent.click(
      screen.getByRole('menuitemcheckbox', { name: /Platform 2/ }),
    );
    await userEvent.keyboard('{Escape}');
    await waitFor(() => expect(titles()).toHaveLength(2));
    await userEvent.type(screen.getByRole('searchbox'), 'no such words');
    expect(
      await screen.findByText('No check matches the search and the filters.'),
    ).toBeInTheDocument();
    await userEvent.click(
      screen.getByRole('button', { name: 'Clear the filters' }),
    );
    expect(titles()).toHaveLength(3);
  });

  it.each([
    [403, 'You may not see this'],
    [500, 'The portal’s backend does not answer as it should'],
  ])('says so where the backend answers %d', async (status, title) => {
    await open('/runai/checks', {
      faults: { '/checks': { status, message: 'not now' } },
    });
    expect(await screen.findByRole('alert')).toHaveTextContent(title);
  });

  it('shows the shape of what comes while it comes', async () => {
    await open('/runai/checks', { faults: { '/checks': 'never' } });
    expect(
      await screen.findByRole('status', { name: 'Reading the checks' }),
    ).toBeInTheDocument();
  });
});
