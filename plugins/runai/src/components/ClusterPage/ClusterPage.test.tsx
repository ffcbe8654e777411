import { registerMswTestHooks } from '@backstage/test-utils';
import { screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { setupServer } from 'msw/node';
import { expectAccessible } from '../../testing/axe';
import {
  aCluster,
  aDetail,
  ago,
  anUnreachableCluster,
  aRun,
  brokenDriver,
  counts,
} from '../../testing/builders';
import { openCluster as open, summaries } from '../../testing/openCluster';

const server = setupServer();
registerMswTestHooks(server);
const openCluster = open.bind(undefined, server);

describe('the overview of a cluster', () => {
  it('tells the root cause first, and what waits for it beneath, in no row of its own', async () => {
    const { view } = await openCluster('rancher-ml');
    const finding = await screen.findByRole('article', {
      name: 'gpu-07 has no working NVIDIA driver',
    });
    expect(finding).toHaveTextContent(
      'Cannot be judged because of it: The device plugin offers every GPU: gpu-07',
    );
    expect(finding).toHaveTextContent(
      'Cluster administrator: Look at the log of the driver',
    );
    expect(
      screen.queryByRole('article', { name: 'gpu-07 waits for its driver' }),
    ).not.toBeInTheDocument();
    expect(
      await screen.findByRole('link', { name: 'gpu-07' }),
    ).toBeInTheDocument();
    expect(screen.getByRole('region', { name: 'Platform' })).toHaveTextContent(
      'driver ready on 6 of 7',
    );
    expect(
      screen.getByRole('region', { name: 'Declared and seen' }),
    ).toHaveTextContent('seen: yes, in monitoring');
    await expectAccessible(view.container);
  });

  it('keeps the last known values of a cluster that cannot be reached, with their age', async () => {
    const edge = anUnreachableCluster('edge-dc');
    await openCluster('edge-dc', {
      details: { 'edge-dc': aDetail(edge) },
      summaries: [],
    });
    expect(
      await screen.findByRole('article', {
        name: 'certificate signed by an unknown authority',
      }),
    ).toBeInTheDocument();
    expect(
      screen.getByText('These values are not up to date'),
    ).toBeInTheDocument();
    expect(screen.getByRole('group', { name: 'Health' })).toHaveTextContent(
      'was healthy14 min ago',
    );
  });

  it('says what to mend where the portal cannot use what it was given', async () => {
    const broken = aCluster('typo', {
      source: 'kubeconfig',
      sourceName: 'Typo',
      connection: {
        state: 'misconfigured',
        message: 'The certificate-authority-data is no certificate',
      },
      health: { state: 'unknown' },
      capacity: undefined,
      observedAt: undefined,
    });
    await openCluster('typo', {
      details: { typo: aDetail(broken, { platformLines: [], gpus: [] }) },
      summaries: [],
      nodes: [],
    });
    expect(
      await screen.findByRole('article', {
        name: 'The certificate-authority-data is no certificate',
      }),
    ).toHaveTextContent(
      'Mend it in the source kubeconfig, where it is called Typo',
    );
    expect(screen.getByRole('button', { name: 'Check now' })).toHaveAttribute(
      'aria-disabled',
      'true',
    );
  });

  it('says where the cluster comes from, and leads to its entity', async () => {
    const cluster = aCluster('gpu', {
      source: 'kubeconfig',
      sourceName: 'admin@gpu',
      otherSources: [
        { source: 'kubernetes', sourceName: 'prod' },
        { source: 'catalog', sourceName: 'gpu' },
      ],
      entityRef: 'resource:default/gpu',
    });
    await openCluster('gpu', { details: { gpu: aDetail(cluster) } });
    const panel = await screen.findByRole('region', {
      name: 'Where it comes from',
    });
    expect(panel).toHaveTextContent('kubeconfig: admin@gpu');
    expect(panel).toHaveTextContent('kubernetes: prod, catalog: gpu');
    expect(
      within(panel).getByRole('link', { name: 'resource:default/gpu' }),
    ).toHaveAttribute('href', '/catalog/default/resource/gpu');
  });

  it('says that a cluster is looked at for the first time', async () => {
    const first = aCluster('new', {
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
      observedAt: undefined,
      polling: { since: ago(3) },
    });
    await openCluster('new', {
      details: { new: aDetail(first, { platformLines: [], gpus: [] }) },
      summaries: [],
      nodes: [],
    });
    expect(
      await screen.findByText('Looking at this cluster for the first time'),
    ).toBeInTheDocument();
    expect(
      await screen.findByText(
        'Not known: the nodes of this cluster were not read yet.',
      ),
    ).toBeInTheDocument();
  });

  it('leads back from a cluster that is not there', async () => {
    await openCluster('nowhere');
    expect(await screen.findByRole('alert')).toHaveTextContent(
      'There is no such clusterNo cluster is called "nowhere"',
    );
    expect(screen.getByRole('link', { name: 'All clusters' })).toHaveAttribute(
      'href',
      '/runai',
    );
  });

  it('says that the reader may not see the cluster', async () => {
    await openCluster('rancher-ml', {
      faults: {
        '/clusters/{cluster}': { status: 403, message: 'not allowed' },
      },
    });
    expect(await screen.findByRole('alert')).toHaveTextContent(
      'You may not see this',
    );
  });

  it('shows what it has where one part is broken', async () => {
    await openCluster('rancher-ml', {
      faults: {
        '/clusters/{cluster}/history/days': {
          status: 500,
          message: 'no history',
        },
      },
    });
    expect(await screen.findByRole('alert')).toHaveTextContent('no history');
    expect(
      screen.getByRole('region', { name: 'Platform' }),
    ).toBeInTheDocument();
  });

  it('shows the shape of the page while it is read', async () => {
    await openCluster('rancher-ml', {
      faults: { '/clusters/{cluster}': 'never' },
    });
    expect(
      screen.getByRole('status', { name: 'Reading rancher-ml' }),
    ).toBeInTheDocument();
  });
});

describe('the prerequisites of a cluster', () => {
  it('says the verdict, and lists what does not pass', async () => {
    const { view } = await openCluster('rancher-ml/prerequisites');
    const verdict = await screen.findByRole('region', { name: 'Verdict' });
    expect(verdict).toHaveTextContent(
      'Not ready for Run:ai: 1 required check is not met',
    );
    expect(verdict).toHaveTextContent(
      'Of 3 checks 1 fails, 1 could not be judged (1 waits for another), 1 passes.',
    );
    expect(verdict).toHaveTextContent('in 4.1 s with 46 requests');
    expect(
      screen.queryByText('The distribution is certified'),
    ).not.toBeInTheDocument();
    await userEvent.click(
      within(verdict).getByRole('button', { name: /fixed 1, new 1/ }),
    );
    expect(verdict).toHaveTextContent('Fixed: The distribution is certified');
    await expectAccessible(view.container);
  });

  it('opens the check that the link names: asked, seen, evidence, what to do, and what waits', async () => {
    const { view } = await openCluster(
      'rancher-ml/prerequisites?check=gpu.node-driver',
    );
    const detail = await screen.findByRole('group', {
      name: 'Every GPU node has a working NVIDIA driver',
    });
    expect(detail).toHaveTextContent('driver 410.104 or newer');
    expect(detail).toHaveTextContent(
      'node/gpu-07 label nvidia.com/cuda.driver.major = absent',
    );
    expect(detail).toHaveTextContent(
      'Waits for this oneThe device plugin offers every GPU: gpu-07',
    );
    expect(
      within(detail).getByRole('button', { name: 'Copy the command' }),
    ).toBeInTheDocument();
    await expectAccessible(view.container);
  });

  it('tells how many were judged, how evidence is known, and why something is unknown', async () => {
    const [driver] = brokenDriver();
    const [worst] = driver.worst;
    const unsure = {
      ...worst,
      status: 'unknown' as const,
      unknown: 'forbidden' as const,
      judged: 40,
      of: 612,
      evidence: [{ ...worst.evidence[0], how: 'reported' as const }],
    };
    await openCluster('rancher-ml/prerequisites?check=gpu.node-driver', {
      summaries: [{ ...driver, status: 'unknown', worst: [unsure] }],
      results: { 'gpu.node-driver': [unsure] },
    });
    const detail = await screen.findByRole('group', {
      name: 'Every GPU node has a working NVIDIA driver',
    });
    expect(detail).toHaveTextContent('judged 40 of 612');
    expect(detail).toHaveTextContent('(as reported by another tool)');
    expect(detail).toHaveTextContent('The account may not read what it takes.');
  });

  it('checks one node again', async () => {
    const { backend } = await openCluster(
      'rancher-ml/prerequisites?check=gpu.node-driver',
    );
    await userEvent.click(
      await screen.findByRole('button', { name: 'Check gpu-07 again' }),
    );
    expect(
      backend.requests.find(({ line }) => line.startsWith('POST'))?.body,
    ).toEqual({
      checks: ['gpu.node-driver'],
      subject: 'gpu-07',
    });
  });

  it('follows a run while it runs, and cancels it', async () => {
    const running = aRun({
      id: 'run-2',
      status: 'running',
      startedAt: ago(2),
      finishedAt: undefined,
      progress: { done: 12, total: 41 },
      events: [
        { seq: 1, at: ago(1), kind: 'check', message: 'Storage classes' },
      ],
    });
    const { backend } = await openCluster('rancher-ml/prerequisites', {
      runs: [running],
    });
    expect(
      await screen.findByText(/12 of 41 done · Storage classes/),
    ).toBeInTheDocument();
    expect(screen.getByRole('button', { name: 'Check now' })).toHaveAttribute(
      'aria-disabled',
      'true',
    );
    expect(
      screen.getByRole('progressbar', { name: 'Progress of the checks' }),
    ).toHaveAttribute('aria-valuenow', '29');
    await userEvent.click(screen.getByRole('button', { name: 'Cancel' }));
    expect(backend.requests.map(({ line }) => line)).toContain(
      'DELETE /clusters/rancher-ml/runs/run-2',
    );
  });

  it('says why a reader without the permission cannot start a run', async () => {
    const { backend } = await openCluster(
      // The answer of the permission service is kept for a while, by cluster: one of its own.
      'not-mine/prerequisites',
      { details: { 'not-mine': aDetail(aCluster('not-mine')) } },
      { permitted: false },
    );
    const button = await screen.findByRole('button', { name: 'Check now' });
    await waitFor(() =>
      expect(button).toHaveAttribute('aria-disabled', 'true'),
    );
    await userEvent.click(button);
    expect(await screen.findByRole('tooltip')).toHaveTextContent(
      'You may not run checks on this cluster: that takes the permission runai.check.run',
    );
    expect(backend.requests.map(({ line }) => line)).not.toContain(
      'POST /clusters/not-mine/runs',
    );
  });

  it('says why a run could not be started', async () => {
    await openCluster('rancher-ml/prerequisites', {
      faults: {
        'post /clusters/{cluster}/runs': {
          status: 403,
          message: 'runai.check.run is not granted',
        },
      },
    });
    await userEvent.click(
      await screen.findByRole('button', { name: 'Check now' }),
    );
    expect(await screen.findByRole('alert')).toHaveTextContent(
      'runai.check.run is not granted',
    );
  });

  it('leads on where every check passes', async () => {
    await openCluster('rancher-ml/prerequisites', {
      summaries: [summaries[2]],
    });
    expect(
      await screen.findByText('Every check that applies here passes'),
    ).toBeInTheDocument();
    await userEvent.click(
      screen.getByRole('button', { name: 'Show all checks' }),
    );
    expect(
      await screen.findByText('The distribution is certified'),
    ).toBeInTheDocument();
  });
});
