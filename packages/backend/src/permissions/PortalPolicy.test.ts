import { mockCredentials, mockServices } from '@backstage/backend-test-utils';
import {
  AuthorizeResult,
  createPermission,
  type Permission,
} from '@backstage/plugin-permission-common';
import type { PolicyQueryUser } from '@backstage/plugin-permission-node';
import type { SignInMode } from '../auth/signInMode';
import { PortalPolicy } from './PortalPolicy';

const permission = (
  name: string,
  action: 'read' | 'create' | 'delete' = 'read',
): Permission => createPermission({ name, attributes: { action } });

function allows(
  mode: SignInMode,
  userRef: string | undefined,
  asked: Permission,
) {
  const policy = PortalPolicy.create({ auth: mockServices.auth(), mode });
  const credentials =
    userRef === undefined ? undefined : mockCredentials.user(userRef);
  const user = credentials && ({ credentials } as PolicyQueryUser);
  return policy
    .handle({ permission: asked }, user)
    .then(({ result }) => result === AuthorizeResult.ALLOW);
}

describe('PortalPolicy', () => {
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
  ])('lets %s use %s in the demo: %s', async (person, name, expected) => {
    expect(
      await allows('demo', `user:default/${person}`, permission(name)),
    ).toBe(expected);
  });

  it('lets everybody of the demo read the catalog and only the platform engineer change it', async () => {
    expect(
      await allows(
        'demo',
        'user:default/ada',
        permission('catalog.entity.read'),
      ),
    ).toBe(true);
    expect(
      await allows(
        'demo',
        'user:default/ada',
        permission('catalog.entity.delete', 'delete'),
      ),
    ).toBe(false);
    expect(
      await allows(
        'demo',
        'user:default/piet',
        permission('catalog.entity.delete', 'delete'),
      ),
    ).toBe(true);
  });

  it('gives nothing to anybody else in the demo, nor to nobody', async () => {
    expect(
      await allows(
        'demo',
        'user:default/mallory',
        permission('runai.cluster.read'),
      ),
    ).toBe(false);
    expect(
      await allows('demo', undefined, permission('runai.cluster.read')),
    ).toBe(false);
  });

  it('gives everything to the person at this machine', async () => {
    expect(
      await allows(
        'local',
        'user:default/local',
        permission('runai.check.run', 'create'),
      ),
    ).toBe(true);
    expect(
      await allows('local', undefined, permission('runai.check.run', 'create')),
    ).toBe(false);
  });
});
