import {
  coreServices,
  createServiceFactory,
  createServiceRef,
  type BackstageCredentials,
} from '@backstage/backend-plugin-api';
import {
  RunaiClient,
  type RunaiApi,
} from '@runai-portal/backstage-plugin-runai-common';

/**
 * Clusters, their results and their runs, for other plugins, modules and actions of the portal.
 *
 * @public
 */
export interface RunaiService {
  /**
   * The API as somebody may use it: it answers with what they may read, refuses what they may not do, and is audited as theirs.
   *
   * @param credentials - of the request that is being answered, or the plugin's own
   */
  as(credentials: BackstageCredentials): RunaiApi;
}

/**
 * The service, for any plugin or module: it asks the runai backend wherever that runs, so there is one door to the clusters.
 *
 * @public
 */
export const runaiServiceRef = createServiceRef<RunaiService>({
  id: 'runai.service',
  defaultFactory: async service =>
    createServiceFactory({
      service,
      deps: { auth: coreServices.auth, discovery: coreServices.discovery },
      factory: ({ auth, discovery }) => ({
        as: credentials =>
          new RunaiClient({
            discoveryApi: discovery,
            fetchApi: {
              fetch: async (input, init) => {
                const { token } = await auth.getPluginRequestToken({
                  onBehalfOf: credentials,
                  targetPluginId: 'runai',
                });
                const headers = new Headers(init?.headers);
                headers.set('Authorization', `Bearer ${token}`);
                return fetch(input, { ...init, headers });
              },
            },
          }),
      }),
    }),
});
