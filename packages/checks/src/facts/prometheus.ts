import { namespacedObject } from './object';
import { defineFact } from './request';
import { counter, text } from './untrusted';

/** What the Prometheus Operator was told: Prometheus objects of all namespaces. */
export const prometheusFact = defineFact({
  id: 'prometheus',
  title: "Prometheus Operator's Prometheus objects",
  requests: {
    prometheuses: {
      verb: 'list',
      group: 'monitoring.coreos.com',
      resource: 'prometheuses',
      whereServed: true,
    },
  },
  ttlSeconds: 60,
  collect: async ({ ask, served }) => ({
    /** Whether the kind Prometheus is served: a definition alone is no server. */
    served: await served('prometheuses'),
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
