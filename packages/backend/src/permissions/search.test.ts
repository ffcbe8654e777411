import {
  coreServices,
  createServiceFactory,
} from '@backstage/backend-plugin-api';
import { mockServices } from '@backstage/backend-test-utils';
import searchPlugin from '@backstage/plugin-search-backend';
import { runaiClusterReadPermission } from '@runai-portal/backstage-plugin-runai-common';
import { runaiClusterConditions } from '@runai-portal/backstage-plugin-runai-node';
import searchModuleRunai from '@runai-portal/backstage-plugin-search-backend-module-runai';
import {
  sourced,
  startClusters,
  type FleetCluster,
} from '../__testUtils__/fleetClusters';
import {
  startFleetPortal,
  type FleetPortal,
} from '../__testUtils__/startFleetPortal';
import { demoSignInModule } from '@runai-portal/backstage-plugin-runai-backend-module-demo';
import type { Grant } from './grants';

jest.setTimeout(120_000);

/** IT sees what it owns, the platform team everything, and researchers of the vision group nothing. */
const GRANTS: readonly Grant[] = [
  {
    to: 'group:default/it',
    permissions: [],
    where: [
      {
        clusters: owners => runaiClusterConditions.isOwnedBy({ owners }),
        permissions: [runaiClusterReadPermission.name],
      },
    ],
    others: 'read',
  },
  { to: 'group:default/ml-platform', permissions: '*', others: '*' },
  { to: 'group:default/vision', permissions: [], others: 'read' },
];

/** The first is owned by IT. */
const NAMES = ['aurora', 'eridanus', 'indus'];

let fleet: FleetCluster[];
let portal: FleetPortal;
const scheduler = mockServices.scheduler();

beforeAll(async () => {
  fleet = await startClusters(NAMES);
  portal = await startFleetPortal({
    clusters: fleet.map(sourced),
    grants: GRANTS,
    features: [
      demoSignInModule,
      searchPlugin,
      searchModuleRunai,
      createServiceFactory({
        service: coreServices.scheduler,
        deps: {},
        factory: () => scheduler,
      }),
    ],
  });
  const declared = async () => {
    const { text } = await portal.service.call('GET', '/clusters');
    return JSON.parse(text).totalItems === NAMES.length;
  };
  while (!(await declared())) {
    await new Promise(resolve => setTimeout(resolve, 100));
  }
  await scheduler.triggerTask('search_index_runai_cluster');
  await scheduler.triggerTask('search_index_runai_check');
});

afterAll(async () => {
  await portal?.close();
  await Promise.all((fleet ?? []).map(({ running }) => running.close()));
});

/** What somebody of the demo finds, as the portal's search answers it. */
async function search(person: string, query: string) {
  const { token } = await portal.signIn('demo', { 'x-demo-user': person });
  const answer = await fetch(`${portal.url}/api/search/query?${query}`, {
    headers: { Authorization: `Bearer ${token}` },
  });
  const text = await answer.text();
  expect([answer.status, text]).toEqual([200, expect.any(String)]);
  return { text, ...JSON.parse(text) };
}

async function clustersFor(person: string, term: string) {
  const { results } = await search(person, `term=${term}`);
  return results
    .filter(({ type }: { type: string }) => type === 'runai-cluster')
    .flatMap(
      ({ document }: { document: { name?: string } }) => document.name ?? [],
    )
    .sort();
}

describe('the search of the portal', () => {
  it('finds every cluster for whom may read all', async () => {
    expect(await clustersFor('piet', 'cluster')).toEqual(NAMES);
  });

  it('finds the clusters that a person may read, and says nothing of the others', async () => {
    expect(await clustersFor('vera', 'cluster')).toEqual(['aurora']);
    for (const term of ['', 'cluster', 'indus', 'trial', 'labs']) {
      const { text } = await search('vera', `term=${term}&pageLimit=100`);
      for (const hidden of ['eridanus', 'indus']) {
        expect([term, text]).toEqual([
          term,
          expect.not.stringContaining(hidden),
        ]);
      }
    }
  });

  it('finds no cluster for whom may read none, where the type is asked for, too', async () => {
    expect(await clustersFor('ada', 'cluster')).toEqual([]);
    const { results, numberOfResults } = await search(
      'ada',
      'term=aurora&types[0]=runai-cluster',
    );
    expect([results, numberOfResults]).toEqual([[], undefined]);
  });

  it.each([
    ['vera', ['/runai']],
    ['ada', []],
    ['piet', ['/runai']],
  ])(
    'finds the fleet for %s as for whom may read a cluster',
    async (person, found) => {
      const { results } = await search(
        person,
        'term=readiness&types[0]=runai-cluster',
      );
      expect(
        results.map(
          ({ document }: { document: { location: string } }) =>
            document.location,
        ),
      ).toEqual(found);
    },
  );

  it.each(['vera', 'ada', 'piet'])(
    'finds checks for %s, whoever may read which clusters',
    async person => {
      const { results } = await search(
        person,
        'term=driver&types[0]=runai-check',
      );
      expect(
        results.map(
          ({ document }: { document: { location: string } }) =>
            document.location,
        ),
      ).toContain('/runai/checks/gpu.node-driver');
    },
  );
});
