import { registerMswTestHooks } from '@backstage/test-utils';
import { screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { setupServer } from 'msw/node';
import { EntityRunaiDependenciesCard } from '../../index';
import { expectAccessible } from '../../testing/axe';
import { aCluster, anUnreachableCluster } from '../../testing/builders';
import { aClusterEntity, onResources } from '../../testing/entities';
import { FakeBackend, type BackendState } from '../../testing/FakeBackend';
import { renderEntity } from '../../testing/renderEntity';

const server = setupServer();
registerMswTestHooks(server);

const database = {
  ...aClusterEntity('database'),
  spec: { type: 'database', owner: 'group:default/it' },
};
const others = [
  aClusterEntity('training', 'gpu-prod'),
  aClusterEntity('edge'),
  aClusterEntity('apps'),
  database,
];

async function openCard(
  state: Partial<BackendState>,
  entity = onResources('Component', ['training', 'edge', 'apps', 'database']),
  resources = others,
) {
  const backend = new FakeBackend({
    clusters: [
      aCluster('gpu-prod'),
      {
        ...anUnreachableCluster('edge-dc'),
        entityRef: 'resource:default/edge',
      },
    ],
    ...state,
  });
  server.use(...backend.handlers);
  const { container } = await renderEntity(<EntityRunaiDependenciesCard />, {
    entity,
    others: resources,
  });
  return { backend, container };
}

describe('the card of an entity that depends on clusters', () => {
  it('has a line for each cluster, by annotation or by entity, and none for other resources', async () => {
    const { backend, container } = await openCard({});
    expect(
      await screen.findByRole('link', { name: 'gpu-prod' }),
    ).toHaveAttribute('href', '/runai/clusters/gpu-prod');
    const [unreachable, well, unknown, ...more] =
      screen.getAllByRole('listitem');
    expect(more).toEqual([]);
    for (const text of [
      'training',
      'Seen 12 s ago',
      'Healthy',
      'Ready',
      'of 48',
    ]) {
      expect(well).toHaveTextContent(text);
    }
    for (const text of [
      'edge-dc',
      'TLS error',
      'certificate signed by an unknown authority',
      'was ready',
      'was 9 of 16',
    ]) {
      expect(unreachable).toHaveTextContent(text);
    }
    expect(unknown).toHaveTextContent(
      'no GPU cluster of the portal, or you may not see it',
    );
    expect(screen.getByText('Demo data')).toBeInTheDocument();
    expect(backend.requests.map(({ line }) => line)).toHaveLength(2);
    await expectAccessible(container);
  });

  it('shows the worst of many clusters, and all when asked to', async () => {
    const names = Array.from({ length: 30 }, (_, at) =>
      `gpu-${at}-`.padEnd(63, 'x'),
    );
    const resources = names.map((name, at) =>
      // Half of them are named, half of them are where a cluster comes from.
      aClusterEntity(`r-${name}`.slice(0, 63), at % 2 ? name : undefined),
    );
    const { backend, container } = await openCard(
      {
        clusters: names.map((name, at) => ({
          ...(at === 29 ? anUnreachableCluster(name) : aCluster(name)),
          entityRef: `resource:default/${resources[at].metadata.name}`,
        })),
      },
      onResources(
        'Component',
        resources.map(({ metadata }) => metadata.name),
      ),
      resources,
    );
    const more = await screen.findByRole('button', { name: 'Show all 30' });
    expect(screen.getAllByRole('listitem')).toHaveLength(8);
    expect(screen.getAllByRole('listitem')[0]).toHaveTextContent(names[29]);
    expect(backend.requests.length).toBeLessThanOrEqual(3);
    await expectAccessible(container);
    await userEvent.click(more);
    expect(screen.getAllByRole('listitem')).toHaveLength(30);
    await userEvent.click(
      screen.getByRole('button', { name: 'Show the worst 8' }),
    );
    expect(screen.getAllByRole('listitem')).toHaveLength(8);
  });

  it('has one line for a cluster that several entities stand for', async () => {
    await openCard({}, onResources('Component', ['training', 'serving']), [
      aClusterEntity('training', 'gpu-prod'),
      aClusterEntity('serving', 'gpu-prod'),
    ]);
    await screen.findByRole('link', { name: 'gpu-prod' });
    const [line, ...more] = screen.getAllByRole('listitem');
    expect(more).toEqual([]);
    for (const name of ['training', 'serving']) {
      expect(within(line).getByRole('link', { name })).toHaveAttribute(
        'href',
        `/catalog/default/resource/${name}`,
      );
    }
  });

  it('spoils no line by an entity that names what no cluster is called', async () => {
    const resources = [
      aClusterEntity('training', 'gpu-prod'),
      aClusterEntity('strange', 'gpu-prod,edge-dc'),
      aClusterEntity('long', 'x'.repeat(3_000)),
    ];
    await openCard(
      {},
      onResources('Component', ['training', 'strange', 'long']),
      resources,
    );
    expect(
      await screen.findByRole('link', { name: 'gpu-prod' }),
    ).toBeInTheDocument();
    expect(
      screen.getAllByText(
        'no GPU cluster of the portal, or you may not see it',
      ),
    ).toHaveLength(2);
  });

  it('stands on a system, too, of which a cluster is a part', async () => {
    await openCard({}, onResources('System', ['training']));
    expect(
      await screen.findByRole('link', { name: 'gpu-prod' }),
    ).toBeInTheDocument();
  });

  it('is not there where no resource is a cluster, and asks the backend nothing', async () => {
    const { backend, container } = await openCard(
      {},
      onResources('Component', ['database', 'no-longer-there']),
    );
    await waitFor(() => expect(container).toHaveTextContent(''));
    expect(screen.queryByText('GPU clusters it depends on')).toBeNull();
    expect(backend.requests).toEqual([]);
  });

  it('says that it reads, and why it cannot', async () => {
    const { backend, container } = await openCard({
      faults: { '/clusters': 'never' },
    });
    expect(
      await screen.findByRole('status', { name: 'Reading the GPU clusters' }),
    ).toBeInTheDocument();
    await expectAccessible(container);
    expect(backend.requests).not.toEqual([]);
  });

  it('tries again when asked to', async () => {
    const { backend } = await openCard({
      faults: { '/clusters': { status: 500, message: 'Broken' } },
    });
    await screen.findByText('Broken.', { exact: false });
    backend.state.faults = {};
    await userEvent.click(screen.getByRole('button', { name: 'Try again' }));
    expect(
      await screen.findByRole('link', { name: 'gpu-prod' }),
    ).toBeInTheDocument();
  });
});
