import { Document, isMap, visit } from 'yaml';
import type {
  Check,
  Fact,
  NeededAccess,
  NeededPermission,
  Permission,
} from '../declarations';
import { isOfResource, neededAccess } from '../engine/neededPermissions';
import { groupBy } from '../observations/collections';

interface ServiceAccount {
  kind: 'ServiceAccount';
  name: string;
  namespace: string;
}

/** Whom a role is bound to, as `subjects` of a binding name it. */
export type RoleSubject = ServiceAccount | { kind: 'User'; name: string };

const RBAC = 'rbac.authorization.k8s.io';

/** Resources that are never asked for, whatever a check declares. */
const NEVER = ['secrets', '*'];

/** Whether a permission may ever be asked for: never for Secrets, nor for everything. */
export function isGrantable({
  group,
  resource,
}: Pick<Permission, 'group' | 'resource'>): boolean {
  return !NEVER.includes(resource.split('/', 1)[0]) && group !== '*';
}

const PORTAL: ServiceAccount = {
  kind: 'ServiceAccount',
  name: 'runai-portal',
  namespace: 'runai-portal',
};

/**
 * The account with exactly what a passive run of these checks, and the reading of these facts, needs.
 *
 * @param options.checks - active ones are left out
 * @param options.proxied - what is read through the portal's proxy besides
 * @param options.name - of the role; `runai-portal` where absent
 * @param options.subject - the account; `runai-portal` where absent
 */
export function passiveManifest(options: {
  checks: readonly Check[];
  facts?: readonly Fact<unknown>[];
  proxied?: readonly Permission[];
  name?: string;
  subject?: ServiceAccount;
}): string {
  const { checks, facts, proxied = [], name, subject = PORTAL } = options;
  const passive = checks.filter(check => !check.active);
  const needed = [
    ...neededAccess(passive, facts),
    ...proxied.map(permission => ({ permission, checks: [], facts: [] })),
  ];
  const { namespace } = subject;
  return [
    write('v1', 'Namespace', { name: namespace }),
    write('v1', 'ServiceAccount', { name: subject.name, namespace }),
    accessManifest({ needed, name, subject }),
  ].join('---\n');
}

/**
 * Writes the least roles that grant what is needed, by name where a name is known, and in one namespace where that is enough, and
 * their bindings. A comment beside each rule says who needs it.
 *
 * @param options.name - of the roles; `runai-portal` where absent
 * @param options.subject - whom they are bound to; the service account `runai-portal` where absent
 * @throws Error where something asks for Secrets or for everything
 */
export function accessManifest(options: {
  needed: readonly NeededAccess[];
  name?: string;
  subject?: RoleSubject;
}): string {
  const { needed, name = PORTAL.name, subject = PORTAL } = options;
  const inNamespaces = groupBy(
    needed.filter(isOfResource),
    ({ permission }) => permission.namespace,
  );
  const everywhere = needed.filter(
    entry => !isOfResource(entry) || !entry.permission.namespace,
  );
  return [
    ...roleAndBinding('ClusterRole', { name }, everywhere, subject),
    ...[...inNamespaces].flatMap(([namespace, entries]) =>
      roleAndBinding('Role', { name, namespace }, entries, subject),
    ),
  ].join('---\n');
}

function roleAndBinding(
  kind: 'Role' | 'ClusterRole',
  metadata: { name: string; namespace?: string },
  needed: readonly NeededAccess[],
  subject: RoleSubject,
): string[] {
  const group = subject.kind === 'ServiceAccount' ? {} : { apiGroup: RBAC };
  return [
    write(`${RBAC}/v1`, kind, metadata, rulesOf(needed)),
    write(`${RBAC}/v1`, `${kind}Binding`, metadata, undefined, {
      roleRef: { apiGroup: RBAC, kind, name: metadata.name },
      subjects: [{ ...group, ...subject }],
    }),
  ];
}

/** A rule of a role, and who needs it. */
interface Rule {
  readonly comment: string;
  readonly rule: Record<string, readonly string[]>;
}

/** One rule for each resource, so that taking one away takes one thing away; its verbs together. All paths in one, the last. */
function rulesOf(needed: readonly NeededAccess[]): Rule[] {
  const ofResources = groupBy(
    needed.filter(isOfResource),
    ({ permission: { group, resource, resourceName } }) =>
      [group, resource, resourceName].join('/'),
  );
  const paths = needed.filter(entry => !isOfResource(entry));
  const nonResourceURLs = paths.flatMap(({ permission }) =>
    'nonResourceURL' in permission ? permission.nonResourceURL : [],
  );
  const rule = { nonResourceURLs, verbs: ['get'] };
  return [
    ...[...ofResources.values()].map(ruleOfResource),
    ...(paths.length > 0 ? [{ comment: neededBy(paths), rule }] : []),
  ];
}

function ruleOfResource(entries: readonly NeededPermission[]): Rule {
  const comment = neededBy(entries);
  const { group = '', resource, resourceName } = entries[0].permission;
  if (!isGrantable({ group, resource })) {
    throw new Error(
      `The check ${comment} asks for ${resource}: that is never granted`,
    );
  }
  return {
    comment,
    rule: {
      apiGroups: [group],
      resources: [resource],
      ...(resourceName && { resourceNames: [resourceName] }),
      verbs: [
        ...new Set(entries.map(({ permission }) => permission.verb)),
      ].sort(),
    },
  };
}

function neededBy(entries: readonly NeededAccess[]): string {
  const listed = (which: 'checks' | 'facts') =>
    [...new Set(entries.flatMap(entry => entry[which]))].sort().join(', ');
  const [checks, facts] = [listed('checks'), listed('facts')];
  return (
    checks ||
    (facts
      ? `shown on the cluster's pages (${facts})`
      : "read through the portal's proxy")
  );
}

/** As YAML: lists of words on one line, and beside each rule who needs it. */
function write(
  apiVersion: string,
  kind: string,
  metadata: object,
  rules?: readonly Rule[],
  rest?: object,
): string {
  const document = new Document({
    apiVersion,
    kind,
    metadata,
    rules: rules?.map(({ rule }) => rule),
    ...rest,
  });
  visit(document, {
    Seq: (_, sequence) => {
      sequence.flow = !sequence.items.some(item => isMap(item));
    },
  });
  rules?.forEach(({ comment }, index) => {
    const rule = document.getIn(['rules', index]);
    if (isMap(rule)) {
      rule.commentBefore = ` ${comment}`;
    }
  });
  return document.toString({
    lineWidth: 0,
    flowCollectionPadding: false,
    singleQuote: true,
  });
}
