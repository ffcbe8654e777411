import { mockCredentials, mockServices } from '@backstage/backend-test-utils';
import {
  AuthorizeResult,
  createPermission,
  type Permission,
} from '@backstage/plugin-permission-common';
import type { PolicyQueryUser } from '@backstage/plugin-permission-node';
import { DEMO_PEOPLE } from '../auth/demoPeople';
import { GRANTS } from './grants';
import { PortalPolicy } from './PortalPolicy';

const permission = (
  name: string,
  action: 'read' | 'create' | 'delete' = 'read',
): Permission => createPermission({ name, attributes: { action } });

async function allows(
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
  const { result } = await policy.handle({ permission: asked }, asking);
  return result === AuthorizeResult.ALLOW;
}

const person = (name: string) => ({
  ref: `user:default/${name}`,
  groups: DEMO_PEOPLE[name].groups.map(group => `group:default/${group}`),
});

describe('the policy of the portal', () => {
  it.each([
    ['vera', 'runai.cluster.read', true],
    ['vera', 'runai.check.run', true],
    ['vera', 'runai.waiver.manage', false],
    ['ada', 'runai.cluster.read', true],
    ['ada', 'runai.check.run', false],
    ['ada', 'runai.project.request', true],
    ['piet', 'runai.check.run', true],
    ['piet', 'runai.project.approve', true],
    ['piet', 'runai.invented', false],
  ])('lets %s of the demo use %s: %s', async (name, asked, expected) => {
    expect(await allows(person(name), permission(asked))).toBe(expected);
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
