import { registerMswTestHooks } from '@backstage/test-utils';
import { screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { http, HttpResponse } from 'msw';
import { setupServer } from 'msw/node';
import { EntityRunaiClusterCard } from '../../index';
import { expectAccessible } from '../../testing/axe';
import { aCluster, anUnreachableCluster, counts } from '../../testing/builders';
import { aClusterEntity } from '../../testing/entities';
import {
  BASE_URL,
  FakeBackend,
  type BackendState,
} from '../../testing/FakeBackend';
import { renderEntity } from '../../testing/renderEntity';

const server = setupServer();
registerMswTestHooks(server);

async function openCard(
  state: Partial<BackendState>,
  entity = aClusterEntity('the-entity', 'gpu-prod'),
) {
  const backend = new FakeBackend(state);
  server.use(...backend.handlers);
  const { container } = await renderEntity(<EntityRunaiClusterCard />, {
    entity,
  });
  return { backend, container };
}

const blocker = (id: number) => ({
  checkId: `storage.check-${id}`,
  title: `Check ${id}`,
  reason: 'Missing',
  message: `Volume ${id} is missing. Nobody knows where it went.`,
});

const notReady = aCluster('gpu-prod', {
  readiness: {
    state: 'notReady',
    profile: 'runai-2021.04',
    sentence: 'Not ready for Run:ai: 4 required checks are not met',
    counts: counts({ pass: 37, fail: 4 }),
    blockers: [1, 2, 3, 4].map(blocker),
    checkedAt: '2026-05-20T11:54:00Z',
  },
});

describe('the card of an entity that stands for a cluster', () => {
  it('tells the verdict, the four axes, the GPUs and the first three blockers', async () => {
    const { container } = await openCard({ clusters: [notReady] });
    expect(
      await screen.findByText(
        'Not ready for Run:ai: 4 required checks are not met',
      ),
    ).toBeInTheDocument();
    for (const [axis, state] of [
      ['Connection', 'Connected'],
      ['Health', 'Healthy'],
      ['Ready for Run:ai', 'Not ready'],
      ['Run:ai', 'Installed 2.0.58'],
    ]) {
      expect(screen.getByRole('group', { name: axis })).toHaveTextContent(
        state,
      );
    }
    expect(
      screen.getByRole('img', { name: '30 allocated, 18 free' }),
    ).toBeInTheDocument();
    const blockers = screen.getByRole('list', { name: '4 blockers' });
    expect(
      within(blockers)
        .getAllByRole('listitem')
        .map(item => item.textContent),
    ).toEqual([
      'Volume 1 is missing',
      'Volume 2 is missing',
      'Volume 3 is missing',
      'and 1 more',
    ]);
    expect(
      within(blockers).getByRole('link', { name: 'Volume 2 is missing' }),
    ).toHaveAttribute(
      'href',
      '/runai/clusters/gpu-prod/prerequisites?status=all&check=storage.check-2',
    );
    expect(screen.getByText('Demo data')).toBeInTheDocument();
    expect(screen.getByText('Seen', { exact: false })).toHaveTextContent(
      'Seen 12 s ago',
    );
    expect(screen.getByRole('link', { name: 'Open gpu-prod' })).toHaveAttribute(
      'href',
      '/runai/clusters/gpu-prod',
    );
    await expectAccessible(container);
  });

  it('finds the cluster that comes from the entity where no annotation names one', async () => {
    await openCard(
      {
        clusters: [
          aCluster('other'),
          aCluster('gpu-prod', { entityRef: 'resource:default/the-entity' }),
        ],
      },
      aClusterEntity('the-entity'),
    );
    expect(
      await screen.findByRole('link', { name: 'Open gpu-prod' }),
    ).toBeInTheDocument();
  });

  it('greys what was last known of a cluster that cannot be reached, with its age', async () => {
    await openCard({ clusters: [anUnreachableCluster('gpu-prod')] });
    expect(
      await screen.findByText('Last known: Ready for Run:ai'),
    ).toBeInTheDocument();
    expect(screen.getByRole('group', { name: 'Health' })).toHaveTextContent(
      'was healthy14 min ago',
    );
    expect(screen.getByText('was 9 of 16')).toBeInTheDocument();
    expect(screen.queryByRole('img', { name: /allocated/ })).toBeNull();
    expect(
      screen.getByText('What this page shows of the cluster was last seen', {
        exact: false,
      }),
    ).toHaveTextContent('14 min ago');
  });

  it('says no more of a cluster that may not be seen than of none, and what to do', async () => {
    const { container } = await openCard({ clusters: [aCluster('other')] });
    expect(
      await screen.findByText(
        'The portal shows no GPU cluster for this entity',
      ),
    ).toBeInTheDocument();
    expect(
      screen.getByText(
        'It names the cluster gpu-prod by its annotation runai-portal/cluster',
        { exact: false },
      ),
    ).toHaveTextContent('either there is none of that name, or you may not');
    expect(screen.getByRole('link', { name: 'All clusters' })).toHaveAttribute(
      'href',
      '/runai',
    );
    await expectAccessible(container);
  });

  it('says how an entity comes to a cluster where it names none', async () => {
    await openCard({}, aClusterEntity('the-entity'));
    expect(
      await screen.findByText('Either no cluster comes from this entity', {
        exact: false,
      }),
    ).toHaveTextContent('by the annotation runai-portal/cluster');
  });

  it.each([
    ['a list', 'a,gpu-prod'],
    ['another case', 'GPU-PROD'],
    ['too much', 'x'.repeat(3_000)],
  ])(
    'shows no other cluster where the annotation names what none is called: %s',
    async (_, name) => {
      const { backend } = await openCard(
        { clusters: [aCluster('gpu-prod')] },
        aClusterEntity('the-entity', name),
      );
      expect(
        await screen.findByText(
          'The portal shows no GPU cluster for this entity',
        ),
      ).toBeInTheDocument();
      expect(backend.requests.map(({ line }) => line)).toEqual([
        'GET /clusters?limit=1&filter=entityRef%3Dresource%3Adefault%2Fthe-entity',
      ]);
    },
  );

  it('takes an empty annotation for none', async () => {
    await openCard({}, aClusterEntity('the-entity', ' '));
    expect(
      await screen.findByText('Either no cluster comes from this entity', {
        exact: false,
      }),
    ).toBeInTheDocument();
  });

  it('says so where the backend gives no answer in time', async () => {
    const deadline = new AbortController();
    jest.spyOn(AbortSignal, 'timeout').mockReturnValue(deadline.signal);
    const { container } = await openCard({ faults: { '/clusters': 'never' } });
    await screen.findByRole('status', { name: 'Reading the GPU cluster' });
    deadline.abort(new DOMException('too late', 'TimeoutError'));
    expect(
      await screen.findByText('It gave no answer in time', { exact: false }),
    ).toHaveTextContent('The page asks again every few seconds.');
    expect(
      screen.getByRole('button', { name: 'Try again' }),
    ).toBeInTheDocument();
    await expectAccessible(container);
    jest.restoreAllMocks();
  });

  it('has the shape of what comes while it is on its way', async () => {
    const { container } = await openCard({ faults: { '/clusters': 'never' } });
    expect(
      await screen.findByRole('status', { name: 'Reading the GPU cluster' }),
    ).toBeInTheDocument();
    await expectAccessible(container);
  });

  it('says why it cannot be read, and tries again when asked to', async () => {
    const { backend, container } = await openCard({
      clusters: [notReady],
      faults: { '/clusters': { status: 503, message: 'Down for a minute' } },
    });
    expect(
      await screen.findByText('Down for a minute.', { exact: false }),
    ).toBeInTheDocument();
    await expectAccessible(container);
    backend.state.faults = {};
    await userEvent.click(screen.getByRole('button', { name: 'Try again' }));
    expect(
      await screen.findByRole('link', { name: 'Open gpu-prod' }),
    ).toBeInTheDocument();
    expect(
      screen.queryByText('Down for a minute.', { exact: false }),
    ).toBeNull();
  });

  it('says so where something else answers in the place of the backend', async () => {
    server.use(
      http.get(`${BASE_URL}/clusters`, () =>
        HttpResponse.html('<!doctype html><title>Sign in</title>'),
      ),
    );
    await renderEntity(<EntityRunaiClusterCard />, {
      entity: aClusterEntity('the-entity', 'gpu-prod'),
    });
    expect(
      await screen.findByText('What answered is not the plugin', {
        exact: false,
      }),
    ).toHaveTextContent('a page to sign in may stand before it');
  });

  it('says so where the portal has no such backend', async () => {
    server.use(
      http.get(`${BASE_URL}/clusters`, () =>
        HttpResponse.text('Not Found', { status: 404 }),
      ),
    );
    await renderEntity(<EntityRunaiClusterCard />, {
      entity: aClusterEntity('the-entity', 'gpu-prod'),
    });
    expect(
      await screen.findByText(
        'The backend of this portal does not know of GPU clusters',
      ),
    ).toBeInTheDocument();
  });
});
