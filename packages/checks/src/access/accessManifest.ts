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
 * Writes the least role that grants what is needed, by name where a name is known, and its binding. A comment beside each rule
 * says who needs it.
 *
 * @param options.name - of the role; `runai-portal` where absent
 * @param options.subject - whom they are bound to; the service account `runai-portal` where absent
 * @param options.account - also the namespace and the service account; only the role and its binding where false or absent
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
  const paths = needed.filter(entry => !isOfResource(entry));
  const rules = [...rulesOf(resources), ...ruleOfPaths(paths)];
  return [
    ...(account && subject.kind === 'ServiceAccount'
      ? accountDocuments(subject)
      : []),
    ...(rules.length > 0 ? grant(name, rules, subject) : []),
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

/** A role of the whole cluster, and its binding. */
function grant(
  name: string,
  rules: readonly Rule[],
  subject: RoleSubject,
): string[] {
  const kind = 'ClusterRole';
  const group = subject.kind === 'ServiceAccount' ? {} : { apiGroup: RBAC };
  return [
    write(
      `${RBAC}/v1`,
      kind,
      { name },
      { rules: rules.map(({ rule }) => rule) },
      rules.map(({ comment }) => comment),
    ),
    write(
      `${RBAC}/v1`,
      `${kind}Binding`,
      { name },
      {
        roleRef: { apiGroup: RBAC, kind, name },
        subjects: [{ ...group, ...subject }],
      },
    ),
  ];
}

/** One rule for each resource, so that taking one away takes one thing away; its verbs together. */
function rulesOf(needed: readonly NeededPermission[]): Rule[] {
  const byResource = new Map<string, NeededPermission[]>();
  for (const entry of needed) {
    const { group, resource, resourceName } = entry.permission;
    const key = [group, resource, resourceName].join('/');
    byResource.set(key, [...(byResource.get(key) ?? []), entry]);
  }
  return [...byResource.values()].map(entries => {
    const { group = '', resource, resourceName } = entries[0].permission;
    const verbs = entries.map(({ permission }) => permission.verb);
    return {
      comment: neededBy(entries),
      rule: {
        apiGroups: [group],
        resources: [resource],
        ...(resourceName && { resourceNames: [resourceName] }),
        verbs: verbs.sort(),
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
