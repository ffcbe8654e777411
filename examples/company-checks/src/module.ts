import { createBackendModule } from '@backstage/backend-plugin-api';
import { runaiChecksExtensionPoint } from '@runai-portal/backstage-plugin-runai-node';
import { checks as ours } from './checks';

/** Acme's checks in the portal: `backend.add(import('@acme/backstage-plugin-runai-module-checks'))`. */
export const companyChecksModule = createBackendModule({
  pluginId: 'runai',
  moduleId: 'acme-checks',
  register(env) {
    env.registerInit({
      deps: { checks: runaiChecksExtensionPoint },
      async init({ checks }) {
        checks.addChecks({ checks: ours });
      },
    });
  },
});
