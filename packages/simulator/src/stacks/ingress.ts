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

/** The ingress controller that RKE2 brings, on every node. @public */
export function rke2Ingress(options: { nodes: number }): KubeObject[] {
  return [
    ingressClass('nginx', 'k8s.io/ingress-nginx', { default: true }),
    daemonSet('kube-system', 'rke2-ingress-nginx-controller', {
      desired: options.nodes,
      labels: {
        'app.kubernetes.io/name': 'rke2-ingress-nginx',
        'app.kubernetes.io/component': 'controller',
      },
      containers: [
        {
          name: 'rke2-ingress-nginx-controller',
          image: 'rancher/nginx-ingress-controller:v1.10.5-hardened4',
        },
      ],
    }),
  ];
}

/** OpenShift's own router, its image by digest, with the class that it came to have in 4.8. @public */
export function openshiftRouter(): KubeObject[] {
  return [
    ingressClass('openshift-default', 'openshift.io/ingress-to-route'),
    deployment('openshift-ingress', 'router-default', {
      desired: 2,
      labels: {
        'ingresscontroller.operator.openshift.io/owning-ingresscontroller':
          'default',
      },
      containers: [
        {
          name: 'router',
          image:
            'quay.io/openshift-release-dev/ocp-v4.0-art-dev@sha256:0b1cf44e5c1b4a9f2f4f4e37bb0c6a1f0a6c3a5d4f1e2b3c4d5e6f708192a3b4',
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
