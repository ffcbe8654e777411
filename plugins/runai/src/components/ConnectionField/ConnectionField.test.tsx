import {
  mockApis,
  registerMswTestHooks,
  renderInTestApp,
  TestApiProvider,
  TestApiRegistry,
} from '@backstage/test-utils';
import { translationApiRef } from '@backstage/core-plugin-api/alpha';
import { RunaiClient } from '@runai-portal/backstage-plugin-runai-common';
import { screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { setupServer } from 'msw/node';
import { useState } from 'react';
import { runaiApiRef } from '../../api';
import { aPermission } from '../../testing/accessBuilders';
import { expectAccessible } from '../../testing/axe';
import { FakeBackend, type BackendState } from '../../testing/FakeBackend';
import {
  aConnectionTest,
  aRegistration,
} from '../../testing/registrationBuilders';
import { ConnectionField } from './ConnectionField';
import { connectionFieldOptions } from './connectionFieldOptions';
import type { ConnectionValue } from './connectionValue';

const server = setupServer();
registerMswTestHooks(server);

const TOKEN = 'a-token-of-the-new-cluster';

const translations = mockApis.translation();

let value: ConnectionValue | undefined;

/** The form around the field, which keeps what the field gives. */
function Form() {
  const [formData, setFormData] = useState<ConnectionValue>();
  return (
    <ConnectionField
      formData={formData}
      onChange={changed => {
        value = changed;
        setFormData(changed);
      }}
    />
  );
}

async function open(state: Partial<BackendState> = {}) {
  value = undefined;
  const backend = new FakeBackend({
    connectionTest: aConnectionTest(),
    ...state,
  });
  server.use(...backend.handlers);
  const client = new RunaiClient({
    discoveryApi: mockApis.discovery({ baseUrl: 'http://localhost:7007' }),
  });
  const { container } = await renderInTestApp(
    <TestApiProvider apis={[[runaiApiRef, client]]}>
      <Form />
    </TestApiProvider>,
  );
  return { backend, container };
}

async function fill(token = TOKEN) {
  await userEvent.type(
    await screen.findByLabelText(/API server/),
    'https://gpu-lab.example:6443',
  );
  await userEvent.type(screen.getByLabelText('Token'), token);
}

const press = () =>
  userEvent.click(screen.getByRole('button', { name: 'Test the connection' }));

const error = () => {
  const errors: string[] = [];
  connectionFieldOptions.validation(
    value,
    { addError: message => errors.push(message) },
    { apiHolder: TestApiRegistry.from([translationApiRef, translations]) },
  );
  return errors.join();
};

describe('the connection of a cluster that is registered', () => {
  it('is tested, and the form keeps the server and what was found', async () => {
    const { backend, container } = await open();
    await fill();
    expect(error()).toBe('Test the connection first.');
    await press();
    const result = await screen.findByRole('region', {
      name: 'What the test found',
    });
    expect(within(result).getAllByText('Passed')).toHaveLength(3);
    expect(result).toHaveTextContent('native Kubernetes (kubeadm), v1.30.4');
    expect(backend.requests).toContainEqual({
      line: 'POST /connection-tests',
      body: { server: 'https://gpu-lab.example:6443', token: TOKEN },
    });
    expect(value).toMatchObject({
      server: 'https://gpu-lab.example:6443',
      tested: { reachable: 'passed', missing: 0, kubernetesVersion: 'v1.30.4' },
    });
    expect(error()).toBe('');
    await expectAccessible(container);
  });

  it('never has its token in the form, nor in the page once it was used', async () => {
    const { container } = await open();
    await fill();
    expect(JSON.stringify(value)).not.toContain(TOKEN);
    await press();
    await screen.findByText('The cluster accepts the token.');
    expect(JSON.stringify(value)).not.toContain(TOKEN);
    expect(screen.getByLabelText('Token')).toHaveValue('');
    expect(screen.getByLabelText('Token')).toHaveAttribute('type', 'password');
    expect(container.innerHTML).not.toContain(TOKEN);
  });

  it('keeps a token that was not sent, for another try', async () => {
    await open({
      connectionTest: aConnectionTest({
        reachable: {
          state: 'failed',
          reason: 'Tls',
          message: 'Its certificate comes from an authority not known here.',
        },
        credentials: {
          state: 'notTested',
          reason: 'NotReached',
          message: 'Not tested.',
        },
        permissions: {
          state: 'notTested',
          reason: 'NotReached',
          message: 'Not tested.',
        },
      }),
    });
    await fill();
    await press();
    expect(
      await screen.findByText(/an authority not known here/),
    ).toBeInTheDocument();
    expect(screen.getByLabelText('Token')).toHaveValue(TOKEN);
    expect(error()).toMatch(/^The server was not reached/);
  });

  it('says what is missing, and which checks that costs', async () => {
    await open({
      connectionTest: aConnectionTest({
        permissions: {
          state: 'failed',
          reason: 'PermissionsMissing',
          message: '1 of the permissions is missing.',
        },
        missing: [
          aPermission('list', 'storageclasses.storage.k8s.io', {
            checks: ['storage.default-class'],
          }),
        ],
      }),
    });
    await fill();
    await press();
    const table = await screen.findByRole('table', {
      name: 'What the account may not do, and what that costs',
    });
    expect(table).toHaveTextContent('list storageclasses.storage.k8s.io');
    expect(table).toHaveTextContent('storage.default-class');
    expect(error()).toBe('');
    expect(value?.tested).toMatchObject({ permissions: 'failed', missing: 1 });
  });

  it('is to be tested again when the server or the authority is another', async () => {
    await open();
    await fill();
    await press();
    await screen.findByText('The cluster accepts the token.');
    await userEvent.type(screen.getByLabelText('Certificate authority'), 'x');
    expect(value?.tested).toBeUndefined();
    expect(screen.queryByText('What the test found')).not.toBeInTheDocument();
    expect(error()).toBe('Test the connection first.');
  });

  it('is tested with the Enter key, which does not send the form', async () => {
    const { backend } = await open();
    await fill(`${TOKEN}{Enter}`);
    await screen.findByText('The cluster accepts the token.');
    expect(
      backend.requests.filter(({ line }) => line.startsWith('POST')),
    ).toHaveLength(1);
  });

  it('says why it cannot be tested yet', async () => {
    await open();
    const button = await screen.findByRole('button', {
      name: 'Test the connection',
    });
    expect(button).toHaveAttribute('aria-disabled', 'true');
    expect(button).toHaveAccessibleDescription(
      'Give the address of the API server first',
    );
  });

  it('says where the backend does not test, and lets try again', async () => {
    const { backend } = await open({
      faults: {
        'post /connection-tests': {
          status: 429,
          message: 'You have tested 5 connections in a minute',
        },
      },
    });
    await fill();
    await press();
    await screen.findByText(/5 connections in a minute/);
    backend.state.faults = {};
    await userEvent.click(screen.getByRole('button', { name: /again/i }));
    expect(
      await screen.findByText('The cluster accepts the token.'),
    ).toBeInTheDocument();
  });

  it('offers the account to who has none', async () => {
    await open();
    await userEvent.click(
      await screen.findByRole('button', { name: /No account yet/ }),
    );
    expect(screen.getByText(/kind: ServiceAccount/)).toBeInTheDocument();
  });

  it('is one of the simulated clusters in a demo', async () => {
    await open({
      registration: aRegistration({
        takes: 'simulated',
        simulated: [
          { cluster: 'gpu-prod', server: 'https://127.0.0.1:4000', ca: 'PEM' },
        ],
      }),
    });
    await userEvent.selectOptions(
      await screen.findByLabelText('Simulated cluster'),
      'gpu-prod',
    );
    await waitFor(() =>
      expect(value).toEqual({ server: 'https://127.0.0.1:4000', ca: 'PEM' }),
    );
    expect(
      screen.getByText('All of them take the token demo-portal-token.'),
    ).toBeInTheDocument();
  });

  it('is not accepted where the server did not say so', async () => {
    await open({
      connectionTest: aConnectionTest({
        credentials: {
          state: 'notTested',
          reason: 'NotAnswered',
          message: 'Not known.',
        },
      }),
    });
    await fill();
    await press();
    await screen.findByText('Not known.');
    expect(error()).toMatch(/^Whether the token is accepted is not known/);
  });

  it('says what is too long to be sent, and cuts nothing off', async () => {
    await open();
    await fill();
    const authority = screen.getByLabelText('Certificate authority');
    await userEvent.click(authority);
    await userEvent.paste('x'.repeat(65_537));
    expect(authority).toHaveValue('x'.repeat(65_537));
    const reason =
      'Certificate authority is longer than the 65536 characters that can be sent';
    expect(authority).toHaveAccessibleDescription(reason);
    expect(authority).toBeInvalid();
    expect(
      screen.getByRole('button', { name: 'Test the connection' }),
    ).toHaveAccessibleDescription(reason);
  });

  it.each<[string, Partial<BackendState>, string]>([
    [
      'may not be registered by everybody',
      { faults: { '/registration': { status: 403, message: 'no' } } },
      'You may not register clusters',
    ],
    [
      'cannot be registered where the portal takes none',
      { registration: aRegistration({ takes: 'nothing', message: 'None.' }) },
      'No cluster can be registered in this portal',
    ],
  ])('%s', async (_what, state, title) => {
    await open(state);
    expect(await screen.findByText(title)).toBeInTheDocument();
    expect(screen.queryByLabelText('Token')).not.toBeInTheDocument();
  });

  it('says of a test that was refused what was said, and promises no other', async () => {
    await open({
      faults: {
        'post /connection-tests': {
          status: 429,
          message: 'At most five a minute',
        },
      },
    });
    await fill();
    await press();
    const said = await screen.findByText('At most five a minute.');
    expect(said.closest('[role=alert]')).toHaveTextContent('This was not done');
    expect(screen.queryByText(/asks again/)).not.toBeInTheDocument();
  });
});
