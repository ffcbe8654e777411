import { accessManifest, type RoleSubject } from '../../access/accessManifest';
import { defineCheck } from '../../declarations';
import { permissionName } from '../../engine/failure';
import { evidenceOf, firstOf } from '../../engine/findings';
import { identityFact } from '../../facts/identity';
import {
  permissionsFact,
  type PermissionAnswer,
} from '../../facts/permissions';
import { groupBy } from '../../observations/collections';
import { alternatives, someNames } from '../../words';

/** Of the checks that need a permission, in its evidence; the manifest beside each rule names all. */
const MOST_NAMED = 8;

const GRANT = {
  text: 'Apply the roles below, which hold exactly what is missing[ and give it to {user}]; or the whole manifest, which holds all that the enabled checks read[, for an account of the portal in place of {user}].',
  commands: ["kubectl apply -f - <<'EOF'\n{manifest}EOF"],
  docs: ['rbac'],
} as const;

const LACKING = {
  says: 'The account lacks {missing} of {all} permissions. It may not {words}[. {lost} {lost:check|checks} cannot judge everything without that]',
  expected: 'all {all} permissions',
  actual: '{missing} of them missing',
  remedy: GRANT,
} as const;

/** The account may read what the checks rest on. */
export const permissionsCheck = defineCheck({
  id: 'cluster.permissions',
  title: 'The account may read what the checks need',
  category: 'connection',
  description:
    'Asks the cluster, permission by permission, whether the account has it. What is missing makes the checks that rest on it unknown; without nodes hardly anything is left.',
  verify: {
    text: 'With the kubeconfig of the account, ask for each rule of the generated roles; compare them with what it may do.',
    commands: [
      'npm run --silent preflight -- --manifest',
      'kubectl auth can-i --list',
      'kubectl auth can-i list nodes',
      'kubectl auth can-i list pods --all-namespaces',
    ],
  },
  severity: 'recommended',
  uses: { permissions: permissionsFact },
  optional: { identity: identityFact },
  outcomes: {
    AllGranted: {
      status: 'pass',
      says: 'The account has all {all} permissions that the checks need',
    },
    SomeMissing: { status: 'warn', ...LACKING },
    NodesMissing: { status: 'fail', ...LACKING },
  },
  evaluate: ({ permissions, identity }) => {
    const missing = permissions.filter(
      ({ allowed, notServed }) => !allowed && !notServed,
    );
    const all = permissions.filter(({ notServed }) => !notServed).length;
    const noNodes = missing.some(
      ({ permission: { verb, group, resource } }) =>
        verb === 'list' && !group && resource === 'nodes',
    );
    const lost = new Set(missing.flatMap(({ checks }) => checks)).size;
    const user = identity?.userName;
    return {
      outcome: firstOf(
        [noNodes, 'NodesMissing'],
        [missing.length > 0, 'SomeMissing'],
        'AllGranted',
      ),
      values: {
        all,
        missing: missing.length,
        words: inWords(missing),
        // What is missing may be read for a snapshot alone.
        lost: lost || undefined,
        user,
        manifest: accessManifest({
          needed: missing.map(answer => ({ ...answer, facts: [] })),
          name: 'runai-portal-missing',
          subject: user === undefined ? undefined : subjectOf(user),
        }),
      },
      evidence: evidenceOf(
        missing.map(({ permission, checks }) => [
          'SelfSubjectAccessReview',
          permissionName(permission.verb, permission),
          `not allowed; needed by ${someNames(checks, MOST_NAMED)}`,
          'reported',
        ]),
      ),
      judged: all,
      of: all,
    };
  },
});

/** The account as a binding names it: service accounts show themselves by the form of their user name. */
function subjectOf(user: string): RoleSubject {
  const [, namespace, name] =
    /^system:serviceaccount:([^:]+):([^:]+)$/.exec(user) ?? [];
  return namespace && name
    ? { kind: 'ServiceAccount', name, namespace }
    : { kind: 'User', name: user };
}

/** `list nodes or storageclasses of storage.k8s.io, nor get runaiconfigs of run.ai`: verb by verb. */
function inWords(missing: readonly PermissionAnswer[]): string {
  // Those of the core group first: behind others their names would seem to belong to the group before.
  const permissions = missing
    .map(({ permission }) => permission)
    .sort((a, b) => Number(Boolean(a.group)) - Number(Boolean(b.group)));
  const clauses = [...groupBy(permissions, ({ verb }) => verb)].map(
    ([verb, asked]) => {
      const names = asked.map(({ resource, group }) =>
        group ? `${resource} of ${group}` : resource,
      );
      return `${verb} ${alternatives(names)}`;
    },
  );
  return clauses.join(', nor ');
}
