import {
  daemonSet,
  prometheusDirect,
  type ObjectRef,
} from '@runai-portal/simulator';
import { foundBy, type Fault } from '../Fault';
import type { FaultyCluster } from '../FaultyCluster';
import type { HealthyShape, ShapeParts } from '../HealthyShape';

type Part = 'prometheus' | 'nodeExporter' | 'kubeStateMetrics';

const NOT_OPENSHIFT = ({ id }: HealthyShape) => !id.startsWith('openshift');

const ZERO: Readonly<Record<string, object>> = {
  DaemonSet: { numberReady: 0, numberAvailable: 0 },
  Deployment: { readyReplicas: null, availableReplicas: null },
  StatefulSet: { readyReplicas: null, availableReplicas: 0 },
};

const without = (part: Part) => (cluster: FaultyCluster, shape: HealthyShape) =>
  cluster.remove(shape.parts[part]);

const notReady =
  (part: Part) =>
  (cluster: FaultyCluster, { parts }: HealthyShape) =>
    cluster.patch(parts[part], { status: ZERO[parts[part].kind] });

/** The Prometheus object that the operator makes its StatefulSet of. */
function definition({ prometheus }: ShapeParts): ObjectRef {
  return {
    apiVersion: 'monitoring.coreos.com/v1',
    kind: 'Prometheus',
    namespace: prometheus.namespace,
    name: prometheus.name.replace(/^prometheus-/, ''),
  };
}

/** Of Prometheus and what it needs beside it. */
export const monitoringFaults: readonly Fault[] = [
  {
    what: 'there is no Prometheus, though one is declared',
    needs: NOT_OPENSHIFT,
    inject: (cluster, { parts }) =>
      cluster.remove(parts.prometheus, definition(parts)),
    finds: foundBy('monitoring.prometheus', 'fail'),
  },
  {
    what: 'the Prometheus server does not run',
    inject: notReady('prometheus'),
    finds: foundBy('monitoring.prometheus', 'fail'),
  },
  {
    what: 'Prometheus was installed in two ways',
    needs: NOT_OPENSHIFT,
    inject: cluster =>
      cluster.put(...prometheusDirect({ nodes: 4, namespace: 'old' })),
    finds: foundBy('monitoring.install-method', 'warn'),
  },
  {
    what: 'an operator is there, and the installer is to bring its own',
    needs: NOT_OPENSHIFT,
    shapes: ['kubeadm', 'k3s', 'ezmeral'],
    settings: { existingPrometheus: false },
    finds: foundBy('monitoring.conflict', 'warn'),
  },
  {
    what: 'there is no node exporter',
    inject: without('nodeExporter'),
    finds: foundBy('monitoring.node-exporter', 'fail'),
  },
  {
    what: 'no node exporter runs',
    inject: notReady('nodeExporter'),
    finds: foundBy('monitoring.node-exporter', 'fail'),
  },
  {
    what: 'a taint keeps the node exporter off GPU nodes',
    inject: (cluster, { parts }) => {
      cluster.nodes(parts.gpuNodes, ({ spec }) => {
        spec.taints = [{ key: 'dedicated', value: 'gpu', effect: 'NoExecute' }];
      });
      cluster.put(
        daemonSet(parts.nodeExporter.namespace ?? '', parts.nodeExporter.name, {
          desired: 2,
          labels: { 'app.kubernetes.io/name': 'prometheus-node-exporter' },
          podLabels: { 'app.kubernetes.io/name': 'prometheus-node-exporter' },
          image: 'quay.io/prometheus/node-exporter:v1.10.2',
        }),
      );
    },
    finds: foundBy('monitoring.node-exporter', 'warn'),
  },
  {
    what: 'there is no kube-state-metrics',
    inject: without('kubeStateMetrics'),
    finds: foundBy('monitoring.kube-state-metrics', 'fail'),
  },
  {
    what: 'kube-state-metrics does not run',
    inject: notReady('kubeStateMetrics'),
    finds: foundBy('monitoring.kube-state-metrics', 'fail'),
  },
  {
    what: 'kube-state-metrics is too old for the server',
    shapes: ['kubespray', 'rke2', 'eks', 'gke', 'aks'],
    inject: (cluster, { parts }) =>
      cluster.patch(parts.kubeStateMetrics, {
        spec: {
          template: {
            spec: {
              containers: [
                {
                  name: 'kube-state-metrics',
                  image:
                    'registry.k8s.io/kube-state-metrics/kube-state-metrics:v1.9.8',
                },
              ],
            },
          },
        },
      }),
    finds: foundBy('monitoring.kube-state-metrics', 'warn'),
  },
];
