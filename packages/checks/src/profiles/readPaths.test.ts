import { existsSync } from 'node:fs';
import { CLUSTER_USES } from '@runai-portal/backstage-plugin-runai-common';
import { KubeClient } from '@runai-portal/kube';
import { cluster, node, storageClass } from '@runai-portal/simulator';
import { z } from 'zod';
import { CHECKS } from '../catalogue';
import { createEngine } from '../createEngine';
import { nativeCluster } from '../field-cases/nativeCluster';
import {
  evaluateCheck,
  testProfile,
  testSettings,
  type EvaluateCheckOptions,
} from '../testing';
import { resolveInPackage } from './packageFolder';
import { profileSchema, type Profile } from './schema';
import { wildcard } from './wildcard';

jest.setTimeout(60_000);

/** Words for people: pages and reports show them as they are. */
const SHOWN = /(^|\.)(title|description|source|verified|note)$/;

/** What `extends` says is read before a profile is whole. */
const READ_WHILE_LOADING = ['extends'];

/** Data of the seeds for checks that run inside the cluster, and which of them reads it. */
const FOR_PROBES = {
  endpoints: 'network.egress',
  network: 'network.egress',
  registries: 'registry.pull',
};

/** The seeds', one that tells OpenShift apart, and one that asks for more where the cluster is used for something. */
const TELLING = [undefined, 'runai-2.22', 'runai-3.0'];

/** `gpu.driver.rules[].minimum`, `checks.*.severity`: every leaf of the schema. */
function leavesOf(schema: object, at = ''): string[] {
  const below = (key: string) => (at ? `${at}.${key}` : key);
  if (schema instanceof z.ZodOptional) {
    return leavesOf(schema.unwrap() as object, at);
  }
  if (schema instanceof z.ZodDiscriminatedUnion) {
    const leaves = schema.options.flatMap(part => leavesOf(part, at));
    return [...new Set(leaves)];
  }
  if (schema instanceof z.ZodObject) {
    return Object.entries(schema.shape).flatMap(([key, part]) =>
      leavesOf(part as object, below(key)),
    );
  }
  if (schema instanceof z.ZodArray) {
    return leavesOf(schema.element as object, `${at}[]`);
  }
  if (schema instanceof z.ZodRecord) {
    return leavesOf(schema.valueType as object, below('*'));
  }
  return [at];
}

/** A profile that notes in `read` what is asked of it. */
function recorded(profile: Profile, read: Set<string>): Profile {
  const known = new Map<object, object>();
  const record = (value: unknown, at: string): unknown => {
    if (typeof value !== 'object' || value === null) {
      return value;
    }
    const proxy =
      known.get(value) ??
      new Proxy(value, {
        get: (target, key) => {
          const found: unknown = Reflect.get(target, key);
          if (typeof key === 'symbol' || typeof found === 'function') {
            return found;
          }
          const isList = Array.isArray(target);
          if (isList && !/^\d+$/.test(key)) {
            return found;
          }
          const below = at ? `${at}.${key}` : key;
          const place = isList ? `${at}[]` : below;
          read.add(place);
          return record(found, place);
        },
      });
    known.set(value, proxy);
    return proxy;
  };
  return record(profile, '') as Profile;
}

function judgeAllCases(read: Set<string>): void {
  for (const check of CHECKS.filter(({ active }) => !active)) {
    const { id, category } = check;
    const name = id
      .slice(id.indexOf('.') + 1)
      .replace(/-([a-z])/g, (_, letter: string) => letter.toUpperCase());
    const file = resolveInPackage(
      'src',
      'checks',
      category,
      `${name}.cases.ts`,
    );
    if (existsSync(file)) {
      const { cases } = jest.requireActual<{
        cases: Record<string, EvaluateCheckOptions>;
      }>(file);
      for (const options of Object.values(cases)) {
        for (const telling of TELLING) {
          evaluateCheck(check, {
            ...options,
            settings: { uses: [...CLUSTER_USES], ...options.settings },
            profile: recorded(options.profile ?? testProfile(telling), read),
          });
        }
      }
    }
  }
}

/** Reads and judges a cluster that has what few have: a DGX A100, a class of Portworx, a server of today. */
async function runOnCluster(read: Set<string>): Promise<void> {
  const running = await cluster('all')
    .kubernetes('1.31.0')
    .objects(
      ...nativeCluster(),
      node('dgx')
        .gpus(8, 'NVIDIA-A100-SXM4-80GB')
        .labels({ 'nvidia.com/gpu.machine': 'NVIDIA-DGX-A100' })
        .driver('535.104.05', { cuda: '12.2' })
        .build(),
      storageClass('px', 'pxd.portworx.com', {
        parameters: { sharedv4: 'true' },
      }),
    )
    .start();
  const { token, ...connection } = running.connection();
  const client = KubeClient.create({
    ...connection,
    credentials: async () => ({ token }),
  });
  try {
    const session = createEngine().connect({
      name: 'all',
      client,
      settings: testSettings(),
      profile: recorded(testProfile(), read),
    });
    await session.run();
    await session.collect(createEngine().facts);
  } finally {
    await client.close();
    await running.close();
  }
}

it('has no key that nothing reads: an override of it would change nothing, without a word', async () => {
  const read = new Set<string>();
  judgeAllCases(read);
  await runOnCluster(read);
  const asked = [...read];
  const isRead = (leaf: string) => {
    const pattern = wildcard(leaf);
    return asked.some(pattern);
  };
  const unread = leavesOf(profileSchema).filter(
    leaf =>
      !SHOWN.test(leaf) &&
      !READ_WHILE_LOADING.includes(leaf) &&
      !Object.keys(FOR_PROBES).some(key => leaf.startsWith(key)) &&
      !isRead(leaf),
  );

  expect(unread).toEqual([]);
});

it.each(Object.entries(FOR_PROBES))(
  'keeps %s for the check %s, which runs inside the cluster',
  (_, id) => {
    expect(CHECKS.find(check => check.id === id)?.active).toBe(true);
  },
);
