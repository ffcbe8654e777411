import { owner, service } from '../objects/core';
import { crd } from '../objects/crd';
import type { KubeObject } from '../objects/KubeObject';
import { prometheus } from '../objects/prometheus';
import { daemonSet, deployment, statefulSet } from '../objects/workloads';

const operatorKinds = {
  alertmanagers: 'Alertmanager',
  podmonitors: 'PodMonitor',
  prometheuses: 'Prometheus',
  prometheusrules: 'PrometheusRule',
  servicemonitors: 'ServiceMonitor',
};

/** The CRDs of the Prometheus Operator. */
export function prometheusCrds(): KubeObject[] {
  return Object.entries(operatorKinds).map(([plural, kind]) =>
    crd(`${plural}.monitoring.coreos.com`, { kind, status: false }),
  );
}

/**
 * kube-prometheus-stack, release `prometheus` in `monitoring`: of 2021 (chart 16, operator 0.47, no status on the
 * Prometheus object) or of today.
 *
 * @param nodes - how many the node exporter runs on
 */
export function kubePrometheusStack(options: {
  era: '2021' | 'current';
  nodes: number;
  namespace?: string;
  ready?: boolean;
}): KubeObject[] {
  const { era, nodes, namespace = 'monitoring', ready = true } = options;
  const now = era === 'current';
  const name = 'prometheus-kube-prometheus-prometheus';
  const chart = now
    ? 'kube-prometheus-stack-79.5.0'
    : 'kube-prometheus-stack-16.0.0';
  const version = chart.replace('kube-prometheus-stack-', '');
  const reloader = `quay.io/prometheus-operator/prometheus-config-reloader:${
    now ? 'v0.86.2' : 'v0.47.0'
  }`;
  const server = now ? 'v3.7.3' : 'v2.26.0';
  const helm = {
    'meta.helm.sh/release-name': 'prometheus',
    'meta.helm.sh/release-namespace': namespace,
  };
  const inherited = {
    app: 'kube-prometheus-stack-prometheus',
    'app.kubernetes.io/instance': 'prometheus',
    'app.kubernetes.io/managed-by': 'Helm',
    'app.kubernetes.io/part-of': 'kube-prometheus-stack',
    'app.kubernetes.io/version': version,
    chart,
    heritage: 'Helm',
    release: 'prometheus',
  };
  return [
    ...prometheusCrds(),
    prometheus(namespace, name, {
      era,
      version: server,
      available: ready ? 1 : 0,
      labels: inherited,
      annotations: helm,
    }),
    statefulSet(namespace, `prometheus-${name}`, {
      ready: ready ? 1 : 0,
      // The operator hands the labels of its object on, Helm's among them.
      labels: now
        ? {
            ...inherited,
            'app.kubernetes.io/managed-by': 'prometheus-operator',
            'app.kubernetes.io/name': 'prometheus',
            prometheus: name,
          }
        : inherited,
      annotations: helm,
      podLabels: { 'app.kubernetes.io/name': 'prometheus', prometheus: name },
      owners: [owner('monitoring.coreos.com/v1', 'Prometheus', name)],
      containers: [
        {
          name: 'prometheus',
          image: `quay.io/prometheus/prometheus:${server}`,
        },
        { name: 'config-reloader', image: reloader },
      ],
    }),
    deployment(namespace, 'prometheus-kube-prometheus-operator', {
      labels: {
        app: 'kube-prometheus-stack-operator',
        'app.kubernetes.io/managed-by': 'Helm',
        chart,
        release: 'prometheus',
      },
      podLabels: {
        app: 'kube-prometheus-stack-operator',
        release: 'prometheus',
      },
      annotations: helm,
      containers: [
        {
          name: 'kube-prometheus-stack',
          image: `quay.io/prometheus-operator/prometheus-operator:${
            now ? 'v0.86.2' : 'v0.47.0'
          }`,
        },
      ],
    }),
    kubeStateMetrics(
      namespace,
      now
        ? 'registry.k8s.io/kube-state-metrics/kube-state-metrics:v2.17.0'
        : 'k8s.gcr.io/kube-state-metrics/kube-state-metrics:v2.0.0',
    ),
    daemonSet(namespace, 'prometheus-prometheus-node-exporter', {
      desired: nodes,
      labels: now
        ? {
            'app.kubernetes.io/name': 'prometheus-node-exporter',
            'app.kubernetes.io/instance': 'prometheus',
            'app.kubernetes.io/managed-by': 'Helm',
            release: 'prometheus',
          }
        : {
            app: 'prometheus-node-exporter',
            chart: 'prometheus-node-exporter-1.18.0',
            heritage: 'Helm',
            release: 'prometheus',
          },
      podLabels: now
        ? { 'app.kubernetes.io/name': 'prometheus-node-exporter' }
        : { app: 'prometheus-node-exporter', release: 'prometheus' },
      tolerations: [{ effect: 'NoSchedule', operator: 'Exists' }],
      containers: [
        {
          name: 'node-exporter',
          image: `quay.io/prometheus/node-exporter:${
            now ? 'v1.10.2' : 'v1.1.2'
          }`,
          hostPorts: [9100],
        },
      ],
    }),
    service(namespace, name, {
      port: 9090,
      portName: 'web',
      labels: inherited,
      selector: { prometheus: name },
    }),
  ];
}

/**
 * The plain chart of `prometheus`, as it was around 2020: no CRDs, and `app=prometheus` on all of its parts alike.
 *
 * @param nodes - how many untainted ones there are: its node exporter tolerates nothing
 */
export function prometheusDirect(options: {
  nodes: number;
  version?: string;
  namespace?: string;
  ready?: boolean;
}): KubeObject[] {
  const {
    nodes,
    version = 'v2.15.2',
    namespace = 'monitoring',
    ready = true,
  } = options;
  const labels = (component: string) => ({
    app: 'prometheus',
    'app.kubernetes.io/managed-by': 'Helm',
    chart: 'prometheus-10.3.1',
    component,
    heritage: 'Helm',
    release: 'prometheus',
  });
  const podLabels = (component: string) => ({
    app: 'prometheus',
    component,
    release: 'prometheus',
  });
  const annotations = {
    'meta.helm.sh/release-name': 'prometheus',
    'meta.helm.sh/release-namespace': namespace,
  };
  return [
    deployment(namespace, 'prometheus-server', {
      ready: ready ? 1 : 0,
      labels: labels('server'),
      podLabels: podLabels('server'),
      annotations,
      containers: [
        {
          name: 'prometheus-server-configmap-reload',
          image: 'jimmidyson/configmap-reload:v0.3.0',
        },
        { name: 'prometheus-server', image: `prom/prometheus:${version}` },
      ],
    }),
    deployment(namespace, 'prometheus-alertmanager', {
      labels: labels('alertmanager'),
      podLabels: podLabels('alertmanager'),
      annotations,
      containers: [
        { name: 'prometheus-alertmanager', image: 'prom/alertmanager:v0.20.0' },
      ],
    }),
    kubeStateMetrics(namespace, 'quay.io/coreos/kube-state-metrics:v1.9.0'),
    daemonSet(namespace, 'prometheus-node-exporter', {
      desired: nodes,
      labels: labels('node-exporter'),
      podLabels: podLabels('node-exporter'),
      annotations,
      containers: [
        {
          name: 'prometheus-node-exporter',
          image: 'prom/node-exporter:v0.18.1',
          hostPorts: [9100],
        },
      ],
    }),
    service(namespace, 'prometheus-server', {
      port: 80,
      targetPort: 9090,
      labels: labels('server'),
      selector: podLabels('server'),
    }),
  ];
}

/** The monitoring that OpenShift brings: for the platform, not for users' own. */
export function openshiftMonitoring(options: { nodes: number }): KubeObject[] {
  const namespace = 'openshift-monitoring';
  return [
    ...prometheusCrds(),
    prometheus(namespace, 'k8s', {
      era: '2021',
      version: 'v2.22.2',
      replicas: 2,
      labels: { prometheus: 'k8s' },
    }),
    statefulSet(namespace, 'prometheus-k8s', {
      desired: 2,
      labels: { prometheus: 'k8s' },
      podLabels: { app: 'prometheus', prometheus: 'k8s' },
      owners: [owner('monitoring.coreos.com/v1', 'Prometheus', 'k8s')],
      containers: [
        {
          name: 'prometheus',
          image: `quay.io/openshift-release-dev/ocp-v4.0-art-dev@sha256:${'a'.repeat(
            64,
          )}`,
        },
      ],
    }),
    deployment(namespace, 'prometheus-operator', {
      podLabels: { 'app.kubernetes.io/name': 'prometheus-operator' },
      image: `quay.io/openshift-release-dev/ocp-v4.0-art-dev@sha256:${'b'.repeat(
        64,
      )}`,
    }),
    kubeStateMetrics(
      namespace,
      `quay.io/openshift-release-dev/ocp-v4.0-art-dev@sha256:${'c'.repeat(64)}`,
    ),
    daemonSet(namespace, 'node-exporter', {
      desired: options.nodes,
      podLabels: { 'app.kubernetes.io/name': 'node-exporter' },
      tolerations: [{ operator: 'Exists' }],
      containers: [
        {
          name: 'node-exporter',
          image: `quay.io/openshift-release-dev/ocp-v4.0-art-dev@sha256:${'d'.repeat(
            64,
          )}`,
          // Behind its own proxy, which takes the port of the node.
          hostPorts: [9100],
        },
      ],
    }),
  ];
}

function kubeStateMetrics(namespace: string, image: string): KubeObject {
  const name = namespace.startsWith('openshift')
    ? 'kube-state-metrics'
    : 'prometheus-kube-state-metrics';
  return deployment(namespace, name, {
    labels: {
      'app.kubernetes.io/name': 'kube-state-metrics',
      'app.kubernetes.io/instance': 'prometheus',
    },
    podLabels: { 'app.kubernetes.io/name': 'kube-state-metrics' },
    containers: [{ name: 'kube-state-metrics', image }],
  });
}
