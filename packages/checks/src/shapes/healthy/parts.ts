/** Where the parts of kube-prometheus-stack are, release `prometheus` in `monitoring`. */
export const KUBE_PROMETHEUS = {
  prometheus: {
    apiVersion: 'apps/v1',
    kind: 'StatefulSet',
    namespace: 'monitoring',
    name: 'prometheus-prometheus-kube-prometheus-prometheus',
  },
  nodeExporter: {
    apiVersion: 'apps/v1',
    kind: 'DaemonSet',
    namespace: 'monitoring',
    name: 'prometheus-prometheus-node-exporter',
  },
  kubeStateMetrics: {
    apiVersion: 'apps/v1',
    kind: 'Deployment',
    namespace: 'monitoring',
    name: 'prometheus-kube-state-metrics',
  },
} as const;

/** Where those of OpenShift's own monitoring are. */
export const OPENSHIFT_MONITORING = {
  prometheus: {
    apiVersion: 'apps/v1',
    kind: 'StatefulSet',
    namespace: 'openshift-monitoring',
    name: 'prometheus-k8s',
  },
  nodeExporter: {
    apiVersion: 'apps/v1',
    kind: 'DaemonSet',
    namespace: 'openshift-monitoring',
    name: 'node-exporter',
  },
  kubeStateMetrics: {
    apiVersion: 'apps/v1',
    kind: 'Deployment',
    namespace: 'openshift-monitoring',
    name: 'kube-state-metrics',
  },
} as const;
