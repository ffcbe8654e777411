import { registerMswTestHooks } from '@backstage/test-utils';
import type { Evaluation } from '@runai-portal/backstage-plugin-runai-common';
import { screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { setupServer } from 'msw/node';
import { expectAccessible } from '../../testing/axe';
import { ago, aSummary, counts, MINUTE } from '../../testing/builders';
import type { BackendState } from '../../testing/FakeBackend';
import { openCluster } from '../../testing/openCluster';

const server = setupServer();
registerMswTestHooks(server);

function anEvaluation(changes: Partial<Evaluation> = {}): Evaluation {
  return {
    profile: 'runai-2021.04',
    settings: { mode: 'airGapped' },
    verdict: 'undetermined',
    counts: counts({ pass: 30, unknown: 2, notApplicable: 6 }),
    blockers: [
      {
        checkId: 'registry.mirror',
        title: 'Mirror',
        reason: 'NotRun',
        message: 'The registry of the site was not looked at. It needs a pod.',
      },
    ],
    results: [
      aSummary('registry.mirror', {
        message: 'The registry of the site was not looked at. It needs a pod.',
      }),
    ],
    present: {
      verdict: 'notReady',
      profile: 'runai-2021.04',
      counts: counts({ pass: 1, fail: 1 }),
    },
    changes: [
      {
        checkId: 'network.egress',
        title: 'Nodes reach the endpoints',
        from: { status: 'skipped', severity: 'required' },
        to: { status: 'notApplicable', severity: 'required' },
      },
      {
        checkId: 'registry.mirror',
        title: 'The registry holds every image',
        from: { status: 'notApplicable', severity: 'informational' },
        to: { status: 'unknown', severity: 'required' },
      },
    ],
    sentence: 'Declaring airGapped makes 1 check not applicable and 1 required',
    readAt: ago(6 * MINUTE),
    ...changes,
  };
}

function open(search: string, state: Partial<BackendState> = {}) {
  return openCluster(server, `rancher-ml/prerequisites${search}`, {
    evaluation: anEvaluation(),
    profiles: ['runai-3.0', 'runai-2021.04', 'runai-2.25'].map(id => ({
      id,
      title: id,
      source: 'built in',
    })),
    ...state,
  });
}

function panel() {
  return screen.findByRole('region', { name: 'What would change' });
}

describe('what would change by other settings', () => {
  it('is opened from the verdict, and asks nothing before something is chosen', async () => {
    const { backend, view } = await open('');
    await userEvent.click(
      await screen.findByRole('button', { name: 'What would change?' }),
    );
    expect(await panel()).toHaveTextContent(
      'Choose another profile or other settings',
    );
    expect(
      backend.requests.filter(({ line }) => line.includes('evaluate')),
    ).toEqual([]);
    expect(screen.getByRole('combobox', { name: 'Mode' })).toHaveDisplayValue(
      'as it is: hybrid',
    );
    await expectAccessible(view.container);
  });

  it('says it in a sentence, beside what holds now, and how to declare it', async () => {
    const { backend, view } = await open('?compare=1');
    await userEvent.selectOptions(
      await screen.findByRole('combobox', { name: 'Mode' }),
      'air-gapped',
    );
    const region = await panel();
    expect(
      await within(region).findByText(
        'Declaring airGapped makes 1 check not applicable and 1 required',
      ),
    ).toBeInTheDocument();
    expect(
      backend.requests.find(({ line }) => line.includes('evaluate'))?.body,
    ).toEqual({ settings: { mode: 'airGapped' } });
    expect(
      within(region).getByRole('group', { name: 'Now' }),
    ).toHaveTextContent(
      'Now · runai-2021.04Not ready1 fail, 1 pass1 required check stands in the waygpu-07 has no working NVIDIA driver',
    );
    expect(
      within(region).getByRole('group', { name: 'Then' }),
    ).toHaveTextContent(
      'Undetermined2 unknown, 30 pass, 6 not applicable1 required check stands in the wayThe registry of the site was not looked at',
    );
    const [, mirror, egress] = within(
      within(region).getByRole('table', {
        name: '2 checks would be judged otherwise',
      }),
    ).getAllByRole('row');
    expect(mirror).toHaveTextContent(
      'The registry holds every imageThe registry of the site was not looked atNot applicableUnknownrequired',
    );
    expect(egress).toHaveTextContent(
      'Nodes reach the endpointsNot runrequiredNot applicable',
    );
    expect(region).toHaveTextContent('name: rancher-ml mode: airGapped');
    expect(region).toHaveTextContent('on what was read 6 min ago');
    await expectAccessible(view.container);
    await userEvent.click(
      screen.getByRole('button', { name: 'As it is again' }),
    );
    expect(await panel()).toHaveTextContent(
      'Choose another profile or other settings',
    );
  });

  it('asks for what its address names', async () => {
    const { backend } = await open(
      '?compare=1&as.profile=runai-3.0&as.existingPrometheus=false&as.uses=rdma&as.uses=fractions&as.mode=nonsense',
    );
    await screen.findByText(/Declaring airGapped/);
    expect(
      backend.requests.find(({ line }) => line.includes('evaluate'))?.body,
    ).toEqual({
      profile: 'runai-3.0',
      settings: { existingPrometheus: false, uses: ['fractions', 'rdma'] },
    });
    const profile = screen.getByRole('combobox', { name: 'Profile' });
    expect(profile).toHaveValue('runai-3.0');
    expect(
      within(profile)
        .getAllByRole('option')
        .map(option => option.textContent),
    ).toEqual([
      'as it is: runai-2021.04',
      'runai-2.25',
      'runai-3.0',
      'runai-2021.04',
    ]);
    expect(
      screen.getByRole('button', { name: 'Uses (2)' }),
    ).toBeInTheDocument();
  });

  it('says so where nothing would change', async () => {
    await open('?compare=1&as.environment=trial', {
      evaluation: anEvaluation({ changes: [], sentence: 'Nothing changes' }),
    });
    expect(
      await screen.findByText(/Every check would be judged as it is/),
    ).toBeInTheDocument();
    expect(screen.queryByRole('table')).not.toBeInTheDocument();
  });

  it('offers a run where none has read anything yet', async () => {
    await open('?compare=1&as.environment=trial', {
      faults: {
        'post /clusters/{cluster}/evaluate': {
          status: 503,
          message: 'No run has read anything here yet',
        },
      },
    });
    const alert = await screen.findByRole('alert');
    expect(alert).toHaveTextContent('Nothing to judge by yet');
    expect(alert).toHaveTextContent('No run has read anything here yet');
    expect(
      within(alert).getByRole('button', { name: 'Check now' }),
    ).toBeInTheDocument();
  });

  it('says why it was refused', async () => {
    await open('?compare=1&as.profile=none', {
      faults: {
        'post /clusters/{cluster}/evaluate': {
          status: 400,
          message: "There is no profile 'none'",
        },
      },
    });
    expect(await screen.findByRole('alert')).toHaveTextContent(
      "There is no profile 'none'",
    );
  });

  it('shows the shape of what comes while it comes', async () => {
    await open('?compare=1&as.environment=trial', {
      faults: { 'post /clusters/{cluster}/evaluate': 'never' },
    });
    expect(
      await screen.findByRole('status', { name: 'Judging by other settings' }),
    ).toBeInTheDocument();
  });
});
