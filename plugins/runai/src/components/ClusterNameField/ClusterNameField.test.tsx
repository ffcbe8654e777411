import {
  mockApis,
  registerMswTestHooks,
  renderInTestApp,
  TestApiRegistry,
} from '@backstage/test-utils';
import { translationApiRef } from '@backstage/core-plugin-api/alpha';
import { catalogApiRef } from '@backstage/plugin-catalog-react';
import { catalogApiMock } from '@backstage/plugin-catalog-react/testUtils';
import { RunaiClient } from '@runai-portal/backstage-plugin-runai-common';
import { screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { setupServer } from 'msw/node';
import { useState } from 'react';
import { runaiApiRef } from '../../api';
import { expectAccessible } from '../../testing/axe';
import { aCluster } from '../../testing/builders';
import { FakeBackend, type BackendState } from '../../testing/FakeBackend';
import { ClusterNameField } from './ClusterNameField';
import { clusterNameFieldOptions } from './clusterNameFieldOptions';

const server = setupServer();
registerMswTestHooks(server);

const translations = mockApis.translation();

async function errorOf(
  name: string | undefined,
  state: Partial<BackendState> = {},
) {
  const backend = new FakeBackend(state);
  server.use(...backend.handlers);
  const runai = new RunaiClient({
    discoveryApi: mockApis.discovery({ baseUrl: 'http://localhost:7007' }),
  });
  const catalog = catalogApiMock({
    entities: [
      {
        apiVersion: 'backstage.io/v1alpha1',
        kind: 'Resource',
        metadata: { name: 'a-database' },
        spec: { type: 'database', owner: 'team' },
      },
    ],
  });
  const errors: string[] = [];
  await clusterNameFieldOptions.validation(
    name,
    { addError: message => errors.push(message) },
    {
      apiHolder: TestApiRegistry.from(
        [translationApiRef, translations],
        [runaiApiRef, runai],
        [catalogApiRef, catalog],
      ),
    },
  );
  return errors.join();
}

const INVALID = /^A name has at most 63 characters of a-z, 0-9 and -/;

describe('the name of a cluster that is registered', () => {
  it.each([
    'GPU-Lab',
    'gpu lab',
    'gpu_lab',
    'gpu.lab',
    '-gpu',
    'gpu-',
    'größe',
    'ɡpu',
    '实验室',
    'a'.repeat(64),
    '../evil',
  ])('is told how it must be instead of %s', async name => {
    expect(await errorOf(name)).toMatch(INVALID);
  });

  it.each(['g', '4', 'gpu-lab', 'a'.repeat(63), undefined, ''])(
    'may be %s',
    async name => {
      expect(await errorOf(name)).toBe('');
    },
  );

  it('is not that of a cluster that the portal has', async () => {
    expect(
      await errorOf('gpu-prod', { clusters: [aCluster('gpu-prod')] }),
    ).toBe('The portal has a cluster gpu-prod already: choose another name.');
  });

  it('is not that of an entity, whatever that is', async () => {
    expect(await errorOf('a-database')).toBe(
      'The catalog has an entity resource:default/a-database already: choose another name, or change that entity.',
    );
  });

  it('is taken where nobody can be asked', async () => {
    const faults = { '/clusters': { status: 503, message: 'not now' } };
    expect(await errorOf('gpu-lab', { faults })).toBe('');
  });

  it('is typed into a field that says what it is', async () => {
    function Form() {
      const [name, setName] = useState<string>();
      return (
        <ClusterNameField
          formData={name}
          onChange={setName}
          schema={{ title: 'Name', description: 'At most 63 characters' }}
          rawErrors={name === 'x' ? ['No.'] : undefined}
          required
        />
      );
    }
    const { container } = await renderInTestApp(<Form />);
    const field = screen.getByLabelText(/Name/);
    await userEvent.type(field, 'x');
    expect(field).toHaveValue('x');
    expect(field).toBeInvalid();
    expect(field).toHaveAccessibleDescription('At most 63 characters');
    await expectAccessible(container);
  });
});
