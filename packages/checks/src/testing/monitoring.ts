import {
  daemonSet,
  deployment,
  owner,
  prometheus,
  statefulSet,
  type KubeObject,
} from '@runai-portal/simulator';
import type { FactOutcomes } from '../declarations';
import { apiGroupsFact } from '../facts/request/apiGroups';
import { projectPrometheus, prometheusFact } from '../facts/prometheus';
import { workloadsFact } from '../facts/workloads';
import { workloadFacts } from './workloads';
import { fact, facts, type FactEntry } from './outcomes';

/** The server of the chart `prometheus` of 2021: its first container is no server. */
export function directServer(
  options: { namespace?: string; ready?: number } = {},
): KubeObject {
  return deployment(options.namespace ?? 'monitoring', 'prometheus-server', {
    ready: options.ready ?? 1,
    labels: {
      app: 'prometheus',
      component: 'server',
      chart: 'prometheus-14.7.1',
      release: 'prometheus',
    },
    containers: [
      {
        name: 'prometheus-server-configmap-reload',
        image: 'jimmidyson/configmap-reload:v0.5.0',
      },
      {
        name: 'prometheus-server',
        image: 'quay.io/prometheus/prometheus:v2.26.0',
      },
    ],
  });
}

/** The StatefulSet that the Prometheus Operator makes, with the labels of Helm that it inherits. */
export function operatedServer(
  options: { namespace?: string; ready?: number; desired?: number } = {},
): KubeObject {
  return statefulSet(options.namespace ?? 'monitoring', 'prometheus-k8s', {
    desired: options.desired ?? 1,
    ready: options.ready ?? options.desired ?? 1,
    labels: {
      'app.kubernetes.io/managed-by': 'Helm',
      app: 'kube-prometheus-stack-prometheus',
      chart: 'kube-prometheus-stack-16.0.0',
    },
    owners: [owner('monitoring.coreos.com/v1', 'Prometheus', 'k8s')],
    containers: [
      { name: 'prometheus', image: 'quay.io/prometheus/prometheus:v2.26.0' },
      {
        name: 'config-reloader',
        image: 'quay.io/prometheus-operator/prometheus-config-reloader:v0.47.0',
      },
    ],
  });
}

/** The node exporter of the chart prometheus of 2021, which tolerates no taint, unless said otherwise. */
export function nodeExporterSet(
  options: { namespace?: string } & Parameters<typeof daemonSet>[2] = {},
): KubeObject {
  const { namespace = 'monitoring', ...more } = options;
  return daemonSet(namespace, 'prometheus-node-exporter', {
    labels: { app: 'prometheus', component: 'node-exporter' },
    containers: [
      {
        name: 'prometheus-node-exporter',
        image: 'quay.io/prometheus/node-exporter:v1.1.2',
        hostPorts: [9100],
      },
    ],
    ...more,
  });
}

/** kube-state-metrics 2.0.0, ready, unless said otherwise. */
export function stateMetrics(
  options: { version?: string } & Parameters<typeof deployment>[2] = {},
): KubeObject {
  const { version = 'v2.0.0', ...more } = options;
  return deployment('monitoring', 'prometheus-kube-state-metrics', {
    image: `k8s.gcr.io/kube-state-metrics/kube-state-metrics:${version}`,
    ...more,
  });
}

/** A Prometheus Operator of May 2021. */
export function prometheusOperator(namespace = 'monitoring'): KubeObject {
  return deployment(namespace, 'prometheus-operator', {
    image: 'quay.io/prometheus-operator/prometheus-operator:v0.47.0',
  });
}

/** The facts that the checks of Prometheus rest on. */
export function monitoringFacts(options: {
  workloads?: KubeObject[];
  /** Namespaces that have a Prometheus object `k8s`; undefined: the kind is not served. */
  prometheusIn?: string[];
  openshift?: boolean;
  more?: FactEntry[];
}): FactOutcomes {
  const objects = (options.prometheusIn ?? []).flatMap(
    namespace =>
      projectPrometheus(prometheus(namespace, 'k8s', { era: '2021' })) ?? [],
  );
  return facts(
    fact(workloadsFact, workloadFacts(...(options.workloads ?? []))),
    fact(prometheusFact, {
      served: options.prometheusIn !== undefined,
      objects,
    }),
    fact(apiGroupsFact, {
      groups: options.openshift ? { 'config.openshift.io': ['v1'] } : {},
    }),
    ...(options.more ?? []),
  );
}
