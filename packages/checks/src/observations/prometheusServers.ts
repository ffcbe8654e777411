import { imageVersion, parseImage } from '../facts/image';
import { defineObservation } from '../declarations';
import { prometheusFact } from '../facts/prometheus';
import { optional } from '../facts/untrusted';
import type {
  WorkloadContainer,
  WorkloadFact,
  WorkloadKind,
} from '../facts/workload';
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
  readonly kind: 'Prometheus' | WorkloadKind;
  readonly version?: string;
  readonly desired: number;
  readonly ready: number;
  /** Names of the workloads in its namespace that run it. */
  readonly workloads: readonly string[];
  /** Why the method is what it is. */
  readonly signals: readonly string[];
}

/**
 * All Prometheus servers: one for each Prometheus object with the StatefulSets that it owns, and one for each other workload with
 * a server in it.
 *
 * @remarks The operator's StatefulSet inherits the object's Helm labels, so that it looks like the chart's own; the owner
 * reference of kind Prometheus is the sure sign. Agents, Alertmanager, Thanos and exporters are no servers.
 */
export const prometheusServersObservation = defineObservation({
  id: 'prometheus-servers',
  uses: { workloads: workloadsFact, prometheus: prometheusFact },
  observe: ({ workloads, prometheus, profile }) => {
    const owned = new Map(
      prometheus.objects.map(object => [
        object,
        workloads.filter(
          ({ kind, namespace, owners }) =>
            kind === 'StatefulSet' &&
            namespace === object.namespace &&
            owners.some(
              owner =>
                owner.kind === 'Prometheus' && owner.name === object.name,
            ),
        ),
      ]),
    );
    const operated = new Set([...owned.values()].flat());
    const all = [
      ...[...owned].map(([object, sets]) =>
        serverOf({ ...object, kind: 'Prometheus' }, sets),
      ),
      ...workloads
        .filter(workload => !operated.has(workload) && isServer(workload))
        .map(workload => serverOf(workload, [workload])),
    ];
    const { cluster, backend } = profile.namespaces;
    const isOwn = ({ namespace }: PrometheusServer) =>
      namespace === cluster || namespace === backend;
    return {
      all,
      /** Those that Run:ai brought: in its namespaces. */
      own: all.filter(isOwn),
      existing: all.filter(server => !isOwn(server)),
      /** Whether the kind Prometheus is served: a definition alone is no server. */
      defined: prometheus.served,
    };
  },
});

/** @param server - the Prometheus object, or the workload where there is none */
function serverOf(
  server: Pick<
    PrometheusServer,
    'kind' | 'namespace' | 'name' | 'version' | 'desired'
  >,
  workloads: readonly WorkloadFact[],
): PrometheusServer {
  const { kind, namespace, name } = server;
  const version =
    workloads.map(serverVersion).find(Boolean) ??
    server.version?.replace(/^v/, '');
  const { method, signals } =
    kind === 'Prometheus'
      ? byObject(name, workloads)
      : byWorkload(workloads[0]);
  const openshift = prometheusTable().openshift.has(namespace);
  return {
    method: openshift ? 'openshift' : method,
    namespace,
    name,
    kind,
    ...optional('version', version),
    // Its workloads count where there are some; without one nothing runs, whatever the object's status says.
    desired:
      workloads.length > 0
        ? workloads.reduce((sum, { desired }) => sum + desired, 0)
        : server.desired,
    ready: workloads.reduce((sum, { ready }) => sum + ready, 0),
    workloads: workloads.map(workload => workload.name),
    signals: [
      ...signals,
      ...(openshift ? [`namespace ${namespace} is OpenShift's own`] : []),
    ],
  };
}

function byObject(name: string, workloads: readonly WorkloadFact[]): Method {
  return {
    method: 'operator',
    signals: [
      `Prometheus object ${name}`,
      ...workloads.map(set => `StatefulSet ${set.name} has it as its owner`),
    ],
  };
}

function byWorkload({ labels, owners, helmRelease }: WorkloadFact): Method {
  const [owner] = owners;
  if (owner) {
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
      ...(helmRelease ? [`Helm release ${helmRelease}`] : []),
    ],
  };
}

type Method = Pick<PrometheusServer, 'method' | 'signals'>;

/** What a server runs is told by its arguments, else by image, container and labels together. */
function isServer(workload: WorkloadFact): boolean {
  const { labels, isOther } = prometheusTable();
  const own = { ...workload.podLabels, ...workload.labels };
  const component = own['app.kubernetes.io/component'] ?? own.component ?? '';
  return (
    workload.kind !== 'DaemonSet' &&
    workload.owners.every(({ kind }) => kind !== 'PrometheusAgent') &&
    !isOther(component) &&
    (serverContainer(workload) !== undefined ||
      labels.some(set => set.every(([key, value]) => own[key] === value)))
  );
}

/** The server is not the first container: a config reloader, or what a charm runs, comes before it. */
function serverContainer({
  containers,
  labels,
  podLabels,
}: WorkloadFact): WorkloadContainer | undefined {
  const { isContainer, isImage, isOther } = prometheusTable();
  const { app, 'app.kubernetes.io/name': product = app } = {
    ...podLabels,
    ...labels,
  };
  const candidates = containers.map(container => {
    const { basename } = parseImage(container.image);
    return {
      container,
      isOther: isOther(container.name) || isOther(basename),
      isNamed: isContainer(container.name),
      hasImage: isImage(basename),
    };
  });
  type Candidate = (typeof candidates)[number];
  const surestFirst: ((candidate: Candidate) => boolean | undefined)[] = [
    ({ container }) => container.keepsMetrics,
    ({ isNamed, hasImage }) => isNamed && hasImage,
    ({ hasImage }) => hasImage,
    ({ isNamed, container: { name, image } }) =>
      isNamed && (name !== 'prometheus' || image.includes('prom')),
    ({ isNamed }) => isNamed && product === 'prometheus',
  ];
  return surestFirst
    .map(sign =>
      candidates.find(candidate => !candidate.isOther && sign(candidate)),
    )
    .find(Boolean)?.container;
}

function serverVersion(workload: WorkloadFact): string | undefined {
  const { image } =
    workload.containers.find(({ name }) => name === 'prometheus') ??
    serverContainer(workload) ??
    {};
  return imageVersion(image);
}
