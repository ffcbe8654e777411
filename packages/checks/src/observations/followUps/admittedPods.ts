import { servedVersion } from '../../facts/request/apiGroups';
import { namespacedObject } from '../../facts/object';
import { defineFact } from '../../facts/request';
import { sameNamespaces } from '../../facts/namespaces';
import { runaiNamespacesFact } from '../../facts/runai';
import { text, type Kept } from '../../facts/untrusted';

/** Pods of a namespace that are looked at. */
const MOST_PODS = 50;

/** What writes on a pod by which rule it was let in: PodSecurityPolicy and SCC. */
const ADMISSIONS = [
  { group: 'policy', version: 'v1beta1', resource: 'podsecuritypolicies' },
  {
    group: 'security.openshift.io',
    version: 'v1',
    resource: 'securitycontextconstraints',
  },
] as const;

/** A pod of Run:ai, and by what it was let in. */
export type AdmittedPod = Kept<typeof projectAdmittedPod>;

/** By which policy or constraint the pods of Run:ai's own namespaces were admitted; nothing is asked where neither exists. */
export const admittedPodsFact = defineFact({
  id: 'admitted-pods',
  title: 'Run:ai: what admitted its pods',
  requests: { pods: { verb: 'list', resource: 'pods' } },
  readsAlike: sameNamespaces,
  ttlSeconds: 60,
  collect: async ({ ask, get, profile }) => {
    const served = await Promise.all(
      ADMISSIONS.map(resource => servedVersion({ get }, resource)),
    );
    if (served.every(version => version === undefined)) {
      return [];
    }
    const { cluster, backend } = profile.namespaces;
    const there = await get(runaiNamespacesFact);
    const own = there.filter(
      ({ name }) => name === cluster || name === backend,
    );
    const lists = own.map(({ name }) =>
      ask.pods<unknown, AdmittedPod>({
        namespace: name,
        limit: MOST_PODS,
        maxItems: MOST_PODS,
        fieldSelector: 'status.phase!=Succeeded,status.phase!=Failed',
        project: projectAdmittedPod,
      }),
    );
    return (await Promise.all(lists)).flat();
  },
});

/** What is kept of such a pod. */
export function projectAdmittedPod(item: unknown) {
  const pod = namespacedObject(item);
  return (
    pod && {
      namespace: pod.namespace,
      name: pod.name,
      policy: text(pod.annotations['kubernetes.io/psp']),
      constraint: text(pod.annotations['openshift.io/scc']),
    }
  );
}
