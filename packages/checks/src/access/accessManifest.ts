import { Document, isMap, visit } from 'yaml';
import type {
  Check,
  Fact,
  NeededAccess,
  NeededPermission,
} from '../declarations';
import { isOfResource, neededAccess } from '../engine/neededPermissions';

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

const PORTAL: ServiceAccount = {
  kind: 'ServiceAccount',
  name: 'runai-portal',
  namespace: 'runai-portal',
};

/**
 * The account with exactly what a passive run of these checks, and the reading of these facts, needs.
 *
 * @param options.checks - active ones are left out
 * @param options.name - of the role; `runai-portal` where absent
 * @param options.subject - the account; `runai-portal` where absent
 */
export function passiveManifest(options: {
  checks: readonly Check[];
  facts?: readonly Fact<unknown>[];
  name?: string;
  subject?: ServiceAccount;
}): string {
  const { checks, facts, name, subject = PORTAL } = options;
  const passive = checks.filter(check => !check.active);
  const needed = neededAccess(passive, facts);
  const { namespace } = subject;
  return [
    write('v1', 'Namespace', { name: namespace }),
    write('v1', 'ServiceAccount', { name: subject.name, namespace }),
    accessManifest({ needed, name, subject }),
  ].join('---\n');
}

/**
 * Writes the least role that grants what is needed, by name where a name is known, and its binding. A comment beside each rule
 * says who needs it.
 *
 * @param options.name - of the role; `runai-portal` where absent
 * @param options.subject - whom it is bound to; the service account `runai-portal` where absent
 * @throws Error where something asks for Secrets or for everything
 */
export function accessManifest(options: {
  needed: readonly NeededAccess[];
  name?: string;
  subject?: RoleSubject;
}): string {
  const { needed, name = PORTAL.name, subject = PORTAL } = options;
  const resources = needed.filter(isOfResource);
  refuseSecrets(resources);
  const paths = needed.filter(entry => !isOfResource(entry));
  const rules = [...rulesOf(resources), ...ruleOfPaths(paths)];
  const kind = 'ClusterRole';
  const group = subject.kind === 'ServiceAccount' ? {} : { apiGroup: RBAC };
  return [
    write(`${RBAC}/v1`, kind, { name }, rules),
    write(`${RBAC}/v1`, `${kind}Binding`, { name }, undefined, {
      roleRef: { apiGroup: RBAC, kind, name },
      subjects: [{ ...group, ...subject }],
    }),
  ].join('---\n');
}

function refuseSecrets(needed: readonly NeededPermission[]): void {
  for (const { permission, checks } of needed) {
    const { resource, group } = permission;
    if (NEVER.includes(resource) || group === '*') {
      const who = checks.join(', ');
      throw new Error(
        `The check ${who} asks for ${resource}: that is never granted`,
      );
    }
  }
}

/** A rule of a role, and who needs it. */
interface Rule {
  readonly comment: string;
  readonly rule: Record<string, readonly string[]>;
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
