import {
  KUBECONFIG,
  startCatalog,
  type Shown,
  type TestCatalog,
} from '../__testUtils__/startCatalog';
import { sourceCluster, sourceState } from '../__testUtils__/sourceCluster';

jest.setTimeout(60_000);

let catalog: TestCatalog;
afterEach(() => catalog.close());

const [a, b] = [sourceCluster('a'), sourceCluster('b')];
const namesOf = (entities: Record<string, Shown>) =>
  Object.keys(entities).sort();
const are =
  (...names: string[]) =>
  (entities: Record<string, Shown>) =>
    namesOf(entities).join() === names.join();

/** Long enough for the catalog to remove what it was told to remove. */
async function settled() {
  const before = namesOf(await catalog.until(() => true));
  catalog.say({
    sources: [
      sourceState({ label: './marker', clusters: [sourceCluster('marker')] }),
    ],
  });
  await catalog.refresh('kubeconfig:./marker');
  const after = await catalog.until(({ marker }) => marker !== undefined);
  return { before, after: namesOf(after).filter(name => name !== 'marker') };
}

const withMarker = {
  sources: [
    { type: 'kubeconfig', path: './kubeconfig' },
    { type: 'kubeconfig', path: './marker' },
  ],
};

it('makes an entity of each cluster, with what is declared and what was seen', async () => {
  catalog = await startCatalog({ providers: { lifecycle: 'experimental' } });
  catalog.say({
    sources: [
      sourceState({
        clusters: [
          sourceCluster('gpu-prod', {
            title: 'GPU production',
            owner: 'ml-platform',
            system: 'compute',
            environment: 'production',
            mode: 'hybrid',
            existingPrometheus: true,
            uses: ['inference', 'fractions'],
            labels: { team: 'vision', 'not valid': 'x' },
            contact: { title: 'The team', url: 'https://chat.example/gpu' },
            platform: {
              distribution: 'kubeadm',
              track: 'kubernetes',
              kubernetesVersion: '1.20.2',
            },
            runaiVersion: '2.0.58',
            gpuProducts: ['Tesla V100-SXM2-32GB', 'A100'],
          }),
          sourceCluster('known', { entityRef: 'resource:default/elsewhere' }),
        ],
      }),
    ],
  });
  await catalog.refresh();
  const entities = await catalog.until(are('gpu-prod'));
  const { metadata, spec, relations } = entities['gpu-prod'];
  expect(metadata).toMatchObject({
    title: 'GPU production',
    labels: { team: 'vision' },
    links: [
      { url: 'https://portal.example/runai/clusters/gpu-prod' },
      { url: 'https://chat.example/gpu', title: 'The team' },
    ],
  });
  expect(metadata.annotations).toEqual({
    'backstage.io/managed-by-location': 'runai:gpu-prod',
    'backstage.io/managed-by-origin-location': 'runai:gpu-prod',
    'runai-portal/cluster': 'gpu-prod',
    'runai-portal/distribution': 'kubeadm',
    'runai-portal/environment': 'production',
    'runai-portal/existing-prometheus': 'true',
    'runai-portal/gpu-products': 'Tesla V100-SXM2-32GB,A100',
    'runai-portal/kubernetes-version': '1.20.2',
    'runai-portal/mode': 'hybrid',
    'runai-portal/profile': 'runai-2021.04',
    'runai-portal/runai-version': '2.0.58',
    'runai-portal/uses': 'inference,fractions',
  });
  expect(spec).toEqual({
    type: 'kubernetes-cluster',
    owner: 'group:default/ml-platform',
    system: 'system:default/compute',
    lifecycle: 'experimental',
  });
  expect(relations).toContainEqual({
    type: 'ownedBy',
    targetRef: 'group:default/ml-platform',
  });
});

it('leaves no orphan of a cluster that was renamed, and none of one that is gone', async () => {
  catalog = await startCatalog();
  catalog.say({ sources: [sourceState({ clusters: [a, b] })] });
  await catalog.refresh();
  await catalog.until(are('a', 'b'));
  catalog.say({
    sources: [sourceState({ clusters: [sourceCluster('renamed')] })],
  });
  await catalog.refresh();
  await catalog.until(are('renamed'));
  catalog.say({ sources: [sourceState()] });
  await catalog.refresh();
  expect(namesOf(await catalog.until(are()))).toEqual([]);
});

describe('where not all of the source is told', () => {
  const newer = sourceCluster('a', { runaiVersion: '2.25.1' });

  it.each([
    [
      'its source fails in the middle',
      {
        sources: [
          sourceState({ state: 'failed', message: 'No.', clusters: [] }),
        ],
      },
    ],
    [
      'its source has not answered',
      { sources: [sourceState({ state: 'waiting' })] },
    ],
    ['its source is not told of', { sources: [] }],
    [
      'another source has not answered yet',
      {
        sources: [
          sourceState(),
          sourceState({ label: './x', state: 'waiting' }),
        ],
      },
    ],
    [
      'the catalog could not be asked which clusters it has',
      {
        sources: [
          sourceState(),
          sourceState({
            type: 'catalog',
            state: 'failed',
            answeredAt: undefined,
          }),
        ],
      },
    ],
    ['the runai plugin is not well', { status: 503 }],
    ['its answer ends in the middle', { cutOff: [sourceState()] }],
  ])('nothing is removed: %s', async (_, answer) => {
    catalog = await startCatalog(withMarker);
    catalog.say({ sources: [sourceState({ clusters: [a, b] })] });
    await catalog.refresh();
    await catalog.until(are('a', 'b'));
    catalog.say(answer);
    await catalog.refresh();
    const { before, after } = await settled();
    expect([before, after]).toEqual([
      ['a', 'b'],
      ['a', 'b'],
    ]);
  });

  it('what is told is taken in all the same', async () => {
    catalog = await startCatalog();
    catalog.say({ sources: [sourceState({ clusters: [a, b] })] });
    await catalog.refresh();
    await catalog.until(are('a', 'b'));
    catalog.say({
      sources: [
        sourceState({
          state: 'failed',
          message: 'No.',
          clusters: [newer, sourceCluster('c')],
        }),
      ],
    });
    await catalog.refresh();
    const entities = await catalog.until(
      of =>
        are('a', 'b', 'c')(of) &&
        of.a.metadata.annotations?.['runai-portal/runai-version'] === '2.25.1',
    );
    expect(namesOf(entities)).toEqual(['a', 'b', 'c']);
  });
});

it('leaves no orphan of a cluster that was renamed while its source failed', async () => {
  catalog = await startCatalog();
  catalog.say({ sources: [sourceState({ clusters: [a, b] })] });
  await catalog.refresh();
  await catalog.until(are('a', 'b'));
  const clusters = [sourceCluster('renamed'), b];
  catalog.say({
    sources: [sourceState({ state: 'failed', message: 'No.', clusters })],
  });
  await catalog.refresh();
  await catalog.until(are('a', 'b', 'renamed'));
  catalog.say({ sources: [sourceState({ clusters })] });
  await catalog.refresh();
  expect(namesOf(await catalog.until(are('b', 'renamed')))).toEqual([
    'b',
    'renamed',
  ]);
});

it('makes an entity of each cluster, however it is called and whatever its GPUs are', async () => {
  const names = [
    ...['constructor', 'null', '0', 'a', 'A', 'a b', 'a-b', 'a/b', '---'],
    ...['..', '\0', '日本', 'x'.repeat(63), 'X'.repeat(300), '<b>', 'gpu.prod'],
  ];
  const gpuProducts = ['NVIDIA A100-SXM4-80GB', 'ü\0 '.repeat(400), '<b>'];
  catalog = await startCatalog();
  catalog.say({
    sources: [
      sourceState({
        clusters: names.map(name =>
          sourceCluster(name, {
            gpuProducts,
            labels: { product: 'NVIDIA A100', 'gpu/a/b': 'x', team: 'vision' },
          }),
        ),
      }),
    ],
  });
  await catalog.refresh();
  const entities = await catalog.until(
    of => Object.keys(of).length === names.length,
  );
  for (const { metadata } of Object.values(entities)) {
    expect(metadata.labels).toEqual({ team: 'vision' });
    expect(metadata.annotations?.['runai-portal/gpu-products']).toMatch(
      /^NVIDIA A100-SXM4-80GB,.*<b>$/,
    );
  }
});

it('keeps the entity of a cluster that comes from another source now', async () => {
  catalog = await startCatalog({
    sources: [
      { type: 'kubeconfig', path: './kubeconfig' },
      { type: 'inventory' },
    ],
  });
  catalog.say({ sources: [sourceState({ clusters: [a] })] });
  await catalog.refresh();
  const before = await catalog.until(are('a'));
  const inventory = { type: 'inventory', label: 'of a module' };
  catalog.say({
    sources: [
      sourceState(),
      sourceState({
        ...inventory,
        clusters: [{ ...a, title: 'Of the inventory' }],
      }),
    ],
  });
  await catalog.refresh('inventory');
  await catalog.refresh(KUBECONFIG);
  const after = await catalog.until(
    of => of.a?.metadata.title === 'Of the inventory',
  );
  expect(after.a.metadata.uid).toBe(before.a.metadata.uid);
});
