import {
  coreServices,
  createBackendPlugin,
} from '@backstage/backend-plugin-api';
import type { ClusterSourceState } from '@runai-portal/backstage-plugin-runai-common';

/** What `GET /sources` is answered with. */
export type Answer =
  | { sources: readonly ClusterSourceState[] }
  | { status: number }
  /** The connection ends in the middle of the sources. */
  | { cutOff: readonly ClusterSourceState[] };

/** Answers in place of the runai plugin, over HTTP and to services alone. */
export function standInForRunai(answer: () => Answer) {
  return createBackendPlugin({
    pluginId: 'runai',
    register(env) {
      env.registerInit({
        deps: {
          httpAuth: coreServices.httpAuth,
          httpRouter: coreServices.httpRouter,
        },
        async init({ httpAuth, httpRouter }) {
          httpRouter.use(async (request, response) => {
            await httpAuth.credentials(request, { allow: ['service'] });
            const now = answer();
            if ('status' in now) {
              response.status(now.status).json({
                error: { name: 'Error', message: 'It is not well' },
              });
              return;
            }
            if ('sources' in now) {
              response.json({ items: now.sources });
              return;
            }
            const whole = JSON.stringify({ items: now.cutOff });
            response.setHeader('content-length', whole.length);
            response.setHeader('content-type', 'application/json');
            response.write(whole.slice(0, whole.length - 20), () =>
              response.destroy(),
            );
          });
        },
      });
    },
  });
}
