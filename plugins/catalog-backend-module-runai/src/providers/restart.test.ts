import { createMockDirectory } from '@backstage/backend-test-utils';
import { sourceCluster, sourceState } from '../__testUtils__/sourceCluster';
import { startCatalog, type TestCatalog } from '../__testUtils__/startCatalog';

jest.setTimeout(60_000);

const files = createMockDirectory();
const [kubeconfig, inventory] = [
  { type: 'kubeconfig', path: './kubeconfig' },
  { type: 'inventory' },
];

let catalog: TestCatalog;
afterEach(() => catalog.close());

/** A portal whose database stays. */
const start = (sources: { type: string }[]) =>
  startCatalog({
    sources,
    config: {
      backend: {
        database: {
          client: 'better-sqlite3',
          connection: { directory: files.path },
        },
      },
    },
  });
const namesOf = (entities: object) => Object.keys(entities).sort().join();

it('removes the entities of a source that is no longer configured, and no other before its source has answered', async () => {
  catalog = await start([kubeconfig, inventory]);
  const [a, b] = [sourceCluster('a'), sourceCluster('b')];
  const ofInventory = { type: 'inventory', label: 'of a module' };
  catalog.say({
    sources: [
      sourceState({ clusters: [a] }),
      sourceState({ ...ofInventory, clusters: [b] }),
    ],
  });
  await catalog.refresh();
  await catalog.refresh('inventory');
  await catalog.until(of => namesOf(of) === 'a,b');
  await catalog.close();

  catalog = await start([kubeconfig]);
  catalog.say({ sources: [sourceState({ state: 'waiting', clusters: [] })] });
  await catalog.refresh();
  const entities = await catalog.until(of => namesOf(of) === 'a');
  expect(entities.a.metadata.annotations).toMatchObject({
    'runai-portal/cluster': 'a',
  });
});
