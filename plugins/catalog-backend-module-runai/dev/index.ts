// The catalog, with simulated clusters in it.
import { createBackend } from '@backstage/backend-defaults';
import { mockServices } from '@backstage/backend-test-utils';
import { AuthorizeResult } from '@backstage/plugin-permission-common';
import demoClusters from '@runai-portal/backstage-plugin-runai-backend-module-demo';

const backend = createBackend();

// Whoever asks is a user who may do everything.
backend.add(mockServices.auth.factory());
backend.add(mockServices.httpAuth.factory());
backend.add(
  mockServices.permissions.factory({ result: AuthorizeResult.ALLOW }),
);
backend.add(mockServices.userInfo.factory());

backend.add(import('@backstage/plugin-catalog-backend'));
backend.add(import('../src'));
backend.add(import('@runai-portal/backstage-plugin-runai-backend'));
backend.add(demoClusters);

backend.start();
