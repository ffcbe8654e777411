import type { Fact } from '../declarations';
import { namespacedObject } from './object';
import { defineFact, list } from './request';
import { counter, text } from './untrusted';

/** A Prometheus object of the Prometheus Operator. */
export interface PrometheusObject {
  readonly namespace: string;
  readonly name: string;
  /** `spec.replicas` (1 where absent) times `spec.shards` (1 where absent). */
  readonly desired: number;
  /** `spec.version`, where it is set. */
  readonly version?: string;
}

/** What the Prometheus Operator was told. */
export interface PrometheusFact {
  /** Whether the kind Prometheus is served: a definition alone is no server. */
  readonly served: boolean;
  readonly objects: readonly PrometheusObject[];
}

/** Prometheus objects of all namespaces. */
export const prometheusFact: Fact<PrometheusFact> = defineFact({
  id: 'prometheus',
  title: "Prometheus Operator's Prometheus objects",
  requests: {
    prometheuses: list({
      group: 'monitoring.coreos.com',
      version: 'v1',
      resource: 'prometheuses',
      whereServed: true,
    }),
  },
  ttlSeconds: 60,
  collect: async ({ ask, served }) => ({
    served: await served('prometheuses'),
    objects: await ask.prometheuses<unknown, PrometheusObject>({
      project: projectPrometheus,
    }),
  }),
});

/** What is kept of a Prometheus object. */
export function projectPrometheus(item: unknown): PrometheusObject | undefined {
  const object = namespacedObject(item);
  if (!object) {
    return undefined;
  }
  const { namespace, name, spec } = object;
  const count = (value: unknown) => (value === undefined ? 1 : counter(value));
  return {
    namespace,
    name,
    desired: count(spec.replicas) * count(spec.shards),
    version: text(spec.version),
  };
}
