import { registerMswTestHooks } from '@backstage/test-utils';
import { screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { setupServer } from 'msw/node';
import { expectAccessible } from '../../testing/axe';
import { aDetail, ago, MINUTE } from '../../testing/builders';
import {
  anAccess,
  anAuditEntry,
  aPermission,
} from '../../testing/accessBuilders';
import type { BackendState } from '../../testing/FakeBackend';
import { openCluster, rancher } from '../../testing/openCluster';
import type { RenderRunaiOptions } from '../../testing/renderRunai';

const server = setupServer();
registerMswTestHooks(server);

/** @param name - what was decided of a permission on a cluster is remembered from test to test */
function open(
  state: Partial<BackendState> = {},
  options: RenderRunaiOptions & { name?: string; search?: string } = {},
) {
  const { name = 'rancher-ml', search = '', ...others } = options;
  const detail = aDetail(
    { ...rancher, name },
    { kubernetesProxy: { enabled: true, resources: [] } },
  );
  return openCluster(
    server,
    `${name}/access${search}`,
    { details: { [name]: detail }, access: anAccess(), ...state },
    others,
  );
}

describe('what the account may do', () => {
  it('names what is missing, and the checks that it costs', async () => {
    const { view, backend } = await open({
      access: anAccess({
        missing: [
          aPermission('list', 'nodes', { checks: ['gpu.node-driver'] }),
          aPermission('get', 'pods/log', { proxy: true }),
        ],
      }),
    });
    const table = await screen.findByRole('table', {
      name: '2 permissions are missing',
    });
    const [, nodes, logs] = within(table).getAllByRole('row');
    expect(nodes).toHaveTextContent('list nodeswhole cluster');
    expect(
      screen.getByText(
        'Without them 1 check cannot be judged, or not in full, among them 1 that the profile requires.',
      ),
    ).toBeInTheDocument();
    expect(
      within(nodes).getByRole('link', {
        name: 'Every GPU node has a working NVIDIA driver',
      }),
    ).toHaveAttribute(
      'href',
      '/runai/clusters/rancher-ml/prerequisites?status=all&check=gpu.node-driver',
    );
    expect(logs).toHaveTextContent(
      'get pods/logwhole clusterbrowsing, and kubectl through the portal',
    );
    expect(backend.requests.map(({ line }) => line)).toContain(
      'GET /clusters/rancher-ml/access?proxy=true',
    );
    await userEvent.click(
      screen.getByRole('button', { name: 'Show what is granted' }),
    );
    expect(screen.getByRole('table', { name: '1 granted' })).toHaveTextContent(
      'list deployments.apps',
    );
    await expectAccessible(view.container);
  });

  it('does not take what could not be asked for granted', async () => {
    await open({
      access: anAccess({
        granted: undefined,
        missing: undefined,
        unknown: { reason: 'Timeout', message: 'The cluster did not answer.' },
      }),
    });
    expect(
      await screen.findByText(
        'It is not known what the account may do: The cluster did not answer.',
      ),
    ).toBeInTheDocument();
    expect(screen.queryByText(/is granted/)).not.toBeInTheDocument();
  });

  it('warns of an account that may do everything', async () => {
    await open({
      access: anAccess({ account: { userName: 'admin', clusterAdmin: true } }),
    });
    expect(
      await screen.findByText(/may do everything with everything/),
    ).toBeInTheDocument();
  });
});

describe('the way to the cluster with tools of one’s own', () => {
  const files: { name: string; text: Promise<string> }[] = [];
  beforeEach(() => {
    files.length = 0;
    let last: Blob | undefined;
    URL.createObjectURL = blob => {
      if (blob instanceof Blob) last = blob;
      return 'blob:file';
    };
    URL.revokeObjectURL = () => {};
    jest
      .spyOn(HTMLAnchorElement.prototype, 'click')
      .mockImplementation(function click(this: HTMLAnchorElement) {
        files.push({
          name: this.download,
          text: last?.text() ?? Promise.resolve(''),
        });
      });
  });
  afterEach(() => jest.restoreAllMocks());

  it('is a kubeconfig with the token of the session, which never stands on the page', async () => {
    const { view } = await open({
      access: anAccess({
        proxy: {
          url: 'https://portal.example.com/api/runai/clusters/rancher-ml/k8s',
          caData: 'PEM',
        },
      }),
    });
    await userEvent.click(
      await screen.findByRole('button', { name: 'Download a kubeconfig' }),
    );
    expect(
      await screen.findByText(/^Downloaded\. Its token is valid until/),
    ).toBeInTheDocument();
    const [{ name, text }] = files;
    expect(name).toBe('rancher-ml.kubeconfig');
    expect(await text).toContain(
      'server: "https://portal.example.com/api/runai/clusters/rancher-ml/k8s"',
    );
    const [, token] = /token: "(.+)"/.exec(await text) ?? [];
    expect(token).toMatch(/\./);
    expect(view.container.innerHTML).not.toContain(token);
  });

  it('says why kubectl does not work over plain HTTP, and gives the curl line', async () => {
    await open({
      access: anAccess({
        proxy: {
          url: 'http://localhost:7007/api/runai/clusters/rancher-ml/k8s',
        },
      }),
    });
    expect(
      await screen.findByText(/kubectl sends no token over it/),
    ).toBeInTheDocument();
    expect(
      screen.queryByRole('button', { name: 'Download a kubeconfig' }),
    ).not.toBeInTheDocument();
    expect(
      screen.getByText(
        'curl -H "Authorization: Bearer $PORTAL_TOKEN" http://localhost:7007/api/runai/clusters/rancher-ml/k8s/api/v1/nodes',
      ),
    ).toBeInTheDocument();
  });
});

describe('the record of who did what', () => {
  const audit = [
    anAuditEntry('1', {
      actor: 'user:default/vera',
      action: 'proxy',
      at: ago(2 * MINUTE),
      bytes: 2_500_000,
      durationMs: 41,
      status: 200,
      target: { verb: 'list', group: 'apps', resource: 'deployments' },
    }),
    anAuditEntry('2', {
      actor: 'user:default/ada',
      action: 'logs',
      outcome: 'denied',
      status: 403,
      reason: 'runai.cluster.logs',
      target: {
        verb: 'get',
        group: '',
        resource: 'pods',
        subresource: 'log',
        namespace: 'runai',
        name: 'agent-0',
      },
    }),
  ];

  it('is a table, with what was refused and why', async () => {
    await open({ audit });
    const table = await screen.findByRole('table', {
      name: 'Who did what with this cluster',
    });
    expect(
      within(table)
        .getAllByRole('row')
        .map(row => row.textContent),
    ).toEqual([
      'WhenWhoWhatOf whatOutcomeAnswer',
      '2 min agoverareadlist deployments.appsDone2.4 MiB in 41 ms',
      expect.stringContaining(
        'adaread a logget pods/log runai/agent-0Refused403 runai.cluster.logs',
      ),
    ]);
  });

  it('is filtered in the server, by what the address says', async () => {
    const { backend } = await open({ audit }, { search: '?outcome=denied' });
    await screen.findByText('1 entry');
    await userEvent.type(
      screen.getByRole('searchbox', { name: 'Person, e.g. user:default/vera' }),
      'user:default/ada',
    );
    await waitFor(() =>
      expect(decodeURIComponent(backend.requests.at(-1)?.line ?? '')).toBe(
        'GET /clusters/rancher-ml/audit?limit=100&filter=actor=user:default/ada&filter=outcome=denied',
      ),
    );
  });

  it('is a word for whoever may not read it', async () => {
    const { backend } = await open(
      { audit },
      { name: 'no-audit', denied: ['runai.audit.read'] },
    );
    expect(
      await screen.findByText(/takes the permission runai\.audit\.read/),
    ).toBeInTheDocument();
    expect(
      backend.requests.filter(({ line }) => line.includes('/audit')),
    ).toEqual([]);
  });
});
