import { registerMswTestHooks } from '@backstage/test-utils';
import { screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { setupServer } from 'msw/node';
import { expectAccessible } from '../../testing/axe';
import {
  ago,
  aResult,
  aSummary,
  brokenDriver,
  HOUR,
  MINUTE,
} from '../../testing/builders';
import { aCatalogue } from '../../testing/catalogueBuilders';
import type { BackendState } from '../../testing/FakeBackend';
import { openCluster, summaries } from '../../testing/openCluster';

const server = setupServer();
registerMswTestHooks(server);

const DRIVER = 'Every GPU node has a working NVIDIA driver';
const [driver] = brokenDriver();
const [failed] = driver.worst;

function open(search = '', state: Partial<BackendState> = {}) {
  return openCluster(server, `rancher-ml/prerequisites${search}`, {
    catalogue: aCatalogue(),
    ...state,
  });
}

function details() {
  return screen.findByRole('group', { name: DRIVER });
}

describe('a check of the Prerequisites tab', () => {
  it('says which statement asks, how much the profile makes of it by which source, and leads to its page', async () => {
    const { view } = await open('?check=gpu.node-driver');
    const detail = await details();
    await waitFor(() =>
      expect(detail).toHaveTextContent('B5 CUDA drivers on each GPU node'),
    );
    expect(detail).toHaveTextContent(
      'required by profile runai-2021.04 (B5) · There the site brings it.',
    );
    expect(
      within(detail).getByRole('link', { name: 'All about this check' }),
    ).toHaveAttribute('href', '/runai/checks/gpu.node-driver');
    await expectAccessible(view.container);
  });

  it('says of a check of the company whose it is', async () => {
    await open('?status=all&check=acme.node-names', {
      summaries: [
        aSummary('acme.node-names', { title: 'Names of nodes are short' }),
      ],
    });
    const detail = await screen.findByRole('group', {
      name: 'Names of nodes are short',
    });
    await waitFor(() =>
      expect(detail).toHaveTextContent(
        'Asked by this company: a plugin of its own brings it',
      ),
    );
    expect(detail).toHaveTextContent(
      'required by default: profile runai-2021.04 says nothing else',
    );
    expect(screen.getByText('this company’s')).toBeInTheDocument();
  });

  it('tells when its evidence was read, line by line where that differs', async () => {
    const [first, second] = failed.evidence;
    await open('?check=gpu.node-driver', {
      results: {
        'gpu.node-driver': [
          {
            ...failed,
            evidence: [
              first,
              { ...second, how: 'reported', observedAt: ago(2 * HOUR) },
            ],
          },
        ],
      },
    });
    const detail = await details();
    expect(detail).toHaveTextContent(
      'label nvidia.com/cuda.driver.major = absent (as reported by another tool) · 2 h ago',
    );
    expect(detail).toHaveTextContent('observed where nothing else is said');
  });

  it('says once when all of its evidence was observed', async () => {
    await open('?check=gpu.node-driver');
    expect(await details()).toHaveTextContent('observed 6 min ago');
  });

  it('shows of each subject what was found there, and checks that one again', async () => {
    const well = aResult('gpu.node-driver', 'gpu-01', 'pass', {
      expected: 'driver 410.104 or newer',
      evidence: [
        {
          what: 'node/gpu-01',
          key: 'label nvidia.com/cuda.driver.major',
          value: '450',
          observedAt: ago(6 * MINUTE),
        },
      ],
    });
    const { backend } = await open('?check=gpu.node-driver', {
      results: { 'gpu.node-driver': [failed, well] },
    });
    const detail = await details();
    const list = await within(detail).findByRole('table', {
      name: 'What was found, worst first',
    });
    const worst = within(list).getByRole('button', { name: 'gpu-07' });
    expect(worst).toHaveAttribute('aria-pressed', 'true');
    worst.focus();
    await userEvent.tab();
    const other = within(list).getByRole('button', { name: 'gpu-01' });
    expect(other).toHaveFocus();
    await userEvent.keyboard('{Enter}');
    expect(other).toHaveAttribute('aria-pressed', 'true');
    expect(detail).toHaveTextContent(
      'label nvidia.com/cuda.driver.major = 450',
    );
    expect(detail).not.toHaveTextContent('nouveau');
    await userEvent.click(
      screen.getByRole('button', { name: 'Check gpu-01 again' }),
    );
    expect(
      backend.requests.find(({ line }) => line.startsWith('POST'))?.body,
    ).toEqual({ checks: ['gpu.node-driver'], subject: 'gpu-01' });
    await userEvent.click(other);
    expect(worst).toHaveAttribute('aria-pressed', 'true');
  });

  it('shows the subject that its address names', async () => {
    await open(
      '?check=gpu.node-driver&subject=gpu.node-driver%2Fnode%2Fgpu-01',
      {
        results: {
          'gpu.node-driver': [
            failed,
            aResult('gpu.node-driver', 'gpu-01', 'pass'),
          ],
        },
      },
    );
    await details();
    expect(
      await screen.findByRole('button', { name: 'gpu-01' }),
    ).toHaveAttribute('aria-pressed', 'true');
  });
});

describe('the Prerequisites tab', () => {
  it('filters by category, and by what does not apply', async () => {
    await open('?status=all', {
      summaries: [
        ...summaries,
        aSummary('software.knative', {
          title: 'Knative is there',
          category: 'software',
          status: 'notApplicable',
        }),
      ],
    });
    await userEvent.click(
      await screen.findByRole('button', { name: 'Category' }),
    );
    await userEvent.click(
      screen.getByRole('menuitemcheckbox', { name: /Companion software 1/ }),
    );
    await userEvent.keyboard('{Escape}');
    await waitFor(() =>
      expect(screen.queryByRole('region', { name: 'NVIDIA' })).toBeNull(),
    );
    expect(
      screen.getByRole('region', { name: 'Companion software' }),
    ).toHaveTextContent('Knative is there');
    expect(
      screen.getByRole('button', { name: 'Not applicable 1' }),
    ).toBeInTheDocument();
  });

  it('says what changed since the run before, and leads there', async () => {
    await open();
    await userEvent.click(
      await screen.findByRole('button', {
        name: 'Since the run before: fixed 1, new 1',
      }),
    );
    expect(
      within(screen.getByRole('list', { name: 'Fixed' })).getByRole('link'),
    ).toHaveAttribute('href', expect.stringContaining('platform.distribution'));
    expect(screen.getByRole('link', { name: 'runai-2021.04' })).toHaveAttribute(
      'href',
      '/runai/checks?profile=runai-2021.04',
    );
  });
});
