import type { NeededPath, NeededPermission } from './neededPermissions';

/** What a manifest is made of. */
export interface AccessManifestOptions {
  needed: readonly NeededPermission[];
  paths?: readonly NeededPath[];
  /** Of the roles, the account and its namespace; `runai-portal` where absent. */
  name?: string;
  /** Where the service account is; as `name` where absent. */
  namespace?: string;
  /** Also the namespace and the service account; only roles and bindings where false or absent. */
  account?: boolean;
}

/** Resources that are never asked for, whatever a check declares. */
const NEVER = ['secrets', '*'];

/**
 * Writes the least roles that grant what is needed: a ClusterRole for what is read in the whole cluster, a Role in each
 * namespace for what is read there, by name where a name is known. A comment beside each rule says who needs it.
 *
 * @throws Error where something asks for Secrets or for everything
 */
export function accessManifest(options: AccessManifestOptions): string {
  const {
    needed,
    paths = [],
    name = 'runai-portal',
    namespace = 'runai-portal',
  } = options;
  const forbidden = needed.find(
    ({ permission }) =>
      NEVER.includes(permission.resource) || permission.group === '*',
  );
  if (forbidden) {
    throw new Error(
      `The check ${forbidden.checks.join(', ')} asks for ${
        forbidden.permission.resource
      }: that is never granted`,
    );
  }
  const wide = needed.filter(
    ({ permission }) => permission.namespace === undefined,
  );
  const namespaces = [
    ...new Set(needed.flatMap(({ permission }) => permission.namespace ?? [])),
  ].sort();
  const subject = { name: 'runai-portal', namespace };
  return [
    ...(options.account ? accountDocuments(subject) : []),
    ...(wide.length + paths.length > 0
      ? [
          role('ClusterRole', { name }, rulesOf(wide, paths)),
          binding('ClusterRoleBinding', { name }, subject),
        ]
      : []),
    ...namespaces.flatMap(inside => {
      const local = needed.filter(
        ({ permission }) => permission.namespace === inside,
      );
      const metadata = { name, namespace: inside };
      return [
        role('Role', metadata, rulesOf(local, [])),
        binding('RoleBinding', metadata, subject),
      ];
    }),
  ].join('---\n');
}

interface Metadata {
  name: string;
  namespace?: string;
}

function accountDocuments({
  name,
  namespace,
}: {
  name: string;
  namespace: string;
}): string[] {
  return [
    `apiVersion: v1\nkind: Namespace\nmetadata:\n  name: ${namespace}\n`,
    `apiVersion: v1\nkind: ServiceAccount\n${metadataLines({
      name,
      namespace,
    })}`,
  ];
}

function role(
  kind: 'ClusterRole' | 'Role',
  metadata: Metadata,
  rules: string,
): string {
  return `apiVersion: rbac.authorization.k8s.io/v1\nkind: ${kind}\n${metadataLines(
    metadata,
  )}rules:\n${rules}`;
}

function binding(
  kind: 'ClusterRoleBinding' | 'RoleBinding',
  metadata: Metadata,
  subject: Required<Metadata>,
): string {
  return [
    `apiVersion: rbac.authorization.k8s.io/v1\nkind: ${kind}\n${metadataLines(
      metadata,
    )}roleRef:`,
    '  apiGroup: rbac.authorization.k8s.io',
    `  kind: ${kind.replace('Binding', '')}`,
    `  name: ${metadata.name}`,
    'subjects:',
    `  - { kind: ServiceAccount, name: ${subject.name}, namespace: ${subject.namespace} }`,
    '',
  ].join('\n');
}

function metadataLines({ name, namespace }: Metadata): string {
  return `metadata:\n  name: ${name}\n${
    namespace ? `  namespace: ${namespace}\n` : ''
  }`;
}

/** One rule for each resource, so that taking one away takes one thing away; its verbs together. */
function rulesOf(
  needed: readonly NeededPermission[],
  paths: readonly NeededPath[],
): string {
  const byResource = new Map<string, NeededPermission[]>();
  for (const entry of needed) {
    const { group = '', resource, resourceName = '' } = entry.permission;
    const key = `${group}/${resource}/${resourceName}`;
    byResource.set(key, [...(byResource.get(key) ?? []), entry]);
  }
  const rules = [...byResource.values()].map(entries => {
    const [{ permission }] = entries;
    const { group = '', resource, resourceName } = permission;
    return [
      `  # ${neededBy(entries)}`,
      `  - apiGroups: ['${group}']`,
      `    resources: [${resource}]`,
      ...(resourceName ? [`    resourceNames: [${resourceName}]`] : []),
      `    verbs: [${[...new Set(entries.map(entry => entry.permission.verb))]
        .sort()
        .join(', ')}]`,
      '',
    ].join('\n');
  });
  if (paths.length > 0) {
    const urls = paths.map(({ path }) => path.nonResourceURL);
    rules.push(
      `  # ${neededBy(paths)}\n  - nonResourceURLs: [${urls.join(
        ', ',
      )}]\n    verbs: [get]\n`,
    );
  }
  return rules.join('');
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
