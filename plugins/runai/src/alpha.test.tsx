import {
  registerMswTestHooks,
  renderTestApp,
  mockApis,
} from '@backstage/frontend-test-utils';
import { screen } from '@testing-library/react';
import { setupServer } from 'msw/node';
import plugin from './alpha';
import { aCluster } from './testing/builders';
import { FakeBackend } from './testing/FakeBackend';

const server = setupServer();
registerMswTestHooks(server);

describe('the plugin of the new frontend system', () => {
  it('shows the fleet at /runai', async () => {
    server.use(
      ...new FakeBackend({ clusters: [aCluster('gpu-prod')] }).handlers,
    );
    renderTestApp({
      features: [plugin],
      initialRouteEntries: ['/runai'],
      apis: [mockApis.discovery({ baseUrl: 'http://localhost:7007' })],
    });
    const link = await screen.findByRole('link', { name: 'gpu-prod' });
    expect(link).toHaveAttribute('href', '/runai/clusters/gpu-prod');
  });
});
