import type {
  AccessPermission,
  AccessView,
} from '@runai-portal/backstage-plugin-runai-common';
import {
  cluster,
  node,
  type AccountOptions,
  type RunningCluster,
} from '@runai-portal/simulator';
import { parseAllDocuments } from 'yaml';
import {
  startPortal,
  type TestCluster,
  type TestPortal,
} from '../__testUtils__/startPortal';

jest.setTimeout(60_000);

const ended: (() => Promise<void>)[] = [];

afterEach(async () => {
  for (const end of ended.splice(0).reverse()) {
    await end();
  }
});

/** A portal with one cluster, whose account may do what the rules say; everything where there are none. */
async function start(
  options: {
    rules?: AccountOptions['rules'];
    settings?: TestCluster['settings'];
  } = {},
): Promise<{ running: RunningCluster; portal: TestPortal }> {
  const { rules, settings } = options;
  const running = await cluster('well')
    .kubernetes('1.28.0')
    .nodes(node('n-1').gpus(8, 'Tesla V100-SXM2-32GB'))
    .start();
  ended.push(() => running.close());
  if (rules) {
    running.account(running.token(), { user: 'portal', rules });
  }
  const portal = await startPortal({ clusters: [{ running, settings }] });
  ended.push(() => portal.close());
  return { running, portal };
}

async function read(portal: TestPortal, query = ''): Promise<AccessView> {
  const { status, body } = await portal.get(`/clusters/well/access${query}`);
  expect(status).toBe(200);
  return body;
}

/** E.g. `list storage.k8s.io/storageclasses`. */
const words = (permissions: readonly AccessPermission[] = []) =>
  permissions.map(({ verb, group, resource }) =>
    group ? `${verb} ${group}/${resource}` : `${verb} ${resource}`,
  );

const NODES_ALONE = [
  { verbs: ['get', 'list'], apiGroups: [''], resources: ['nodes'] },
];

describe('what the account of the portal may do', () => {
  it('is told by permission, with the checks that each would cost and the roles that grant it', async () => {
    const { portal } = await start({ rules: NODES_ALONE });
    const view = await read(portal);
    expect(words(view.granted)).toEqual(['list nodes']);
    expect(words(view.missing)).toContain('list storage.k8s.io/storageclasses');
    expect(words(view.notServed)).toContain('list nvidia.com/clusterpolicies');
    const storage = view.missing?.find(
      ({ resource }) => resource === 'storageclasses',
    );
    expect(storage?.checks).toContain('storage.default-class');
    expect(view.unknown).toBeUndefined();
    expect(view.account).toMatchObject({
      userName: 'portal',
      clusterAdmin: false,
    });
    expect(view.manifest).toContain('resources: [storageclasses]');
    expect(view.manifest).not.toContain('secrets');
    expect(view.manifest).not.toContain('pods/log');
    expect(view.proxy.url).toMatch(/\/api\/runai\/clusters\/well\/k8s$/);
  });

  it('is unknown, not nothing, where the cluster cannot be asked', async () => {
    const { running, portal } = await start();
    running.revoke(running.token());
    const view = await read(portal);
    expect(view.unknown?.reason).toBe('Unauthorized');
    expect(view.granted).toBeUndefined();
    expect(view.missing).toBeUndefined();
    expect(view.notServed).toBeUndefined();
    expect(view.manifest).toContain('kind: ClusterRole');
  });

  it('is unknown where what the portal was given cannot be used', async () => {
    const { portal } = await start({ settings: { profile: 'no-such' } });
    const view = await read(portal);
    expect(view.unknown?.reason).toBe('UnknownProfile');
    expect(view.granted).toBeUndefined();
  });

  it('holds what the proxy lets through where that is asked for, single objects in their namespace', async () => {
    const { portal } = await start({
      rules: NODES_ALONE,
      settings: {
        kubernetesProxy: {
          enabled: true,
          additionalResources: [
            {
              group: '',
              resource: 'configmaps',
              namespace: 'kube-public',
              names: ['cluster-info'],
            },
          ],
        },
      },
    });
    const view = await read(portal, '?proxy=true');
    const proxied = view.missing?.filter(({ proxy }) => proxy);
    expect(words(view.granted)).toEqual(['list nodes', 'get nodes']);
    expect(words(proxied)).toContain('get pods/log');
    expect(words(proxied)).not.toContain('list pods/log');
    expect(proxied).toContainEqual({
      verb: 'get',
      group: '',
      resource: 'configmaps',
      name: 'cluster-info',
      namespace: 'kube-public',
      checks: [],
      proxy: true,
    });
    const roles = parseAllDocuments(view.manifest)
      .map(document => document.toJS())
      .filter(({ kind }) => kind === 'Role' || kind === 'RoleBinding');
    expect(roles.map(({ metadata }) => metadata.namespace)).toEqual([
      'kube-public',
      'kube-public',
    ]);
    expect(roles[0].rules).toEqual([
      {
        apiGroups: [''],
        resources: ['configmaps'],
        resourceNames: ['cluster-info'],
        verbs: ['get'],
      },
    ]);
  });

  it('is asked once, however many look', async () => {
    const { running, portal } = await start();
    const asked = () =>
      running.requests.filter(({ path }) =>
        path.endsWith('/selfsubjectaccessreviews'),
      ).length;
    await portal.until<{ readiness: { checkedAt?: string } }>(
      '/clusters/well',
      ({ readiness }) => readiness.checkedAt !== undefined,
    );
    const before = asked();
    const [view] = await Promise.all(
      Array.from({ length: 5 }, () => read(portal, '?proxy=true')),
    );
    const proxied = view.granted?.filter(({ proxy }) => proxy) ?? [];
    expect(proxied.length).toBeGreaterThan(50);
    expect(asked() - before).toBe(proxied.length);
    await read(portal, '?proxy=true');
    await read(portal);
    expect(asked() - before).toBe(proxied.length);
  });

  it('says nothing of probes, which do not exist', async () => {
    const { portal } = await start();
    const { status, body } = await portal.get(
      '/clusters/well/access?probes=true',
    );
    expect([status, body.error.message]).toEqual([
      400,
      'probes cannot be true: there are no probes yet',
    ]);
    await read(portal, '?probes=false&proxy=false');
  });
});
