import { mockServices } from '@backstage/backend-test-utils';
import catalogPlugin from '@backstage/plugin-catalog-backend';
import catalogModuleRunai from '@runai-portal/backstage-plugin-catalog-backend-module-runai';
import { demoSignInModule } from '@runai-portal/backstage-plugin-runai-backend-module-demo';
import {
  sourced,
  startClusters,
  type FleetCluster,
} from '../__testUtils__/fleetClusters';
import {
  startFleetPortal,
  type FleetPortal,
} from '../__testUtils__/startFleetPortal';
import type { Grant } from './grants';

jest.setTimeout(120_000);

/** The platform team sees the fleet, all others no cluster but what they own. */
const GRANTS: readonly Grant[] = [
  { to: 'group:default/it', permissions: [], others: 'read' },
  { to: 'group:default/vision', permissions: [], others: 'read' },
  { to: 'group:default/ml-platform', permissions: '*', others: '*' },
];
/** The first is owned by IT, the second by the vision group. */
const NAMES = ['aurora', 'eridanus', 'indus'];

let fleet: FleetCluster[];
let portal: FleetPortal;

beforeAll(async () => {
  fleet = await startClusters(NAMES);
  portal = await startFleetPortal({
    clusters: fleet.map(sourced),
    grants: GRANTS,
    features: [
      demoSignInModule,
      catalogPlugin,
      catalogModuleRunai,
      mockServices.scheduler.factory(),
    ],
  });
  while ((await entitiesFor('piet')).length < NAMES.length) {
    await new Promise(resolve => setTimeout(resolve, 100));
  }
});

afterAll(async () => {
  await portal?.close();
  await Promise.all((fleet ?? []).map(({ running }) => running.close()));
});

async function ask(person: string, path: string) {
  const { token } = await portal.signIn('demo', { 'x-demo-user': person });
  return fetch(`${portal.url}/api/catalog${path}`, {
    headers: { Authorization: `Bearer ${token}` },
  });
}

async function entitiesFor(person: string): Promise<string[]> {
  const answer = await ask(person, '/entities/by-query?filter=kind=resource');
  const { items } = await answer.json();
  return items
    .map(({ metadata }: { metadata: { name: string } }) => metadata.name)
    .sort();
}

describe('entities of clusters', () => {
  it('are all seen by whom may see the fleet', async () => {
    expect(await entitiesFor('piet')).toEqual(NAMES);
  });

  it.each([
    ['vera', 'aurora'],
    ['ada', 'eridanus'],
  ])('are seen by %s where a group of theirs owns them', async (who, own) => {
    expect(await entitiesFor(who)).toEqual([own]);
  });

  it('do not exist for anybody else', async () => {
    const path = '/entities/by-name/resource/default/';
    const [hidden, none] = [
      await ask('ada', `${path}indus`),
      await ask('ada', `${path}nothing`),
    ];
    expect([hidden.status, none.status]).toEqual([404, 404]);
    expect((await hidden.text()).replaceAll('indus', 'nothing')).toBe(
      await none.text(),
    );
  });
});
