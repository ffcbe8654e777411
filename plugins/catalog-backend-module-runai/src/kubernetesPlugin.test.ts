import { startCatalog, type TestCatalog } from './__testUtils__/startCatalog';
import { sourceCluster, sourceState } from './__testUtils__/sourceCluster';
import { kubernetesPlugin } from './__testUtils__/kubernetesPlugin';

jest.setTimeout(60_000);

let catalog: TestCatalog;
afterAll(() => catalog?.close());

it('lists the clusters that the sources may give it, and no other', async () => {
  catalog = await startCatalog({
    providers: {
      kubernetesAuthProvider: 'oidc',
      kubernetesOidcTokenProvider: 'okta',
    },
    sources: [
      { type: 'kubeconfig', path: './kubeconfig' },
      { type: 'kubernetes' },
      { type: 'demo', mixed: true },
    ],
    config: {
      kubernetes: {
        serviceLocatorMethod: { type: 'multiTenant' },
        clusterLocatorMethods: [
          { type: 'catalog', dangerouslyAllowClusterUrls: ['*.example'] },
        ],
      },
    },
    features: [kubernetesPlugin()],
  });
  catalog.say({
    sources: [
      sourceState({
        clusters: [
          sourceCluster('of-file', { title: 'Of a file' }),
          sourceCluster('without-authority', { apiServer: undefined }),
          sourceCluster('known-to-plugin', {
            otherSources: [{ source: 'kubernetes', sourceName: 'known' }],
          }),
        ],
      }),
      sourceState({
        type: 'kubernetes',
        label: 'kubernetes',
        clusters: [sourceCluster('of-plugin')],
      }),
      sourceState({
        type: 'demo',
        label: 'demo',
        clusters: [sourceCluster('of-demo', { demo: true })],
      }),
    ],
  });
  for (const id of ['kubeconfig:./kubeconfig', 'kubernetes', 'demo']) {
    await catalog.refresh(id);
  }
  await catalog.until(entities => Object.keys(entities).length === 5);
  // The catalog gives its entities in any order.
  const expected = [
    expect.objectContaining({ name: 'of-demo', authProvider: 'oidc' }),
    expect.objectContaining({
      name: 'of-file',
      title: 'Of a file',
      authProvider: 'oidc',
      oidcTokenProvider: 'okta',
    }),
  ];
  const listed = await catalog.get('/kubernetes/clusters');
  expect(listed).toEqual({ items: expect.arrayContaining(expected) });
  expect(listed).toHaveProperty('items.length', expected.length);
});
