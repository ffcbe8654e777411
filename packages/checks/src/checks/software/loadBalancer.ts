import { defineCheck, type Remedy } from '../../declarations';
import { evidenceOf, firstOf } from '../../engine/findings';
import { parseImage } from '../../facts/image';
import { loadBalancersFact } from '../../facts/ingress';
import { workloadsFact } from '../../facts/workloads';
import { ingressObservation } from '../../observations/ingress';
import type { Profile } from '../../profiles';
import { ingressTable } from '../../profiles/tables';
import { someNames } from '../../words';

const GIVE: Remedy = {
  text: '[Look at what {givers} says of it: is a pool of addresses left?|Install something that gives addresses, such as MetalLB, or serve by host ports or node ports and change the type of the Service.]',
  commands: [
    'kubectl -n {namespace} describe service {name}',
    'kubectl get ipaddresspools.metallb.io --all-namespaces',
  ],
  docs: ['metalLb'],
};

/** What serves Ingresses has an address. */
export const loadBalancer = defineCheck({
  id: 'software.load-balancer',
  title: 'The ingress has an address',
  category: 'software',
  description:
    'Where the ingress controller is reached by a Service of type LoadBalancer, somebody has to give it an address: a cloud, MetalLB, kube-vip. Where it uses host ports or node ports, nothing is asked.',
  verify: {
    text: 'EXTERNAL-IP is an address or a name, and not pending.',
    commands: ['kubectl get services --all-namespaces | grep LoadBalancer'],
  },
  severity: 'recommended',
  asked: ({ software }: Profile) => software?.loadBalancer,
  uses: {
    services: loadBalancersFact,
    ingress: ingressObservation,
    workloads: workloadsFact,
  },
  expected: 'an address',
  actual: '[{address}|pending]',
  outcomes: {
    HasAddress: {
      status: 'pass',
      says: 'The ingress has an address. Service {service} has {address}',
    },
    Pending: {
      status: 'warn',
      says: 'The ingress has no address. Service {service} waits for one[, which {givers} is there to give|, and nothing is seen that gives addresses]',
      remedy: GIVE,
    },
    NoService: {
      status: 'notApplicable',
      actual: 'none asked for',
      says: 'No Service of type LoadBalancer stands before an ingress controller or a gateway. It is reached by host ports, node ports or a proxy of its own, or there is none',
    },
  },
  evaluate: ({ services, ingress: { served }, workloads }) => {
    const places = new Set(
      served.flatMap(({ workload }) => workload?.namespace ?? []),
    );
    const own = services.filter(
      ({ namespace, isOfGateway }) => isOfGateway || places.has(namespace),
    );
    const waiting = own.filter(({ address }) => address === undefined);
    const first = waiting[0] ?? own[0];
    const givers = ingressTable().givers.filter(({ images }) =>
      workloads.some(({ containers }) =>
        containers.some(({ image }) => images(parseImage(image).repository)),
      ),
    );
    return {
      outcome: firstOf(
        [waiting.length > 0, 'Pending'],
        [first, 'HasAddress'],
        'NoService',
      ),
      values: {
        service: first && `${first.namespace}/${first.name}`,
        namespace: first?.namespace,
        name: first?.name,
        address: first?.address,
        givers:
          givers.length > 0
            ? someNames(
                givers.map(({ title }) => title),
                3,
              )
            : undefined,
      },
      evidence: evidenceOf(
        own.map(
          ({ namespace, name, address }) =>
            [
              `service/${namespace}/${name}`,
              'status.loadBalancer',
              address ?? 'pending',
              'reported',
            ] as const,
        ),
        own.length === 0 && ['Services', 'type LoadBalancer', 'absent'],
      ),
    };
  },
});
