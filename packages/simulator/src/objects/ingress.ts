import type { KubeObject } from './KubeObject';
import { object } from './object';

/** @public `controller` as its maker names it, e.g. `k8s.io/ingress-nginx`. */
export function ingressClass(
  name: string,
  controller: string,
  options: { default?: boolean } = {},
): KubeObject {
  return object(
    'networking.k8s.io/v1',
    'IngressClass',
    {
      name,
      ...(options.default && {
        annotations: { 'ingressclass.kubernetes.io/is-default-class': 'true' },
      }),
    },
    { spec: { controller } },
  );
}

/** @public A class of gateways; `Accepted` is written by its controller, and Unknown while none has seen it. */
export function gatewayClass(
  name: string,
  controllerName: string,
  options: { accepted?: 'True' | 'False' | 'Unknown' } = {},
): KubeObject {
  const { accepted = 'True' } = options;
  return object(
    'gateway.networking.k8s.io/v1',
    'GatewayClass',
    { name, generation: 1 },
    {
      spec: { controllerName },
      status: {
        conditions: [
          {
            type: 'Accepted',
            status: accepted,
            reason: accepted === 'Unknown' ? 'Pending' : 'Accepted',
            message:
              accepted === 'Unknown' ? 'Waiting for controller' : 'Accepted',
            lastTransitionTime: '2026-06-01T08:00:00Z',
            observedGeneration: 1,
          },
        ],
      },
    },
  );
}

/** @public A Service of type LoadBalancer; without `address` it waits for one. */
export function loadBalancer(
  namespace: string,
  name: string,
  options: {
    address?: string;
    labels?: Record<string, string>;
    created?: string;
  } = {},
): KubeObject {
  const { address } = options;
  return object(
    'v1',
    'Service',
    {
      name,
      namespace,
      labels: options.labels,
      ...(options.created && { creationTimestamp: options.created }),
    },
    {
      spec: {
        type: 'LoadBalancer',
        clusterIP: '10.96.40.7',
        ports: [
          {
            name: 'https',
            port: 443,
            targetPort: 8443,
            nodePort: 31443,
            protocol: 'TCP',
          },
        ],
        selector: { app: name },
      },
      status: { loadBalancer: address ? { ingress: [{ ip: address }] } : {} },
    },
  );
}
