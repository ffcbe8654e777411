import { Document, isMap, visit } from 'yaml';
import type {
  Check,
  Fact,
  NeededAccess,
  NeededPermission,
} from '../declarations';
import { isOfResource, neededAccess } from '../engine/neededPermissions';

/** Whom a role is bound to, as `subjects` of a binding name it. */
export type RoleSubject =
  | { kind: 'ServiceAccount'; name: string; namespace: string }
  | { kind: 'User' | 'Group'; name: string };

const RBAC = 'rbac.authorization.k8s.io';

/** Resources that are never asked for, whatever a check declares. */
const NEVER = ['secrets', '*'];

/** The service account of the portal. */
const PORTAL = {
  kind: 'ServiceAccount',
  name: 'runai-portal',
  namespace: 'runai-portal',
} as const;

/**
 * The account with exactly what a passive run of these checks, and the reading of these facts, needs.
 *
 * @param options.checks - active ones are left out
 */
export function passiveManifest(options: {
  checks: readonly Check[];
  facts?: readonly Fact<unknown>[];
  name?: string;
  subject?: RoleSubject;
}): string {
  const { checks, facts, name, subject } = options;
  const passive = checks.filter(check => !check.active);
  const needed = neededAccess(passive, facts);
  return accessManifest({ needed, name, subject, account: true });
}

/**
 * Writes the least roles that grant what is needed: a ClusterRole for what is read in the whole cluster, a Role in each
 * namespace for what is read there, by name where a name is known. A comment beside each rule says who needs it.
 *
 * @param options.name - of the roles; `runai-portal` where absent
 * @param options.subject - whom they are bound to; the service account `runai-portal` where absent
 * @param options.account - also the namespace and the service account; only roles and bindings where false or absent
 * @throws Error where something asks for Secrets or for everything
 */
export function accessManifest(options: {
  needed: readonly NeededAccess[];
  name?: string;
  subject?: RoleSubject;
  account?: boolean;
}): string {
  const { needed, name = PORTAL.name, subject = PORTAL, account } = options;
  const resources = needed.filter(isOfResource);
  refuseSecrets(resources);
  const byPlace = groupBy(resources, it => it.permission.namespace ?? '');
  const wide = [
    ...rulesOf(byPlace.get('') ?? []),
    ...ruleOfPaths(needed.filter(entry => !isOfResource(entry))),
  ];
  const places = [...byPlace.keys()].filter(Boolean).sort();
  return [
    ...(account && subject.kind === 'ServiceAccount'
      ? accountDocuments(subject)
      : []),
    ...(wide.length > 0 ? grant({ name }, wide, subject) : []),
    ...places.flatMap(namespace =>
      grant(
        { name, namespace },
        rulesOf(byPlace.get(namespace) ?? []),
        subject,
      ),
    ),
  ].join('---\n');
}

function refuseSecrets(needed: readonly NeededPermission[]): void {
  for (const { permission, checks } of needed) {
    const { resource, group } = permission;
    if (NEVER.includes(resource) || group === '*') {
      throw new Error(
        `The check ${checks.join(
          ', ',
        )} asks for ${resource}: that is never granted`,
      );
    }
  }
}

/** A rule of a role, and who needs it. */
interface Rule {
  readonly comment: string;
  readonly rule: Record<string, readonly string[]>;
}

function accountDocuments(account: { name: string; namespace: string }) {
  const { name, namespace } = account;
  return [
    write('v1', 'Namespace', { name: namespace }),
    write('v1', 'ServiceAccount', { name, namespace }),
  ];
}

/** A role, and its binding: of the whole cluster, or of a namespace where one is named. */
function grant(
  metadata: { name: string; namespace?: string },
  rules: readonly Rule[],
  subject: RoleSubject,
): string[] {
  const kind = metadata.namespace === undefined ? 'ClusterRole' : 'Role';
  const group = subject.kind === 'ServiceAccount' ? {} : { apiGroup: RBAC };
  return [
    write(
      `${RBAC}/v1`,
      kind,
      metadata,
      { rules: rules.map(({ rule }) => rule) },
      rules.map(({ comment }) => comment),
    ),
    write(`${RBAC}/v1`, `${kind}Binding`, metadata, {
      roleRef: { apiGroup: RBAC, kind, name: metadata.name },
      subjects: [{ ...group, ...subject }],
    }),
  ];
}

/** One rule for each resource, so that taking one away takes one thing away; its verbs together. */
function rulesOf(needed: readonly NeededPermission[]): Rule[] {
  const byResource = groupBy(
    needed,
    ({ permission: { group, resource, resourceName } }) =>
      [group, resource, resourceName].join('/'),
  );
  return [...byResource.values()].map(entries => {
    const { group = '', resource, resourceName } = entries[0].permission;
    const verbs = new Set(entries.map(({ permission }) => permission.verb));
    return {
      comment: neededBy(entries),
      rule: {
        apiGroups: [group],
        resources: [resource],
        ...(resourceName && { resourceNames: [resourceName] }),
        verbs: [...verbs].sort(),
      },
    };
  });
}

function ruleOfPaths(needed: readonly NeededAccess[]): Rule[] {
  const nonResourceURLs = needed.flatMap(({ permission }) =>
    'nonResourceURL' in permission ? permission.nonResourceURL : [],
  );
  const rule = { nonResourceURLs, verbs: ['get'] };
  return needed.length > 0 ? [{ comment: neededBy(needed), rule }] : [];
}

function neededBy(entries: readonly NeededAccess[]): string {
  const listed = (which: 'checks' | 'facts') =>
    [...new Set(entries.flatMap(entry => entry[which]))].sort().join(', ');
  return (
    listed('checks') || `shown on the cluster's pages (${listed('facts')})`
  );
}

function groupBy<Item>(
  items: readonly Item[],
  keyOf: (item: Item) => string,
): Map<string, Item[]> {
  const groups = new Map<string, Item[]>();
  for (const item of items) {
    const key = keyOf(item);
    groups.set(key, [...(groups.get(key) ?? []), item]);
  }
  return groups;
}

/** As YAML: lists of words on one line, and beside each rule who needs it. */
function write(
  apiVersion: string,
  kind: string,
  metadata: object,
  rest: object = {},
  comments: readonly string[] = [],
): string {
  const document = new Document({ apiVersion, kind, metadata, ...rest });
  visit(document, {
    Seq: (_, sequence) => {
      sequence.flow = !sequence.items.some(item => isMap(item));
    },
  });
  comments.forEach((comment, index) => {
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
