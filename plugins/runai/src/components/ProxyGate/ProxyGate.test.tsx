import { registerMswTestHooks } from '@backstage/test-utils';
import { screen } from '@testing-library/react';
import { setupServer } from 'msw/node';
import { expectAccessible } from '../../testing/axe';
import { aDetail, anUnreachableCluster } from '../../testing/builders';
import { openCluster, rancher } from '../../testing/openCluster';

const server = setupServer();
registerMswTestHooks(server);

type Detail = ReturnType<typeof aDetail>;

const open = (detail: Detail, denied: string[] = []) =>
  openCluster(
    server,
    `${detail.name}/resources`,
    { details: { [detail.name]: detail } },
    { denied },
  );

it('says how browsing is turned on, with the lines to copy', async () => {
  const { view } = await open(
    aDetail(rancher, {
      kubernetesProxy: {
        enabled: false,
        reason:
          'The proxy is off: kubernetesProxy: {enabled: true} turns it on.',
        resources: [],
      },
    }),
  );
  expect(
    await screen.findByText('Browsing is off for this cluster'),
  ).toBeInTheDocument();
  expect(
    screen.getByText(
      /- name: "rancher-ml"\s+kubernetesProxy: \{ enabled: true \}/,
    ),
  ).toBeInTheDocument();
  await expectAccessible(view.container);
});

it('names the permission that the reader has not', async () => {
  // What was decided of a permission on a cluster is remembered from test to test.
  await open(aDetail({ ...rancher, name: 'no-proxy' }), [
    'runai.cluster.proxy',
  ]);
  expect(
    await screen.findByText('You may not browse this cluster'),
  ).toBeInTheDocument();
  expect(screen.getByText(/runai\.cluster\.proxy/)).toBeInTheDocument();
});

it('says that another part of the portal has the connection', async () => {
  await open(aDetail(rancher, { kubernetesProxy: undefined }));
  expect(
    await screen.findByText(
      'Another part of the portal has the connection to this cluster',
    ),
  ).toBeInTheDocument();
});

it('asks nothing of a cluster that the portal does not reach', async () => {
  const { backend } = await open(
    aDetail(anUnreachableCluster('edge-dc'), {
      kubernetesProxy: { enabled: true, resources: [] },
    }),
  );
  expect(
    await screen.findByText('The cluster cannot be browsed now'),
  ).toBeInTheDocument();
  expect(
    screen.getByText(/certificate signed by an unknown authority/),
  ).toBeInTheDocument();
  expect(backend.requests.filter(({ line }) => line.includes('/k8s'))).toEqual(
    [],
  );
});
