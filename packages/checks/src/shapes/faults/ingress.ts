import { ingressClass, type ObjectRef } from '@runai-portal/simulator';
import { foundBy, type Fault } from '../Fault';

/** Shapes whose web interface is served by HAProxy alone, for a profile that asks for it. */
const WITH_HAPROXY = ['kubespray', 'eks', 'aks'];

const HAPROXY: ObjectRef = {
  apiVersion: 'apps/v1',
  kind: 'DaemonSet',
  namespace: 'haproxy-controller',
  name: 'haproxy-kubernetes-ingress',
};

const CLASS: ObjectRef = {
  apiVersion: 'networking.k8s.io/v1',
  kind: 'IngressClass',
  name: 'haproxy',
};

/** Of what the web interface is reached by. */
export const ingressFaults: readonly Fault[] = [
  {
    what: 'there is no ingress controller',
    shapes: WITH_HAPROXY,
    inject: cluster => cluster.remove(HAPROXY, CLASS),
    finds: foundBy('software.ingress', 'fail'),
  },
  {
    what: 'the ingress controller does not run',
    shapes: WITH_HAPROXY,
    inject: cluster =>
      cluster.patch(HAPROXY, {
        status: { numberReady: 0, numberAvailable: 0 },
      }),
    finds: foundBy('software.ingress', 'fail'),
  },
  {
    what: 'two ingress classes are the default one',
    shapes: WITH_HAPROXY,
    inject: cluster =>
      cluster.put(
        ingressClass('nginx', 'k8s.io/ingress-nginx', { default: true }),
      ),
    finds: foundBy('software.ingress', 'warn'),
  },
  {
    what: 'the ingress waits for an address',
    // Whose profile asks for an address.
    shapes: ['eks', 'gke', 'aks'],
    inject: cluster =>
      cluster.patch(
        {
          apiVersion: 'v1',
          kind: 'Service',
          namespace: 'haproxy-controller',
          name: 'haproxy-kubernetes-ingress',
        },
        { status: { loadBalancer: { ingress: null } } },
      ),
    finds: foundBy('software.load-balancer', 'warn'),
  },
  {
    what: 'a proxy is to carry connections inside the cluster, too',
    needs: ({ id }) => !id.startsWith('openshift'),
    settings: {
      proxy: { httpsProxy: 'http://proxy.example.com:3128', noProxy: 'corp' },
    },
    finds: foundBy('network.proxy', 'warn'),
  },
];
