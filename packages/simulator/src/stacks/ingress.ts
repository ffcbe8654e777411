import { gatewayClass, ingressClass, loadBalancer } from '../objects/ingress';
import { crd } from '../objects/crd';
import type { KubeObject } from '../objects/KubeObject';
import { daemonSet, deployment } from '../objects/workloads';

/** HAProxy's ingress controller by its chart, with its class and its Service. @public */
export function haproxyIngress(
  options: {
    nodes?: number;
    ready?: number;
    default?: boolean;
    /** None where it waits for one. */
    address?: string;
  } = {},
): KubeObject[] {
  const { nodes = 2, ready } = options;
  const namespace = 'haproxy-controller';
  const labels = {
    'app.kubernetes.io/name': 'kubernetes-ingress',
    'app.kubernetes.io/instance': 'haproxy-kubernetes-ingress',
  };
  return [
    ingressClass('haproxy', 'haproxy.org/ingress-controller/haproxy', {
      default: options.default,
    }),
    daemonSet(namespace, 'haproxy-kubernetes-ingress', {
      desired: nodes,
      ...(ready !== undefined && { ready }),
      labels,
      podLabels: labels,
      containers: [
        {
          name: 'kubernetes-ingress-controller',
          image: 'haproxytech/kubernetes-ingress:3.1.11',
        },
      ],
    }),
    loadBalancer(namespace, 'haproxy-kubernetes-ingress', {
      labels,
      address: options.address,
    }),
  ];
}

/** The ingress controller of Kubernetes' own project, by its chart. @public */
export function nginxIngress(
  options: { default?: boolean; ready?: number } = {},
): KubeObject[] {
  return [
    ingressClass('nginx', 'k8s.io/ingress-nginx', options),
    deployment('ingress-nginx', 'ingress-nginx-controller', {
      ...(options.ready !== undefined && { ready: options.ready }),
      labels: {
        'app.kubernetes.io/name': 'ingress-nginx',
        'app.kubernetes.io/component': 'controller',
      },
      containers: [
        {
          name: 'controller',
          image: 'registry.k8s.io/ingress-nginx/controller:v1.11.2',
        },
      ],
    }),
  ];
}

/** MetalLB, which gives addresses to Services where no cloud does. @public */
export function metalLb(): KubeObject[] {
  return [
    deployment('metallb-system', 'metallb-controller', {
      image: 'quay.io/metallb/controller:v0.15.3',
    }),
  ];
}

/** The Gateway API with one class. @public */
export function gatewayApi(
  name: string,
  controllerName: string,
  options: Parameters<typeof gatewayClass>[2] = {},
): KubeObject[] {
  return [
    crd('gatewayclasses.gateway.networking.k8s.io', {
      kind: 'GatewayClass',
      scope: 'Cluster',
      versions: ['v1', 'v1beta1'],
    }),
    gatewayClass(name, controllerName, options),
  ];
}
