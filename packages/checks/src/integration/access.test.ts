import type { Result } from '@runai-portal/backstage-plugin-runai-common';
import { KubeClient, loadKubeconfig } from '@runai-portal/kube';
import { passiveManifest } from '../access/accessManifest';
import type { Fact, Permission } from '../declarations';
import { createEngine } from '../createEngine';
import type { RunOutcome } from '../engine/Run';
import { clusterSettingsSchema } from '../settings';
import {
  snapshotFacts,
  SnapshotTaker,
  type ClusterSnapshot,
} from '../snapshot';
import { factsBehind, factsOf } from '../engine/Catalogue';
import { neededPermissions } from '../engine/neededPermissions';
import { accessWorld, openshiftWorld } from './accessWorld';
import { lend } from './kube';
import {
  namesOf,
  RestrictedAccount,
  rulesOf,
  type Rule,
} from './RestrictedAccount';

/** Each names the kubeconfig of an administrator of a fresh cluster without nodes. */
const SERVERS = ['RUNAI_TEST_KUBECONFIG_1_20', 'RUNAI_TEST_KUBECONFIG_1_36'];

const engine = createEngine();
const { checks } = engine;
/** What `--manifest` prints, under names of this test's own. */
const MANIFEST = passiveManifest({
  checks,
  facts: engine.facts,
  name: 'it-access',
  subject: {
    kind: 'ServiceAccount',
    name: 'runai-portal',
    namespace: 'it-access',
  },
});
const RULES = rulesOf(MANIFEST).filter(({ resources }) => resources);
const PATHS = rulesOf(MANIFEST).filter(({ resources }) => !resources);
const ofOpenShift = ({ apiGroups }: Rule) =>
  apiGroups?.[0] === 'config.openshift.io';

/**
 * Their facts are asked only on a cluster that calls for them: one with policies in force, with OpenShift's groups, behind a proxy.
 * What each loses stands in its own test.
 */
const WHERE_CALLED_FOR = [
  'network.proxy',
  'security.image-policy',
  'security.psp',
  'security.regime',
  'security.scc',
];

jest.setTimeout(120_000);

/** What a run and a snapshot make of the cluster. */
interface Seen {
  run: RunOutcome;
  snapshot: ClusterSnapshot;
}

describe.each(SERVERS)('the account of the manifest on %s', variable => {
  const path = process.env[variable];
  if (!path) {
    // eslint-disable-next-line jest/no-disabled-tests, jest/expect-expect -- needs a real API server
    it.skip(`is skipped: ${variable} names no kubeconfig`, () => undefined);
    return;
  }
  let account: RestrictedAccount;
  let whole: Seen;
  const takeBack: (() => Promise<void>)[] = [];

  const look = async (): Promise<Seen> => {
    const client = KubeClient.create(account.connection);
    try {
      const session = engine.connect({
        name: 'seen',
        client,
        settings: clusterSettingsSchema.parse({
          name: 'seen',
          environment: 'production',
          existingPrometheus: true,
          proxy: { httpsProxy: 'http://proxy.example.com:3128' },
        }),
      });
      return {
        run: await session.run(),
        snapshot: await new SnapshotTaker(session).snapshot(),
      };
    } finally {
      await client.close();
    }
  };

  beforeAll(async () => {
    const administrator = (await loadKubeconfig({ path })).connection();
    const client = KubeClient.create(administrator);
    const { value } = await client.nonResource<{ gitVersion: string }>(
      '/version',
    );
    await client.close();
    takeBack.push(await lend(path, accessWorld(value.gitVersion)));
    account = await RestrictedAccount.apply(administrator, MANIFEST);
    takeBack.push(() => account.remove());
    whole = await look();
  });
  afterAll(async () => {
    for (const give of takeBack.reverse()) {
      await give();
    }
  });

  it('is enough: nothing is unknown for want of a permission', () => {
    expect(whole.run.status).toBe('completed');
    expect(whole.run.results.filter(isForbidden)).toEqual([]);
    expect(whole.snapshot.unreadable).toEqual([]);
    expect(resultsOf(whole, 'cluster.permissions')).toMatchObject([
      { status: 'pass', reason: 'AllGranted' },
    ]);
    expect(resultsOf(whole, 'cluster.credentials')).toMatchObject([
      { status: 'pass' },
    ]);
  });

  it('loses nothing with the paths, which Kubernetes grants to everybody', async () => {
    expect(PATHS).toHaveLength(1);
    await account.without(PATHS[0]);
    const seen = await look();
    expect(gist(seen)).toEqual(gist(whole));
    expect(seen.snapshot.unreadable).toEqual([]);
  });

  it.each(
    RULES.filter(rule => !ofOpenShift(rule)).map(
      rule => [namesOf(rule).join(), rule] as const,
    ),
  )('without %s, the checks that need it say so', async (_name, rule) => {
    await account.without(rule);
    expectLoss(rule, await look(), whole);
  });

  describe('of OpenShift', () => {
    beforeAll(async () => {
      takeBack.push(await lend(path, openshiftWorld()));
      await account.without(undefined);
      whole = await look();
    });

    it('is enough', () => {
      expect(whole.snapshot.platform?.track).toBe('openshift');
      expect(whole.run.results.filter(isForbidden)).toEqual([]);
      expect(whole.snapshot.unreadable).toEqual([]);
    });

    it.each(
      RULES.filter(ofOpenShift).map(
        rule => [namesOf(rule).join(), rule] as const,
      ),
    )('without %s, the checks that need it say so', async (_name, rule) => {
      await account.without(rule);
      expectLoss(rule, await look(), whole);
    });
  });
});

/** Exactly what rests on the rule is lost, by the declarations; it is named; and nothing turns into zero. */
function expectLoss(rule: Rule, seen: Seen, whole: Seen): void {
  const [name] = namesOf(rule);
  const served = isServed(rule, whole);
  const needing = (which: 'uses' | 'optional') =>
    served
      ? checksNeeding(rule, which).filter(
          id => isAskedFor(id, whole) && !WHERE_CALLED_FOR.includes(id),
        )
      : [];
  const lost = needing('uses');
  const poorer = needing('optional');

  const forbidden = seen.run.results.filter(
    result => isForbidden(result) && !WHERE_CALLED_FOR.includes(result.checkId),
  );
  expect(idsOf(forbidden)).toEqual(idsOf(lost.map(checkId => ({ checkId }))));
  for (const { checkId } of forbidden) {
    // No subject of such a check is judged.
    expect(resultsOf(seen, checkId).every(isForbidden)).toBe(true);
  }
  for (const { message } of forbidden) {
    expect(message).toContain(`Forbidden(${name}`);
  }
  const others = (part: Seen) =>
    gist(part).filter(
      line =>
        !line.startsWith('cluster.permissions ') &&
        // What a look is missing for is not known any more, or told beside what is.
        ![...lost, ...poorer, ...WHERE_CALLED_FOR].some(id =>
          line.startsWith(`${id} `),
        ),
    );
  expect(others(seen)).toEqual(others(whole));
  for (const id of poorer.filter(checkId => !lost.includes(checkId))) {
    const judged = resultsOf(seen, id).filter(
      ({ status }) => status !== 'notApplicable',
    );
    expect({ id, told: judged.map(tellsOf(name)) }).toEqual({
      id,
      told: judged.map(() => true),
    });
  }

  // What an account lacks is told for every check, asked for here or not.
  expectPermissionsCheck(
    rule,
    seen,
    served
      ? [...checksNeeding(rule, 'uses'), ...checksNeeding(rule, 'optional')]
      : [],
  );
  expectSnapshot(rule, seen.snapshot, served ? whole.snapshot : undefined);
}

function expectPermissionsCheck(rule: Rule, seen: Seen, costs: string[]) {
  const [permissions] = resultsOf(seen, 'cluster.permissions');
  if (costs.length === 0) {
    expect(permissions.status).toBe('pass');
    return;
  }
  const [name] = namesOf(rule);
  expect(permissions).toMatchObject(
    name === 'list nodes'
      ? { status: 'fail', reason: 'NodesMissing' }
      : { status: 'warn', reason: 'SomeMissing' },
  );
  const evidence = permissions.evidence.filter(({ key }) => key === name);
  expect(evidence).toHaveLength(1);
  const [, named = '', more = '0'] =
    /needed by (.*?)(?: and (\d+) more)?$/.exec(evidence[0].value) ?? [];
  const all = named.split(', ');
  const unnamed = costs.filter(id => !all.includes(id));
  expect(unnamed.length).toBeLessThanOrEqual(Number(more));
}

function expectSnapshot(
  rule: Rule,
  snapshot: ClusterSnapshot,
  whole: ClusterSnapshot | undefined,
) {
  const lost = whole
    ? snapshotFacts.filter(fact => needs(fact, rule)).map(({ id }) => id)
    : [];
  const unreadable = snapshot.unreadable.map(({ fact }) => fact);
  expect(unreadable).toEqual(expect.arrayContaining(lost));
  for (const { reason, message } of snapshot.unreadable) {
    expect(reason).toBe('Forbidden');
    expect(message).toContain(`Forbidden(${namesOf(rule)[0]}`);
  }
  if (!whole) {
    expect(snapshot.unreadable).toEqual([]);
    return;
  }
  // Every number is what it was, or is not told.
  const before = numbersOf(whole);
  for (const [key, value] of Object.entries(numbersOf(snapshot))) {
    expect({ [key]: value }).toEqual({ [key]: before[key] });
  }
  if (lost.includes('nodes')) {
    expect(snapshot).toMatchObject({ healthNow: { state: 'unknown' } });
    expect(snapshot.nodes).toBeUndefined();
    expect(snapshot.gpus).toBeUndefined();
    expect(snapshot.capacity).toBeUndefined();
  }
  if (lost.includes('gpu-pods')) {
    expect(snapshot.capacity?.gpus?.total).toBe(whole.capacity?.gpus?.total);
    expect(snapshot.capacity?.gpus?.allocated).toBeUndefined();
  }
  if (lost.includes('workloads')) {
    expect(snapshot.install.state).toBe('unknown');
  }
}

/** Checks that name a fact which needs the rule, and nothing else counts. */
function checksNeeding(rule: Rule, which: 'uses' | 'optional'): string[] {
  return checks
    .filter(check => {
      const required = factsBehind(Object.values(check.uses), {
        withOptional: false,
      });
      const facts =
        which === 'uses'
          ? required
          : factsOf(check).filter(fact => !required.includes(fact));
      return facts.some(fact => needs(fact, rule));
    })
    .map(({ id }) => id);
}

function needs(fact: Fact<unknown>, rule: Rule): boolean {
  return fact.permissions.some(
    permission => 'resource' in permission && covers(rule, permission),
  );
}

function covers(
  { apiGroups, resources, resourceNames, verbs }: Rule,
  { group = '', resource, resourceName, verb }: Permission,
): boolean {
  return (
    apiGroups?.[0] === group &&
    resources?.[0] === resource &&
    resourceNames?.[0] === resourceName &&
    verbs.includes(verb)
  );
}

/** A resource that only some clusters have costs nothing where it is not there. */
function isServed(
  { apiGroups = [''], resources = [] }: Rule,
  { run }: Seen,
): boolean {
  const groups = run.facts['api-groups'];
  if (!groups.ok) {
    throw new Error(groups.message);
  }
  const { value } = groups as { value: { groups: Record<string, string[]> } };
  // Its group outlived it.
  if (resources.includes('podsecuritypolicies')) {
    return value.groups.policy?.includes('v1beta1') ?? false;
  }
  return apiGroups[0] === '' || apiGroups[0] in value.groups;
}

/** What a mode or a profile does not ask for is known without the cluster. */
function isAskedFor(id: string, whole: Seen): boolean {
  return !resultsOf(whole, id).every(
    ({ reason, message }) =>
      reason === 'NotApplicable' && / ask(ed)? for /.test(message),
  );
}

function isForbidden({ status, reason }: Result): boolean {
  return status === 'unknown' && reason === 'Forbidden';
}

function resultsOf({ run }: Seen, id: string): Result[] {
  return run.results.filter(({ checkId }) => checkId === id);
}

function idsOf(results: readonly { checkId: string }[]): string[] {
  return [...new Set(results.map(({ checkId }) => checkId))].sort();
}

/** Everything that was concluded, in one line a result. */
function gist({ run }: Seen): string[] {
  return run.results.map(
    ({ checkId, subject, status, reason }) =>
      `${checkId} ${subject.name} ${status} ${reason}`,
  );
}

function tellsOf(name: string) {
  return ({ evidence }: Result) =>
    evidence.some(
      ({ what, value }) =>
        what.startsWith('Not read: ') && value.includes(`Forbidden(${name}`),
    );
}

/** Every number of a snapshot by its place, times and states aside. */
function numbersOf({ capacity, gpus, nodes }: ClusterSnapshot) {
  const numbers: Record<string, number> = {};
  const walk = (value: unknown, place: string) => {
    if (typeof value === 'number') {
      numbers[place] = value;
    } else if (typeof value === 'object' && value !== null) {
      for (const [key, inner] of Object.entries(value)) {
        walk(inner, `${place}.${key}`);
      }
    }
  };
  walk({ capacity, gpus, nodes }, '');
  return numbers;
}

it('asks for each thing once, as the declarations say', () => {
  const names = RULES.flatMap(rule =>
    namesOf(rule).map(name => [name, ...(rule.resourceNames ?? [])].join(' ')),
  );
  expect(new Set(names).size).toBe(names.length);
  expect(names.length).toBe(neededPermissions(checks, engine.facts).length);
});
