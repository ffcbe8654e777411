import { KubeClient, type ClusterConnection } from '@runai-portal/kube';
import { parseAllDocuments } from 'yaml';
import { until } from './until';

/** A rule of a ClusterRole or a Role. */
export interface Rule {
  apiGroups?: string[];
  resources?: string[];
  resourceNames?: string[];
  nonResourceURLs?: string[];
  verbs: string[];
}

interface Manifested {
  apiVersion: string;
  kind: string;
  metadata: { name: string; namespace?: string };
  rules?: Rule[];
}

const RBAC = { group: 'rbac.authorization.k8s.io', version: 'v1' };
const REFS: Record<
  string,
  { group?: string; version: string; resource: string }
> = {
  Namespace: { version: 'v1', resource: 'namespaces' },
  ServiceAccount: { version: 'v1', resource: 'serviceaccounts' },
  ClusterRole: { ...RBAC, resource: 'clusterroles' },
  ClusterRoleBinding: { ...RBAC, resource: 'clusterrolebindings' },
};

/** The rules of a manifest, one for each resource. */
export function rulesOf(manifest: string): Rule[] {
  return documentsOf(manifest).flatMap(({ rules }) => rules ?? []);
}

/** `list nodes`, as results name what is missing. */
export function namesOf({ apiGroups, resources, verbs }: Rule): string[] {
  return verbs.map(verb =>
    [verb, ...(apiGroups ?? []), ...(resources ?? [])]
      .filter(Boolean)
      .join(' '),
  );
}

/** A service account on a real API server that has what a manifest grants, and from which rules are taken away one by one. */
export class RestrictedAccount {
  readonly #admin: KubeClient;
  readonly #documents: Manifested[];
  readonly #role: Manifested;

  private constructor(
    readonly connection: ClusterConnection,
    admin: KubeClient,
    documents: Manifested[],
  ) {
    this.#admin = admin;
    this.#documents = documents;
    const role = documents.find(({ kind }) => kind === 'ClusterRole');
    if (!role) {
      throw new Error('The manifest has no ClusterRole');
    }
    this.#role = role;
  }

  /** Applies the manifest as an administrator, and signs in with a token of the TokenRequest API. */
  static async apply(
    administrator: ClusterConnection,
    manifest: string,
  ): Promise<RestrictedAccount> {
    const admin = KubeClient.create(administrator);
    const documents = documentsOf(manifest);
    for (const document of documents) {
      const { namespace } = document.metadata;
      await admin.create({ ...REFS[document.kind], namespace }, document);
    }
    const { metadata } =
      documents.find(({ kind }) => kind === 'ServiceAccount') ?? documents[0];
    const { value } = await admin.create<{ status: { token: string } }>(
      { ...REFS.ServiceAccount, ...metadata, subresource: 'token' },
      {
        apiVersion: 'authentication.k8s.io/v1',
        kind: 'TokenRequest',
        // More than the week before whose end the check of credentials warns.
        spec: { expirationSeconds: 30 * 86_400 },
      },
    );
    const { server, caData } = administrator;
    const account = new RestrictedAccount(
      { server, caData, credentials: async () => value.status },
      admin,
      documents,
    );
    await account.#settled(() => true);
    return account;
  }

  /** Grants everything but this rule, and resolves when the API server's authorizer knows it. */
  async without(rule: Rule | undefined): Promise<void> {
    const name = this.#role.metadata.name;
    const same = (other: Rule) =>
      JSON.stringify(other) === JSON.stringify(rule);
    await this.#admin.delete({ ...REFS.ClusterRole, name });
    await this.#admin.create(REFS.ClusterRole, {
      ...this.#role,
      rules: this.#role.rules?.filter(other => !same(other)),
    });
    await this.#settled(other => !same(other));
  }

  async remove(): Promise<void> {
    for (const { kind, metadata } of [...this.#documents].reverse()) {
      await this.#admin.delete({ ...REFS[kind], ...metadata });
    }
    await this.#admin.close();
  }

  async #settled(granted: (rule: Rule) => boolean): Promise<void> {
    const client = KubeClient.create(this.connection);
    try {
      const rules = (this.#role.rules ?? []).filter(
        ({ resources }) => resources,
      );
      await until('the role has taken effect', async () => {
        const answers = await Promise.all(
          rules.map(
            async rule => (await isAllowed(client, rule)) === granted(rule),
          ),
        );
        return answers.every(Boolean);
      });
    } finally {
      await client.close();
    }
  }
}

async function isAllowed(
  client: KubeClient,
  { apiGroups, resources, resourceNames, verbs }: Rule,
): Promise<boolean> {
  const { value } = await client.create<{ status: { allowed: boolean } }>(
    {
      group: 'authorization.k8s.io',
      version: 'v1',
      resource: 'selfsubjectaccessreviews',
    },
    {
      apiVersion: 'authorization.k8s.io/v1',
      kind: 'SelfSubjectAccessReview',
      spec: {
        resourceAttributes: {
          verb: verbs[0],
          group: apiGroups?.[0],
          resource: resources?.[0],
          ...(resourceNames && { name: resourceNames[0] }),
        },
      },
    },
  );
  return value.status.allowed;
}

function documentsOf(manifest: string): Manifested[] {
  return parseAllDocuments(manifest).map(document => document.toJS());
}
