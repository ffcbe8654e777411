import { parseImage, versionOfTag } from '../facts/image';
import { defineObservation } from '../declarations';
import {
  prometheusFact,
  type PrometheusFact,
  type PrometheusObject,
} from '../facts/prometheus';
import type { WorkloadContainer, WorkloadFact } from '../facts/workload';
import { workloadsFact } from '../facts/workloads';
import { prometheusTable } from '../profiles/prometheusTable';

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
  /** Of those workloads. */
  readonly podKind: 'Deployment' | 'StatefulSet';
  /** Why the method is what it is. */
  readonly signals: readonly string[];
}

/** All Prometheus servers, those that Run:ai brought apart from what was there. */
export interface PrometheusServers {
  readonly all: readonly PrometheusServer[];
  /** In the namespaces of Run:ai. */
  readonly own: readonly PrometheusServer[];
  readonly existing: readonly PrometheusServer[];
  /** Whether the kind Prometheus is served: a definition alone is no server. */
  readonly defined: boolean;
}

/** Which Prometheus servers there are. */
export const prometheusServersObservation = defineObservation({
  id: 'prometheus-servers',
  uses: { workloads: workloadsFact, prometheus: prometheusFact },
  observe: ({ workloads, prometheus, profile }): PrometheusServers => {
    const all = findServers(workloads, prometheus);
    const { cluster, backend } = profile.namespaces;
    const isOwn = ({ namespace }: PrometheusServer) =>
      namespace === cluster || namespace === backend;
    return {
      all,
      own: all.filter(isOwn),
      existing: all.filter(server => !isOwn(server)),
      defined: prometheus.served,
    };
  },
});

/** Wants replicas and has all of them ready. */
export function isComplete({
  ready,
  desired,
}: Pick<PrometheusServer, 'ready' | 'desired'>): boolean {
  return desired > 0 && ready >= desired;
}

/**
 * All Prometheus servers: one for each Prometheus object with the StatefulSets that it owns, and one for each other workload with
 * a server in it.
 *
 * @remarks The operator's StatefulSet inherits the object's Helm labels, so that it looks like the chart's own; the owner
 * reference of kind Prometheus is the sure sign. Agents, Alertmanager, Thanos and exporters are no servers.
 */
function findServers(
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
  const openshift = prometheusTable().openshift.has(object.namespace);
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
    podKind: 'StatefulSet',
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
  const kind = workload.kind === 'StatefulSet' ? 'StatefulSet' : 'Deployment';
  return {
    ...methodOf(workload),
    namespace: workload.namespace,
    name: workload.name,
    kind,
    podKind: kind,
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
  if (prometheusTable().openshift.has(workload.namespace)) {
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

/** What a server runs is told by its arguments, else by image, container and labels together. */
function isServer(workload: WorkloadFact): boolean {
  if (
    workload.kind === 'DaemonSet' ||
    workload.owners.some(({ kind }) => kind === 'PrometheusAgent')
  ) {
    return false;
  }
  const { labels, isOther } = prometheusTable();
  const own = { ...workload.podLabels, ...workload.labels };
  if (isOther(own['app.kubernetes.io/component'] ?? own.component ?? '')) {
    return false;
  }
  return (
    serverContainer(workload) !== undefined ||
    labels.some(set => set.every(([key, value]) => own[key] === value))
  );
}

/** The server is not the first container: a config reloader, or what a charm runs, comes before it. */
function serverContainer(
  workload: WorkloadFact,
): WorkloadContainer | undefined {
  const { isContainer, isImage, isOther } = prometheusTable();
  const candidates = workload.containers.filter(
    ({ name, image }) => !isOther(name) && !isOther(parseImage(image).basename),
  );
  const named = candidates.filter(({ name }) => isContainer(name));
  const byImage = (container: WorkloadContainer) =>
    isImage(parseImage(container.image).basename);
  return (
    candidates.find(({ keepsMetrics }) => keepsMetrics) ??
    named.find(byImage) ??
    candidates.find(byImage) ??
    named.find(
      ({ name, image }) => name !== 'prometheus' || image.includes('prom'),
    ) ??
    (saysPrometheus(workload) ? named[0] : undefined)
  );
}

function saysPrometheus({ labels, podLabels }: WorkloadFact): boolean {
  const { app, 'app.kubernetes.io/name': name = app } = {
    ...podLabels,
    ...labels,
  };
  return name === 'prometheus';
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
