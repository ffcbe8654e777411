import { parseAllDocuments } from 'yaml';
import { CHECKS } from '../catalogue';
import type { Check } from '../declarations';
import { defineFact } from '../facts/request';
import { neededPermissions } from '../engine/neededPermissions';
import { snapshotFacts } from '../snapshot';
import { accessManifest, passiveManifest } from './accessManifest';

const documents = (yaml: string) =>
  parseAllDocuments(yaml).map(document => document.toJS());

interface Rule {
  apiGroups?: string[];
  resources?: string[];
  resourceNames?: string[];
  verbs: string[];
}

const manifest = passiveManifest({ checks: CHECKS, facts: snapshotFacts });
const rules = documents(manifest).flatMap(
  (document): Rule[] => document.rules ?? [],
);

describe('the manifest of a passive run', () => {
  it('brings account, roles and bindings', () => {
    const kinds = documents(manifest).map(({ kind }) => kind);
    expect(kinds).toEqual(
      expect.arrayContaining([
        'Namespace',
        'ServiceAccount',
        'ClusterRole',
        'ClusterRoleBinding',
      ]),
    );
  });

  it('only reads, and never Secrets, everything, or what acts on pods', () => {
    expect(rules.length).toBeGreaterThan(10);
    for (const rule of rules) {
      expect(
        rule.verbs.filter(verb => verb !== 'get' && verb !== 'list'),
      ).toEqual([]);
      expect(rule.resources ?? []).not.toEqual(
        expect.arrayContaining(['secrets']),
      );
      expect([
        ...(rule.resources ?? []),
        ...(rule.apiGroups ?? []),
      ]).not.toContain('*');
      expect(
        (rule.resources ?? []).filter(resource => resource.includes('/')),
      ).toEqual([]);
    }
  });

  it('reads ConfigMaps by name alone', () => {
    const configMaps = rules.filter(({ resources }) =>
      resources?.includes('configmaps'),
    );
    expect(
      configMaps.every(
        ({ resourceNames, verbs }) =>
          resourceNames?.length === 1 && verbs.join() === 'get',
      ),
    ).toBe(true);
  });

  it('says beside each rule which checks need it', () => {
    expect(manifest).toMatch(
      /# .*storage\.default-class.*\n {2}- apiGroups: \[storage\.k8s\.io\]\n {4}resources: \[storageclasses\]/,
    );
  });

  it('holds exactly what the checks that are enabled read', () => {
    const version = CHECKS.filter(({ id }) => id === 'storage.default-class');
    const only = documents(passiveManifest({ checks: version })).flatMap(
      (document): Rule[] => document.rules ?? [],
    );
    expect(only.map(({ resources }) => resources?.join())).toEqual(
      neededPermissions(version).map(({ permission }) => permission.resource),
    );
  });

  it('adds what is read through the proxy, each verb once, single objects in their namespace alone', () => {
    const nodes = CHECKS.filter(({ id }) => id === 'platform.nodes-ready');
    const yaml = passiveManifest({
      checks: nodes,
      proxied: [
        { verb: 'get', resource: 'nodes' },
        { verb: 'list', resource: 'nodes' },
        { verb: 'get', resource: 'pods/log' },
        {
          verb: 'get',
          resource: 'configmaps',
          resourceName: 'cluster-info',
          namespace: 'kube-public',
        },
      ],
    });
    const [all, , one, binding] = documents(yaml).slice(2);
    expect(
      all.rules
        .filter(({ resources }: Rule) => /nodes|log/.test(String(resources)))
        .map(({ resources, verbs }: Rule) => [resources, verbs]),
    ).toEqual([
      [['nodes'], ['get', 'list']],
      [['pods/log'], ['get']],
    ]);
    expect(one).toMatchObject({
      kind: 'Role',
      metadata: { name: 'runai-portal', namespace: 'kube-public' },
      rules: [{ resourceNames: ['cluster-info'], verbs: ['get'] }],
    });
    expect(binding).toMatchObject({
      kind: 'RoleBinding',
      metadata: { namespace: 'kube-public' },
      roleRef: { kind: 'Role', name: 'runai-portal' },
    });
    expect(yaml).toContain("# read through the portal's proxy");
  });

  it('refuses a check that asks for Secrets', () => {
    const greedy = defineFact({
      id: 'greedy',
      title: 'Secrets',
      requests: { secrets: { verb: 'list', resource: 'secrets' } },
      ttlSeconds: 1,
      collect: async () => 1,
    });
    const check: Check = { ...CHECKS[0], id: 'test.greedy', uses: { greedy } };
    expect(() =>
      accessManifest({ needed: neededPermissions([check]) }),
    ).toThrow('test.greedy asks for secrets');
  });
});

describe('neededPermissions', () => {
  it('names each permission once, with every check that is lost without it', () => {
    const needed = neededPermissions(CHECKS);
    const keys = needed.map(({ permission }) => JSON.stringify(permission));
    expect(new Set(keys).size).toBe(keys.length);
    const nodes = needed.find(
      ({ permission }) => permission.resource === 'nodes',
    );
    expect(nodes?.checks).toEqual(
      expect.arrayContaining(['gpu.nodes-present', 'platform.nodes-ready']),
    );
  });

  it('leaves out what Kubernetes grants to everybody', () => {
    expect(
      neededPermissions(CHECKS).filter(({ permission }) =>
        permission.resource.startsWith('selfsubject'),
      ),
    ).toEqual([]);
  });
});
