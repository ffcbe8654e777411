import { isDeepStrictEqual } from 'node:util';
import type { ReadContext } from '../declarations';
import type { Profile } from '../profiles';
import type { NamespaceUse } from '../profiles/schema/security';
import { namedObject, type NamedObject } from './object';
import { defineFact } from './request';
import { text, type Fields, type Kept } from './untrusted';

const POD_SECURITY = 'pod-security.kubernetes.io/';

/** A namespace that is looked at. */
export type NamespaceFact = Kept<typeof projectNamespace>;

/** Namespaces of Run:ai, of its projects and of the GPU Operator, and all that have pod security labels; by metadata alone. */
export const namespacesFact = defineFact({
  id: 'namespaces',
  title: 'Namespaces and what they enforce on pods',
  requests: { namespaces: { verb: 'list', resource: 'namespaces' } },
  readsAlike: (read, wanted) =>
    sameNamespaces(read, wanted) &&
    isDeepStrictEqual(
      read.profile.gpu.operator.namespaces,
      wanted.profile.gpu.operator.namespaces,
    ),
  ttlSeconds: 60,
  collect: async ({ ask, profile }) => {
    let total = 0;
    const namespaces = await ask.namespaces({
      metadataOnly: true,
      project: item => {
        total += 1;
        const object = namedObject(item);
        return object && projectNamespace(object, profile);
      },
    });
    /** Of so many: that none of them is looked at says something only where some were seen. */
    return { total, namespaces };
  },
});

/** What is kept of a namespace; undefined for one that is neither used by Run:ai or the GPU stack nor labelled for pod security. */
export function projectNamespace(
  {
    name,
    labels,
    terminating,
  }: Pick<NamedObject, 'name' | 'labels' | 'terminating'>,
  profile: Profile,
) {
  const project = text(labels['runai/queue']);
  const use = namespaceUse(name, profile, project);
  const kept = textsOf(labels, use ? '' : POD_SECURITY);
  return use || Object.keys(kept).length > 0
    ? {
        name,
        /** What it is for; undefined where that is nothing of ours. */
        use,
        /** The project whose pods run in it, by its label. */
        project,
        terminating,
        /** All of one that is used, since selectors of webhooks ask for them; of others those of pod security alone. */
        labels: kept,
      }
    : undefined;
}

/** What a namespace is for, by its name, or by the label of its project. */
export function namespaceUse(
  name: string,
  { namespaces, gpu }: Profile,
  project?: string,
): NamespaceUse | undefined {
  const { cluster, backend, reservation, projectPrefix } = namespaces;
  if (name === cluster) {
    return 'cluster';
  }
  if (name === backend) {
    return 'backend';
  }
  if (name === reservation) {
    return 'reservation';
  }
  if (project || name.startsWith(projectPrefix)) {
    return 'project';
  }
  return gpu.operator.namespaces.includes(name) ? 'gpuOperator' : undefined;
}

/** The labels whose keys begin so; a value may be empty. */
function textsOf(labels: Fields, prefix: string): Record<string, string> {
  const texts: Record<string, string> = {};
  for (const [key, value] of Object.entries(labels)) {
    if (typeof value === 'string' && key.startsWith(prefix)) {
      texts[key] = text(value) ?? '';
    }
  }
  return texts;
}

/** The level that a namespace names for `enforce`, `audit` or `warn`; undefined where it names none. */
export function podSecurityLevel(
  { labels }: Pick<NamespaceFact, 'labels'>,
  mode: 'enforce' | 'audit' | 'warn',
): string | undefined {
  const key = `${POD_SECURITY}${mode}`;
  return Object.hasOwn(labels, key) ? labels[key] : undefined;
}

/** For facts that look for the namespaces of the profile. */
export function sameNamespaces(
  read: ReadContext,
  wanted: ReadContext,
): boolean {
  return isDeepStrictEqual(read.profile.namespaces, wanted.profile.namespaces);
}
