import type { Remediation } from '@runai-portal/backstage-plugin-runai-common';
import { accessManifest } from '../../access/accessManifest';
import { legacyCheck } from '../../declarations';
import { permissionName } from '../../engine/failure';
import {
  permissionsFact,
  type PermissionAnswer,
} from '../../facts/permissions';

/** The account may read what the checks rest on. */
export const permissionsCheck = legacyCheck({
  id: 'cluster.permissions',
  title: 'The account may read what the checks need',
  category: 'connection',
  requirements: [],
  description:
    'Asks the cluster, permission by permission, whether the account has it. What is missing makes the checks that rest on it unknown; without nodes hardly anything is left.',
  scope: 'cluster',
  severity: 'recommended',
  facts: { permissions: permissionsFact },
  reasons: ['AllGranted', 'SomeMissing', 'NodesMissing'],
  evaluate: ({ facts: { permissions } }) => {
    const missing = permissions.filter(
      ({ allowed, notServed }) => !allowed && !notServed,
    );
    if (missing.length === 0) {
      return {
        status: 'pass',
        reason: 'AllGranted',
        message: `The account has all ${permissions.length} permissions that the checks need`,
      };
    }
    const noNodes = missing.some(
      ({ permission: { verb, group, resource } }) =>
        verb === 'list' && !group && resource === 'nodes',
    );
    const lost = [...new Set(missing.flatMap(({ checks }) => checks))].sort();
    return {
      status: noNodes ? 'fail' : 'warn',
      reason: noNodes ? 'NodesMissing' : 'SomeMissing',
      message: `The account lacks ${missing.length} of ${
        permissions.length
      } permissions. It may not ${inWords(missing)}${consequence(lost.length)}`,
      evidence: missing.map(({ permission, checks }) => ({
        what: 'SelfSubjectAccessReview',
        key: permissionName(permission.verb, permission),
        value: `not allowed; needed by ${checks.join(', ')}`,
      })),
      expected: `all ${permissions.length} permissions`,
      actual: `${missing.length} of them missing`,
      remediation: grant(missing),
    };
  },
});

/** `list nodes or storageclasses of storage.k8s.io, nor get runaiconfigs of run.ai in runai`: verb by verb. */
function inWords(missing: readonly PermissionAnswer[]): string {
  const byVerb = new Map<string, string[]>();
  // Those of the core group first: behind others their names would seem to belong to the group before.
  const inOrder = [
    ...missing.filter(({ permission }) => !permission.group),
    ...missing.filter(({ permission }) => permission.group),
  ];
  for (const { permission } of inOrder) {
    const { verb, resource, group, namespace } = permission;
    const name = [
      resource,
      group && `of ${group}`,
      namespace && `in ${namespace}`,
    ];
    const names = byVerb.get(verb) ?? [];
    byVerb.set(verb, [...names, name.filter(Boolean).join(' ')]);
  }
  return [...byVerb]
    .map(([verb, names]) => `${verb} ${alternatives(names)}`)
    .join(', nor ');
}

function alternatives(names: readonly string[]): string {
  return names.length < 2
    ? names.join('')
    : `${names.slice(0, -1).join(', ')} or ${names[names.length - 1]}`;
}

/** What is missing may be read for a snapshot alone. */
function consequence(checks: number): string {
  if (checks === 0) {
    return '';
  }
  return checks === 1
    ? '. 1 check cannot judge everything without that'
    : `. ${checks} checks cannot judge everything without that`;
}

/** The roles that would grant what is missing, and nothing else. */
function grant(missing: readonly PermissionAnswer[]): Remediation {
  return {
    owner: 'cluster-admin',
    text: 'Apply the roles below, which hold exactly what is missing; or the whole manifest, which holds all that the enabled checks read.',
    commands: [
      `kubectl apply -f - <<'EOF'\n${accessManifest({
        needed: missing.map(({ permission, checks }) => ({
          permission,
          checks,
          facts: [],
        })),
        name: 'runai-portal-missing',
      })}EOF`,
    ],
    docs: [
      {
        title: 'Using RBAC authorization',
        url: 'https://kubernetes.io/docs/reference/access-authn-authz/rbac/',
      },
    ],
  };
}
