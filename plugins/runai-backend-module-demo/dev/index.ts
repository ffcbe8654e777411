// The demo's people, who sign in to an API of its clusters.
import { createBackend } from '@backstage/backend-defaults';
import { mockServices } from '@backstage/backend-test-utils';
import { AuthorizeResult } from '@backstage/plugin-permission-common';
import demoClusters, { demoSignInModule } from '../src';

const backend = createBackend();

// Whoever is signed in may do everything.
backend.add(
  mockServices.permissions.factory({ result: AuthorizeResult.ALLOW }),
);

backend.add(import('@backstage/plugin-auth-backend'));
backend.add(import('@backstage/plugin-catalog-backend'));
backend.add(demoSignInModule);
backend.add(import('@runai-portal/backstage-plugin-runai-backend'));
backend.add(demoClusters);

backend.start();
