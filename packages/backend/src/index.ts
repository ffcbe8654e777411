/**
 * The portal's server: the parts of Backstage that a portal has, and the suite's own.
 *
 * @packageDocumentation
 */
import { createBackend } from '@backstage/backend-defaults';
import { demoSignInModule } from '@runai-portal/backstage-plugin-runai-backend-module-demo';
import { localSignInModule } from './auth/localSignInModule';
import { takeStartToken } from './auth/startToken';
import { templateKindModule } from './catalog/templateKindModule';
import { endAfterFailedStart } from './endAfterFailedStart';
import { portalPolicyModule } from './permissions/portalPolicyModule';

const backend = createBackend();

backend.add(import('@backstage/plugin-app-backend'));
backend.add(import('@backstage/plugin-catalog-backend'));
backend.add(templateKindModule);
backend.add(import('@backstage/plugin-search-backend'));
backend.add(import('@backstage/plugin-search-backend-module-catalog'));
backend.add(import('@backstage/plugin-signals-backend'));
backend.add(import('@backstage/plugin-user-settings-backend'));

backend.add(import('@backstage/plugin-scaffolder-backend'));
backend.add(import('@backstage/plugin-scaffolder-backend-module-github'));
backend.add(
  import('@runai-portal/backstage-plugin-scaffolder-backend-module-runai'),
);

backend.add(import('@backstage/plugin-auth-backend'));
backend.add(demoSignInModule);
backend.add(localSignInModule(takeStartToken(process.env)));

backend.add(import('@backstage/plugin-permission-backend'));
backend.add(portalPolicyModule);

backend.add(import('@runai-portal/backstage-plugin-runai-backend'));
backend.add(
  import('@runai-portal/backstage-plugin-search-backend-module-runai'),
);
backend.add(
  import('@runai-portal/backstage-plugin-catalog-backend-module-runai'),
);
// Agents ask what people may ask: see docs/administrators/agents.md.
backend.add(import('@backstage/plugin-mcp-actions-backend'));
backend.add(import('@runai-portal/backstage-plugin-runai-backend-module-demo'));

backend.start().catch(endAfterFailedStart);
