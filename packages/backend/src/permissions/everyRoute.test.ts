import {
  runaiAuditReadPermission,
  runaiCheckRunPermission,
  runaiClusterLogsPermission,
  runaiClusterProxyPermission,
  runaiClusterReadPermission,
  runaiClusterRegisterPermission,
} from '@runai-portal/backstage-plugin-runai-common';
import { runaiClusterConditions } from '@runai-portal/backstage-plugin-runai-node';
import { demoSignInModule } from '@runai-portal/backstage-plugin-runai-backend-module-demo';
import { documentedRoutes } from '../__testUtils__/documentedRoutes';
import {
  CLUSTER_ROUTES,
  FLEET_ROUTES,
  PORTAL_ROUTES,
  PROXY_CALLS,
  REFUSED_UNREAD,
  SERVICE_ROUTES,
} from '../__testUtils__/routeCalls';
import {
  startFleetPortal,
  type Answer,
  type Caller,
  type FleetPortal,
} from '../__testUtils__/startFleetPortal';
import {
  sourced,
  startClusters,
  type FleetCluster,
} from '../__testUtils__/fleetClusters';
import type { Grant } from './grants';

jest.setTimeout(180_000);

const READ = runaiClusterReadPermission.name;
const RUN = runaiCheckRunPermission.name;
const AUDIT = runaiAuditReadPermission.name;
const PROXY = runaiClusterProxyPermission.name;
const LOGS = runaiClusterLogsPermission.name;
const REGISTER = runaiClusterRegisterPermission.name;

/** One group sees what it owns, one what carries its label, one what is in production; each may do something else besides. */
const GRANTS: readonly Grant[] = [
  {
    to: 'group:default/it',
    permissions: [],
    where: [
      {
        clusters: owners => runaiClusterConditions.isOwnedBy({ owners }),
        permissions: [READ],
      },
      {
        clusters: () =>
          runaiClusterConditions.inEnvironment({ environments: ['trial'] }),
        permissions: [RUN, PROXY],
      },
    ],
    others: 'read',
  },
  {
    to: 'group:default/vision',
    permissions: [PROXY],
    where: [
      {
        clusters: () =>
          runaiClusterConditions.hasLabel({ key: 'team', value: 'vision' }),
        permissions: [READ],
      },
    ],
    others: 'read',
  },
  {
    to: 'group:default/ml-platform',
    permissions: [RUN, AUDIT, LOGS, REGISTER],
    where: [
      {
        clusters: () =>
          runaiClusterConditions.inEnvironment({
            environments: ['production'],
          }),
        permissions: [READ],
      },
    ],
    others: '*',
  },
];

/** The same, said once more in the words of a test. */
const PEOPLE: Record<string, Record<string, (of: FleetCluster) => boolean>> = {
  vera: {
    [READ]: ({ owner }) => owner === 'it',
    [RUN]: ({ environment }) => environment === 'trial',
    [PROXY]: ({ environment }) => environment === 'trial',
    [LOGS]: () => false,
    [AUDIT]: () => false,
  },
  ada: {
    [READ]: ({ team }) => team === 'vision',
    [RUN]: () => false,
    [PROXY]: () => true,
    [LOGS]: () => false,
    [AUDIT]: () => false,
  },
  piet: {
    [READ]: ({ environment }) => environment === 'production',
    [RUN]: () => true,
    [PROXY]: () => false,
    [LOGS]: () => true,
    [AUDIT]: () => true,
  },
};
const NAMES = Object.keys(PEOPLE);

const CLUSTER_CALLS = { ...CLUSTER_ROUTES, ...PROXY_CALLS };

/** Whatever is wrong with a request, it says no more of a hidden cluster than of one that does not exist. */
const WRONG_QUERIES = [
  '?limit=501',
  '?cursor=abc',
  '?filter=colour=red',
  '?colour=red',
];

let fleet: FleetCluster[];
let portal: FleetPortal;
const people = new Map<string, Caller>();
const runIds = new Map<string, string>();

beforeAll(async () => {
  fleet = await startClusters();
  portal = await startFleetPortal({
    clusters: fleet.map(sourced),
    grants: GRANTS,
    features: [demoSignInModule],
  });
  for (const name of NAMES) {
    people.set(name, await portal.signIn('demo', { 'x-demo-user': name }));
  }
  await until(async () => {
    const { items } = await bodyOf(portal.service.call('GET', '/clusters'));
    return (
      items.length === fleet.length &&
      items.every(
        (item: { readiness: { checkedAt?: string } }) =>
          item.readiness.checkedAt,
      )
    );
  });
  for (const { name } of fleet) {
    const { items } = await bodyOf(
      portal.service.call('GET', `/clusters/${name}/runs`),
    );
    runIds.set(name, items[0].id);
  }
});

afterAll(async () => {
  await portal?.close();
  await Promise.all((fleet ?? []).map(({ running }) => running.close()));
});

async function until(holds: () => Promise<boolean>): Promise<void> {
  while (!(await holds())) {
    await new Promise(resolve => setTimeout(resolve, 100));
  }
}

async function bodyOf(answer: Promise<Answer>) {
  const { status, text } = await answer;
  expect([status, text]).toEqual([200, expect.any(String)]);
  return JSON.parse(text);
}

/** Asks as a person, and fails where the answer names a cluster that the person may not read and did not name. */
async function ask(
  person: string,
  method: string,
  path: string,
  body?: object,
): Promise<Answer> {
  const caller = people.get(person);
  if (!caller) {
    throw new Error(`Nobody is called ${person}`);
  }
  const answer = await caller.call(method, path, body);
  for (const { name } of hiddenFrom(person)) {
    if (!path.includes(name)) {
      expect([path, answer.text]).toEqual([
        path,
        expect.not.stringContaining(name),
      ]);
    }
  }
  return answer;
}

const list = (person: string, path: string) => bodyOf(ask(person, 'GET', path));

function visibleTo(person: string): FleetCluster[] {
  return fleet.filter(PEOPLE[person][READ]);
}

function hiddenFrom(person: string): FleetCluster[] {
  return fleet.filter(of => !PEOPLE[person][READ](of));
}

const namesOf = (clusters: { name: string }[]) =>
  clusters.map(({ name }) => name).sort();

describe('three people and twelve clusters', () => {
  it('are asked about over every route of the contract', () => {
    expect(
      [CLUSTER_ROUTES, FLEET_ROUTES, PORTAL_ROUTES, SERVICE_ROUTES]
        .flatMap(Object.keys)
        .sort(),
    ).toEqual(documentedRoutes().sort());
  });

  it('are such that each person sees some, and no two the same', () => {
    expect(NAMES.map(name => visibleTo(name).length)).toEqual([4, 6, 6]);
    expect(NAMES.map(name => namesOf(visibleTo(name))[1])).toEqual([
      'borealis',
      'borealis',
      'cygnus',
    ]);
  });
});

describe.each(NAMES)('to %s', person => {
  it('the fleet counts what the person may read, and names nothing else', async () => {
    const visible = visibleTo(person);
    const totals = await list(person, '/fleet');
    expect(totals.clusters).toBe(visible.length);
    const gpus = visible.map(member => fleet.indexOf(member) + 1);
    expect(totals.gpus.total).toBe(gpus.reduce((sum, of) => sum + of, 0));
    for (const axis of ['connection', 'health', 'readiness', 'install']) {
      const counts: number[] = Object.values(totals[axis]);
      expect(counts.reduce((sum, of) => sum + of, 0)).toBe(visible.length);
    }
    const teams = (team: string) =>
      visible.filter(of => of.team === team).length || undefined;
    expect(totals.facets.label['team=vision']).toBe(teams('vision'));
    expect(totals.facets.label['team=speech']).toBe(teams('speech'));
  });

  it('the list holds what the person may read, in every order, page by page', async () => {
    const visible = namesOf(visibleTo(person));
    const whole = await list(person, '/clusters');
    expect(namesOf(whole.items)).toEqual(visible);
    expect(whole.totalItems).toBe(visible.length);
    for (const order of ['name:desc', 'gpus:desc', 'owner:asc', 'worst:asc']) {
      const seen: { name: string }[] = [];
      let cursor = '';
      do {
        const page = await list(
          person,
          `/clusters?limit=2&order=${order}${cursor}`,
        );
        expect(page.totalItems).toBe(visible.length);
        seen.push(...page.items);
        cursor = page.nextCursor ? `&cursor=${page.nextCursor}` : '';
      } while (cursor);
      expect(namesOf(seen)).toEqual(visible);
    }
  });

  it("another one's cursor leads to nothing more", async () => {
    for (const other of NAMES) {
      const { nextCursor } = await list(other, '/clusters?limit=1');
      const { items, totalItems } = await list(
        person,
        `/clusters?limit=500&cursor=${nextCursor}`,
      );
      const visible = namesOf(visibleTo(person));
      expect(visible).toEqual(expect.arrayContaining(namesOf(items)));
      expect(totalItems).toBe(visible.length);
    }
  });

  it('the search and the filters find what the person may read alone', async () => {
    const count = async (filter: string) =>
      (await list(person, `/clusters?filter=${filter}`)).totalItems;
    for (const member of fleet) {
      const expected = PEOPLE[person][READ](member) ? 1 : 0;
      expect(await count(`text=${member.name}`)).toBe(expected);
      expect(await count(`name=${member.name}`)).toBe(expected);
    }
    const visible = visibleTo(person);
    for (const owner of ['it', 'vision', 'labs']) {
      expect(await count(`owner=group:default/${owner}`)).toBe(
        visible.filter(of => of.owner === owner).length,
      );
    }
    expect(await count('label.team=speech')).toBe(
      visible.filter(({ team }) => team === 'speech').length,
    );
  });

  it('a check fails on as many clusters as the person may read', async () => {
    const failing = new Map<string, number>();
    for (const { name } of visibleTo(person)) {
      const { items } = await bodyOf(
        portal.service.call('GET', `/clusters/${name}/results?status=fail`),
      );
      for (const { checkId } of items) {
        failing.set(checkId, (failing.get(checkId) ?? 0) + 1);
      }
    }
    expect(failing.size).toBeGreaterThan(0);
    const { items } = await list(person, '/checks');
    for (const check of items) {
      // Absent where none of the clusters was judged by it.
      expect([check.id, check.failing ?? 0]).toEqual([
        check.id,
        failing.get(check.id) ?? 0,
      ]);
    }
    const [id, expected] = [...failing][0];
    expect((await list(person, `/checks/${id}`)).failing).toBe(expected);
  });

  it.each(Object.entries(SERVICE_ROUTES))(
    '%s is refused, whatever the person may read',
    async (_route, path) => {
      const { status, text } = await ask(person, 'GET', path);
      expect(status).toBe(403);
      expect(text).toContain('to plugins and services alone');
    },
  );

  it('the profiles are those of the product', async () => {
    const { items } = await list(person, '/profiles');
    for (const { id } of items) {
      expect((await list(person, `/profiles/${id}`)).id).toBe(id);
    }
  });

  it.each(Object.keys(CLUSTER_CALLS))(
    '%s answers of every cluster as the policy says',
    async route => {
      const [method] = route.split(' ');
      const { path, needs, body } = CLUSTER_CALLS[route];
      for (const member of fleet) {
        const { name } = member;
        const runId = String(runIds.get(name));
        const answer = await ask(
          person,
          method,
          `/clusters/${name}${path(runId)}`,
          body,
        );
        expect([name, answer.status, answer.text]).toEqual([
          name,
          ...answerTo(person, member, needs),
        ]);
      }
    },
  );

  it.each(Object.keys(CLUSTER_CALLS))(
    '%s answers of a hidden cluster, byte for byte, as of none',
    async route => {
      const [method] = route.split(' ');
      const { path, body } = CLUSTER_CALLS[route];
      for (const { name } of hiddenFrom(person)) {
        const invented = `${name.slice(0, -1)}9`;
        const runId = String(runIds.get(name));
        for (const query of ['', ...WRONG_QUERIES]) {
          const [hidden, missing] = await Promise.all(
            [name, invented].map(asked =>
              ask(
                person,
                method,
                `/clusters/${asked}${path(runId)}${query}`,
                body,
              ),
            ),
          );
          expect(comparable(hidden, name)).toEqual(
            comparable(missing, invented),
          );
        }
      }
    },
  );

  it.each(Object.keys(PORTAL_ROUTES))(
    '%s answers whom the policy says',
    async route => {
      const [method] = route.split(' ');
      const { path, needs, body } = PORTAL_ROUTES[route];
      const { status, text } = await ask(person, method, path, body);
      const refusal = text.includes(`${needs} is missing`);
      expect([status, refusal]).toEqual(
        person === 'piet' ? [200, false] : [403, true],
      );
    },
  );

  it.each(REFUSED_UNREAD)(
    'the proxy refuses %s %j of a hidden cluster as of none',
    async (method, path) => {
      const [{ name }] = hiddenFrom(person);
      const invented = `${name.slice(0, -1)}9`;
      const [hidden, missing] = await Promise.all(
        [name, invented].map(asked =>
          ask(person, method, `/clusters/${asked}/k8s${path}`),
        ),
      );
      expect(hidden.status).toBeGreaterThanOrEqual(400);
      expect(comparable(hidden, name)).toEqual(comparable(missing, invented));
    },
  );

  it('the run of a hidden cluster is none of a visible one', async () => {
    const [visible] = visibleTo(person);
    const [hidden] = hiddenFrom(person);
    const runId = runIds.get(hidden.name);
    const { status } = await ask(
      person,
      'GET',
      `/clusters/${visible.name}/runs/${runId}`,
    );
    expect(status).toBe(404);
  });
});

/** The status and the text with which a route of a cluster answers a person. */
function answerTo(person: string, of: FleetCluster, needs?: string) {
  if (!PEOPLE[person][READ](of)) {
    return [404, expect.stringContaining(`There is no cluster '${of.name}'`)];
  }
  return needs && !PEOPLE[person][needs](of)
    ? [403, expect.stringContaining(needs)]
    : [expect.any(Number), expect.not.stringContaining('"error":{')];
}

/** An answer with the name that was asked for taken out; what differs from answer to answer by itself is left out. */
function comparable({ status, headers, text }: Answer, name: string) {
  return {
    status,
    text: text.replaceAll(name, '<name>'),
    headers: [...headers].filter(
      ([header]) => !['date', 'etag', 'x-request-id'].includes(header),
    ),
  };
}
