import {
  coreServices,
  createBackendPlugin,
  type BackstageCredentials,
} from '@backstage/backend-plugin-api';
import { mockCredentials } from '@backstage/backend-test-utils';
import {
  runaiServiceRef,
  type RunaiService,
} from '@runai-portal/backstage-plugin-runai-node';
import { cluster, node } from '@runai-portal/simulator';
import { startPortal } from './__testUtils__/startPortal';

jest.setTimeout(60_000);

describe('the service of the plugin', () => {
  it('answers another plugin as it would answer whom it asks for', async () => {
    const running = await cluster('well').nodes(node('n-1')).start();
    let service: RunaiService | undefined;
    let own: BackstageCredentials | undefined;
    const portal = await startPortal({
      clusters: [{ running }],
      features: [
        createBackendPlugin({
          pluginId: 'other',
          register(env) {
            env.registerInit({
              deps: { runai: runaiServiceRef, auth: coreServices.auth },
              async init({ runai, auth }) {
                service = runai;
                own = await auth.getOwnServiceCredentials();
              },
            });
          },
        }),
      ],
    });
    try {
      const asUser = service?.as(mockCredentials.user());
      expect((await asUser?.clusters())?.items.map(item => item.name)).toEqual([
        'well',
      ]);
      expect(own && (await service?.as(own).fleet())?.clusters).toBe(1);
      const started = await asUser?.startRun('well');
      expect(started?.run.startedBy).toBe('user:default/mock');
      await expect(asUser?.cluster('other')).rejects.toMatchObject({
        body: { error: { message: "There is no cluster 'other'" } },
      });
    } finally {
      await portal.close();
      await running.close();
    }
  });
});
