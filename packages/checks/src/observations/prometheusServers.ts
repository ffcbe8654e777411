import { parseImage, versionOfTag } from '../facts/image';
import type { PrometheusFact, PrometheusObject } from '../facts/prometheus';
import type { WorkloadFact } from '../facts/workload';

/** How a Prometheus server came to be; the installation of Run:ai differs by it (seed B8). */
export type PrometheusMethod =
  | 'operator'
  | 'direct'
  | 'openshift'
  | 'undecided';

/** A Prometheus server, or a group of replicas and shards of one. */
export interface PrometheusServer {
  readonly method: PrometheusMethod;
  readonly namespace: string;
  /** Of the Prometheus object, or of the workload where there is none. */
  readonly name: string;
  readonly kind: 'Prometheus' | 'Deployment' | 'StatefulSet';
  readonly version?: string;
  readonly desired: number;
  readonly ready: number;
  /** Names of the workloads in its namespace that run it. */
  readonly workloads: readonly string[];
  /** Why the method is what it is. */
  readonly signals: readonly string[];
}

/** Where OpenShift runs its own. */
const OPENSHIFT_NAMESPACES = new Set([
  'openshift-monitoring',
  'openshift-user-workload-monitoring',
]);

/**
 * All Prometheus servers: one for each Prometheus object with the StatefulSets that it owns, and one for each other workload with
 * a server in it.
 *
 * @remarks The operator's StatefulSet inherits the object's Helm labels, so that it looks like the chart's own; the owner
 * reference of kind Prometheus is the sure sign. Agents, Alertmanager, Thanos and exporters are no servers.
 */
export function findPrometheusServers(
  workloads: readonly WorkloadFact[],
  prometheus: PrometheusFact,
): PrometheusServer[] {
  const servers = prometheus.objects.map(object =>
    operatorServer(object, workloads),
  );
  for (const workload of workloads) {
    if (isServer(workload) && !servers.some(server => runs(server, workload))) {
      servers.push(otherServer(workload));
    }
  }
  return servers;
}

function operatorServer(
  object: PrometheusObject,
  workloads: readonly WorkloadFact[],
): PrometheusServer {
  const owned = workloads.filter(
    workload =>
      workload.kind === 'StatefulSet' &&
      workload.namespace === object.namespace &&
      workload.owners.some(
        owner => owner.kind === 'Prometheus' && owner.name === object.name,
      ),
  );
  const openshift = OPENSHIFT_NAMESPACES.has(object.namespace);
  const version =
    owned.map(serverVersion).find(found => found !== undefined) ??
    object.version?.replace(/^v/, '');
  return {
    method: openshift ? 'openshift' : 'operator',
    namespace: object.namespace,
    name: object.name,
    kind: 'Prometheus',
    ...(version && { version }),
    // Its StatefulSets count where there are some; without one nothing runs, whatever the object's status says.
    desired: owned.length > 0 ? total(owned, 'desired') : object.desired,
    ready: total(owned, 'ready'),
    workloads: owned.map(({ name }) => name),
    signals: [
      `Prometheus object ${object.namespace}/${object.name}`,
      ...owned.map(({ name }) => `StatefulSet ${name} has it as its owner`),
      ...(openshift
        ? [`namespace ${object.namespace} is OpenShift's own`]
        : []),
    ],
  };
}

function otherServer(workload: WorkloadFact): PrometheusServer {
  const version = serverVersion(workload);
  return {
    ...methodOf(workload),
    namespace: workload.namespace,
    name: workload.name,
    kind: workload.kind === 'StatefulSet' ? 'StatefulSet' : 'Deployment',
    ...(version && { version }),
    desired: workload.desired,
    ready: workload.ready,
    workloads: [workload.name],
  };
}

function methodOf(
  workload: WorkloadFact,
): Pick<PrometheusServer, 'method' | 'signals'> {
  const { labels, owners } = workload;
  if (OPENSHIFT_NAMESPACES.has(workload.namespace)) {
    return {
      method: 'openshift',
      signals: [`namespace ${workload.namespace} is OpenShift's own`],
    };
  }
  if (owners.length > 0) {
    const [owner] = owners;
    return {
      method: owner.kind === 'Prometheus' ? 'operator' : 'undecided',
      signals: [`owner ${owner.kind} ${owner.name}`],
    };
  }
  if (labels['app.kubernetes.io/managed-by'] === 'prometheus-operator') {
    return {
      method: 'undecided',
      signals: ['labelled by the Prometheus Operator, but without an owner'],
    };
  }
  const chart = labels['helm.sh/chart'] ?? labels.chart;
  return {
    method: 'direct',
    signals: [
      'no owner of kind Prometheus',
      ...(chart ? [`chart ${chart}`] : []),
      ...(workload.helmRelease
        ? [`Helm release ${workload.helmRelease.name}`]
        : []),
    ],
  };
}

/** Components that carry the chart's label `app=prometheus` in 2021 and are no server. */
const NO_SERVER =
  /alertmanager|pushgateway|exporter|kube-state-metrics|operator|adapter|agent/;

function isServer(workload: WorkloadFact): boolean {
  if (
    workload.kind === 'DaemonSet' ||
    workload.owners.some(owner => owner.kind === 'PrometheusAgent')
  ) {
    return false;
  }
  const labels = { ...workload.podLabels, ...workload.labels };
  const component =
    labels['app.kubernetes.io/component'] ?? labels.component ?? '';
  if (NO_SERVER.test(component)) {
    return false;
  }
  const labelled =
    component === 'server' &&
    (labels.app === 'prometheus' ||
      labels['app.kubernetes.io/name'] === 'prometheus');
  return labelled || serverContainer(workload) !== undefined;
}

/** The server is not the first container: a config reloader comes before it. */
function serverContainer(
  workload: WorkloadFact,
): WorkloadFact['containers'][number] | undefined {
  const byImage = workload.containers.filter(
    ({ image }) => parseImage(image).basename === 'prometheus',
  );
  return (
    byImage.find(
      ({ name }) => name === 'prometheus' || name === 'prometheus-server',
    ) ??
    byImage[0] ??
    workload.containers.find(({ name }) => name === 'prometheus-server')
  );
}

function serverVersion(workload: WorkloadFact): string | undefined {
  const image = (
    workload.containers.find(({ name }) => name === 'prometheus') ??
    serverContainer(workload)
  )?.image;
  return image === undefined ? undefined : versionOfTag(parseImage(image).tag);
}

function runs(server: PrometheusServer, workload: WorkloadFact): boolean {
  return (
    server.namespace === workload.namespace &&
    server.workloads.includes(workload.name)
  );
}

function total(
  workloads: readonly WorkloadFact[],
  field: 'desired' | 'ready',
): number {
  return workloads.reduce((sum, workload) => sum + workload[field], 0);
}
