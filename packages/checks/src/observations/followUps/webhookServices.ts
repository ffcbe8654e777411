import { isDeepStrictEqual } from 'node:util';
import type { ValueOf } from '../../declarations';
import { namespacedObject } from '../../facts/object';
import { defineFact } from '../../facts/request';
import { array, fieldsIn, text } from '../../facts/untrusted';
import { webhookReachObservation } from '../webhooks';

/** Services that are asked about, and those of them without an endpoint that are looked at closely. */
const MOST_SERVICES = 30;
const MOST_DEAD = 4;

const NAME = 'kubernetes.io/service-name';

/** Who answers behind the services of webhooks, by `namespace/name`; one that is not in it was not asked about. */
export type WebhookServices = ValueOf<typeof webhookServicesFact>;

/**
 * Whether somebody answers behind the services of webhooks that fail closed on what Run:ai needs.
 *
 * @remarks One list of EndpointSlices by the names of the services, wherever these are. Where it tells of no ready endpoint, the
 * Endpoints and the Service are asked as well: Kubernetes before 1.18 keeps no slices, and a Service may stand for a name outside.
 */
export const webhookServicesFact = defineFact({
  id: 'webhook-services',
  title: 'Endpoints behind the services of admission webhooks',
  requests: {
    slices: {
      verb: 'list',
      group: 'discovery.k8s.io',
      version: ['v1', 'v1beta1'],
      resource: 'endpointslices',
      whereServed: true,
    },
    endpoints: { verb: 'list', resource: 'endpoints' },
    services: { verb: 'list', resource: 'services' },
  },
  readsAlike: (read, wanted) =>
    isDeepStrictEqual(
      read.profile.security.admission.resources,
      wanted.profile.security.admission.resources,
    ),
  ttlSeconds: 60,
  collect: async ({ ask, get }) => {
    const webhooks = await get(webhookReachObservation);
    const wanted = new Map(
      webhooks.flatMap(({ webhook: { service, failsClosed }, holdsUp }) =>
        service && failsClosed && holdsUp.length > 0
          ? [[`${service.namespace}/${service.name}`, service] as const]
          : [],
      ),
    );
    const asked = [...wanted].slice(0, MOST_SERVICES);
    if (asked.length === 0) {
      return {};
    }
    const names = new Set(asked.map(([, { name }]) => name));
    const slices = await ask.slices({
      labelSelector: `${NAME} in (${[...names].sort().join(',')})`,
      project: projectSlice,
    });
    const readyIn = (key: string) =>
      slices
        .filter(({ service }) => service === key)
        .reduce((sum, { ready }) => sum + ready, 0);
    const dead = asked.filter(([key]) => readyIn(key) === 0);
    const looked = await Promise.all(
      dead.slice(0, MOST_DEAD).map(async ([key, { namespace, name }]) => {
        const one = { namespace, fieldSelector: `metadata.name=${name}` };
        const [endpoints, services] = await Promise.all([
          ask.endpoints({ ...one, project: readyAddresses }),
          ask.services({ ...one, project: projectService }),
        ]);
        const [service] = services;
        return [
          key,
          {
            ready: endpoints.at(0) ?? 0,
            exists: service !== undefined,
            /** It stands for a name outside the cluster, and has no endpoints. */
            outside: service?.outside === true,
          },
        ] as const;
      }),
    );
    const alive = asked
      .map(([key]) => [key, readyIn(key)] as const)
      .filter(([, ready]) => ready > 0)
      .map(
        ([key, ready]) =>
          [key, { ready, exists: true, outside: false }] as const,
      );
    return Object.fromEntries([...alive, ...looked]);
  },
});

/** A slice of the endpoints of a service. An endpoint that says nothing of its readiness is ready. */
function projectSlice(item: unknown) {
  const slice = namespacedObject(item);
  const service = text(slice?.labels[NAME]);
  return slice && service
    ? {
        service: `${slice.namespace}/${service}`,
        ready: fieldsIn(slice.fields.endpoints).filter(
          ({ conditions }) => !isUnready(conditions),
        ).length,
      }
    : undefined;
}

function isUnready(conditions: unknown): boolean {
  return fieldsIn([conditions]).some(({ ready }) => ready === false);
}

function readyAddresses(item: unknown): number {
  const subsets = fieldsIn(namespacedObject(item)?.fields.subsets);
  return subsets.reduce(
    (sum, { addresses }) => sum + array(addresses).length,
    0,
  );
}

function projectService(item: unknown) {
  const service = namespacedObject(item);
  return service && { outside: service.spec.type === 'ExternalName' };
}
