import { Document, isMap, visit } from 'yaml';
import type { NeededPermission } from '../declarations';
import type { NeededPath } from '../engine/neededPermissions';

/** Whom a role is bound to, as `subjects` of a binding name it. */
export type RoleSubject =
  | { kind: 'ServiceAccount'; name: string; namespace: string }
  | { kind: 'User' | 'Group'; name: string };

/** What a manifest is made of. */
export interface AccessManifestOptions {
  needed: readonly NeededPermission[];
  paths?: readonly NeededPath[];
  /** Of the roles; `runai-portal` where absent. */
  name?: string;
  /** Whom they are bound to; the service account `runai-portal` where absent. */
  subject?: RoleSubject;
  /** Also the namespace and the service account; only roles and bindings where false or absent. */
  account?: boolean;
}

const RBAC = 'rbac.authorization.k8s.io';

/** Resources that are never asked for, whatever a check declares. */
const NEVER = ['secrets', '*'];

/**
 * Writes the least roles that grant what is needed: a ClusterRole for what is read in the whole cluster, a Role in each
 * namespace for what is read there, by name where a name is known. A comment beside each rule says who needs it.
 *
 * @throws Error where something asks for Secrets or for everything
 */
export function accessManifest(options: AccessManifestOptions): string {
  const { needed, paths = [], name = 'runai-portal' } = options;
  refuseSecrets(needed);
  const subject: RoleSubject = options.subject ?? {
    kind: 'ServiceAccount',
    name: 'runai-portal',
    namespace: 'runai-portal',
  };
  const wide = needed.filter(
    ({ permission }) => permission.namespace === undefined,
  );
  const namespaces = [
    ...new Set(needed.flatMap(({ permission }) => permission.namespace ?? [])),
  ].sort();
  return [
    ...(options.account && subject.kind === 'ServiceAccount'
      ? accountDocuments(subject)
      : []),
    ...(wide.length + paths.length > 0
      ? grant({ name }, [...rulesOf(wide), ...ruleOfPaths(paths)], subject)
      : []),
    ...namespaces.flatMap(namespace => {
      const local = needed.filter(
        ({ permission }) => permission.namespace === namespace,
      );
      return grant({ name, namespace }, rulesOf(local), subject);
    }),
  ]
    .map(write)
    .join('---\n');
}

function refuseSecrets(needed: readonly NeededPermission[]): void {
  const forbidden = needed.find(
    ({ permission: { resource, group } }) =>
      NEVER.includes(resource) || group === '*',
  );
  if (forbidden) {
    throw new Error(
      `The check ${forbidden.checks.join(', ')} asks for ${
        forbidden.permission.resource
      }: that is never granted`,
    );
  }
}

/** A rule of a role, and who needs it. */
interface Rule {
  readonly comment: string;
  readonly rule: Record<string, readonly string[]>;
}

interface Manifest {
  readonly object: Record<string, unknown>;
  readonly comments?: readonly string[];
}

function accountDocuments({
  name,
  namespace,
}: RoleSubject & { namespace: string }): Manifest[] {
  return [
    {
      object: {
        apiVersion: 'v1',
        kind: 'Namespace',
        metadata: { name: namespace },
      },
    },
    {
      object: {
        apiVersion: 'v1',
        kind: 'ServiceAccount',
        metadata: { name, namespace },
      },
    },
  ];
}

/** A role, and its binding: of the whole cluster, or of a namespace where one is named. */
function grant(
  metadata: { name: string; namespace?: string },
  rules: readonly Rule[],
  subject: RoleSubject,
): Manifest[] {
  const kind = metadata.namespace === undefined ? 'ClusterRole' : 'Role';
  return [
    {
      object: {
        apiVersion: `${RBAC}/v1`,
        kind,
        metadata,
        rules: rules.map(({ rule }) => rule),
      },
      comments: rules.map(({ comment }) => comment),
    },
    {
      object: {
        apiVersion: `${RBAC}/v1`,
        kind: `${kind}Binding`,
        metadata,
        roleRef: { apiGroup: RBAC, kind, name: metadata.name },
        subjects: [
          subject.kind === 'ServiceAccount'
            ? subject
            : { apiGroup: RBAC, ...subject },
        ],
      },
    },
  ];
}

/** One rule for each resource, so that taking one away takes one thing away; its verbs together. */
function rulesOf(needed: readonly NeededPermission[]): Rule[] {
  const byResource = new Map<string, NeededPermission[]>();
  for (const entry of needed) {
    const { group = '', resource, resourceName = '' } = entry.permission;
    const key = `${group}/${resource}/${resourceName}`;
    byResource.set(key, [...(byResource.get(key) ?? []), entry]);
  }
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

function ruleOfPaths(paths: readonly NeededPath[]): Rule[] {
  const nonResourceURLs = paths.map(({ path }) => path.nonResourceURL);
  return paths.length > 0
    ? [{ comment: neededBy(paths), rule: { nonResourceURLs, verbs: ['get'] } }]
    : [];
}

function neededBy(
  entries: readonly { checks: string[]; facts: string[] }[],
): string {
  const checks = [...new Set(entries.flatMap(entry => entry.checks))].sort();
  const facts = [...new Set(entries.flatMap(entry => entry.facts))].sort();
  return checks.length > 0
    ? checks.join(', ')
    : `shown on the cluster's pages (${facts.join(', ')})`;
}

/** As YAML: lists of words on one line, and beside each rule who needs it. */
function write({ object, comments = [] }: Manifest): string {
  const document = new Document(object);
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
