import { defineFact } from './request';
import { servedVersion } from './request/apiGroups';
import { namedObject } from './object';
import { fieldsAt, text } from './untrusted';

const POLICIES = {
  verb: 'list',
  group: 'policy',
  version: 'v1beta1',
  resource: 'podsecuritypolicies',
  whereServed: true,
} as const;

/** Pods that are looked at: where policies are in force, every pod that was made since has the annotation. */
const MOST_PODS = 100;

/**
 * PodSecurityPolicies, and whether they are in force: the API is served wherever it exists, its admission is off by default.
 *
 * @remarks Nothing but the annotation that the admission writes on pods tells it. Some pods are enough; they are asked for only
 * where the API is served.
 */
export const podSecurityPoliciesFact = defineFact({
  id: 'pod-security-policies',
  title: 'PodSecurityPolicies, and pods that they admitted',
  requests: { policies: POLICIES, pods: { verb: 'list', resource: 'pods' } },
  ttlSeconds: 300,
  collect: async ({ ask, get }) => {
    const served = (await servedVersion({ get }, POLICIES)) !== undefined;
    const [policies, pods] = await Promise.all([
      ask.policies({ project: item => namedObject(item)?.name }),
      served
        ? ask.pods({
            limit: MOST_PODS,
            maxItems: MOST_PODS,
            fieldSelector: 'status.phase!=Succeeded,status.phase!=Failed',
            project: projectPod,
          })
        : [],
    ]);
    return {
      served,
      /** Their names. */
      policies,
      /** How many pods were looked at. */
      pods: pods.length,
      /** The policies that admitted them, each once. */
      admittedBy: [...new Set(pods.flatMap(({ policy }) => policy ?? []))],
    };
  },
});

function projectPod(item: unknown) {
  const annotations = fieldsAt(item, 'metadata', 'annotations');
  return { policy: text(annotations['kubernetes.io/psp']) };
}
