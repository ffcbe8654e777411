import { mockCredentials, mockServices } from '@backstage/backend-test-utils';
import {
  AuthorizeResult,
  createPermission,
  type Permission,
} from '@backstage/plugin-permission-common';
import {
  createConditionAuthorizer,
  type PolicyQueryUser,
} from '@backstage/plugin-permission-node';
import { runaiPermissions } from '@runai-portal/backstage-plugin-runai-common';
import {
  runaiClusterRules,
  type RunaiClusterResource,
} from '@runai-portal/backstage-plugin-runai-node';
import { DEMO_PEOPLE } from '@runai-portal/backstage-plugin-runai-backend-module-demo';
import { GRANTS } from './grants';
import { PortalPolicy } from './PortalPolicy';

const permission = (
  name: string,
  action: 'read' | 'create' | 'delete' = 'read',
): Permission =>
  runaiPermissions.find(of => of.name === name) ??
  createPermission({ name, attributes: { action } });

const isAllowed = createConditionAuthorizer<RunaiClusterResource>({
  getRuleByName: name => {
    const rule = Object.values(runaiClusterRules).find(of => of.name === name);
    if (!rule) {
      throw new Error(`There is no rule ${name}`);
    }
    return rule;
  },
});

/** Of the demo: a production cluster of the platform team, one of IT, and a trial of the vision group. */
const CLUSTERS: Record<string, RunaiClusterResource> = {
  'gpu-prod': {
    name: 'gpu-prod',
    owner: 'group:default/ml-platform',
    environment: 'production',
    labels: {},
  },
  'shared-it': {
    name: 'shared-it',
    owner: 'group:default/it',
    environment: 'production',
    labels: {},
  },
  'ocp-lab': {
    name: 'ocp-lab',
    owner: 'group:default/vision',
    environment: 'trial',
    labels: {},
  },
};

function decide(
  user: { ref: string; groups?: readonly string[] } | undefined,
  asked: Permission,
  grants = GRANTS,
) {
  const policy = PortalPolicy.create({ auth: mockServices.auth(), grants });
  const asking: PolicyQueryUser | undefined = user && {
    credentials: mockCredentials.user(user.ref),
    info: {
      userEntityRef: user.ref,
      ownershipEntityRefs: [user.ref, ...(user.groups ?? [])],
    },
  };
  return policy.handle({ permission: asked }, asking);
}

async function allows(...args: Parameters<typeof decide>): Promise<boolean> {
  return (await decide(...args)).result === AuthorizeResult.ALLOW;
}

const person = (name: string) => ({
  ref: `user:default/${name}`,
  groups: DEMO_PEOPLE[name].groups.map(group => `group:default/${group}`),
});

describe('the policy of the portal', () => {
  it.each([
    ['vera', 'runai.cluster.read', ['gpu-prod', 'shared-it', 'ocp-lab']],
    ['vera', 'runai.check.run', ['gpu-prod', 'shared-it', 'ocp-lab']],
    ['vera', 'runai.cluster.proxy', ['gpu-prod', 'shared-it', 'ocp-lab']],
    ['vera', 'runai.cluster.logs', ['shared-it', 'ocp-lab']],
    ['vera', 'runai.audit.read', []],
    ['ada', 'runai.cluster.read', ['gpu-prod', 'shared-it', 'ocp-lab']],
    ['ada', 'runai.check.run', []],
    ['ada', 'runai.cluster.proxy', ['ocp-lab']],
    ['ada', 'runai.cluster.logs', ['ocp-lab']],
    ['ada', 'runai.audit.read', []],
    ...runaiPermissions.map(({ name }): [string, string, string[]] => [
      'piet',
      name,
      ['gpu-prod', 'shared-it', 'ocp-lab'],
    ]),
    ['piet', 'runai.invented', []],
  ])('lets %s of the demo use %s on %j', async (name, asked, expected) => {
    const decision = await decide(person(name), permission(asked));
    expect(
      Object.keys(CLUSTERS).filter(cluster =>
        isAllowed(decision, CLUSTERS[cluster]),
      ),
    ).toEqual(expected);
  });

  it('lets everybody with a grant read the catalog, and only the platform engineer change it', async () => {
    const read = permission('catalog.entity.read');
    const remove = permission('catalog.entity.delete', 'delete');
    expect(await allows(person('ada'), read)).toBe(true);
    expect(await allows(person('ada'), remove)).toBe(false);
    expect(await allows(person('piet'), remove)).toBe(true);
  });

  it.each([
    [undefined],
    [{ ref: 'user:default/mallory', groups: ['group:default/sales'] }],
    [{ ref: 'user:default/vera' }],
    [{ ref: 'user:default/local' }],
  ])('gives nothing to whom it does not know: %j', async user => {
    expect(await allows(user, permission('runai.cluster.read'))).toBe(false);
    expect(await allows(user, permission('catalog.entity.read'))).toBe(false);
  });

  it('gives to one person what is granted to that person', async () => {
    const grants = [
      {
        to: 'user:default/local',
        permissions: '*' as const,
        others: '*' as const,
      },
    ];
    const run = permission('runai.check.run', 'create');
    expect(await allows({ ref: 'user:default/local' }, run, grants)).toBe(true);
    expect(await allows({ ref: 'user:default/vera' }, run, grants)).toBe(false);
  });
});
