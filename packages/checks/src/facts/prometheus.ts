import { namespacedObject } from './object';
import { defineFact } from './request';
import { servedVersion } from './request/apiGroups';
import { counter, text } from './untrusted';

const PROMETHEUSES = {
  verb: 'list',
  group: 'monitoring.coreos.com',
  version: 'v1',
  resource: 'prometheuses',
  whereServed: true,
} as const;

/** What the Prometheus Operator was told: Prometheus objects of all namespaces. */
export const prometheusFact = defineFact({
  id: 'prometheus',
  title: "Prometheus Operator's Prometheus objects",
  requests: { prometheuses: PROMETHEUSES },
  ttlSeconds: 60,
  collect: async ({ ask, get }) => ({
    /** Whether the kind Prometheus is served: a definition alone is no server. */
    served: (await servedVersion({ get }, PROMETHEUSES)) !== undefined,
    objects: await ask.prometheuses({ project: projectPrometheus }),
  }),
});

/** What is kept of a Prometheus object. */
export function projectPrometheus(item: unknown) {
  const object = namespacedObject(item);
  const { replicas = 1, shards = 1, version } = object?.spec ?? {};
  return (
    object && {
      namespace: object.namespace,
      name: object.name,
      desired: counter(replicas) * counter(shards),
      version: text(version),
    }
  );
}
