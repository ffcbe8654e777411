import { imageVersion, parseImage } from '../facts/image';
import { defineObservation } from '../declarations';
import { prometheusFact } from '../facts/prometheus';
import {
  ownLabels,
  workloadName,
  type WorkloadContainer,
  type WorkloadFact,
  type WorkloadKind,
  workloadsFact,
} from '../facts/workloads';
import { prometheusTable } from '../profiles/tables';

/** How a Prometheus server came to be; the installation of Run:ai differs by it (seed B8). */
export type PrometheusMethod =
  | 'operator'
  | 'direct'
  | 'openshift'
  | 'undecided';

/** A Prometheus server, or a group of replicas and shards of one. */
export type PrometheusServer = ReturnType<typeof serverOf>;

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
  server: Pick<WorkloadFact, 'namespace' | 'name' | 'desired'> & {
    readonly kind: 'Prometheus' | WorkloadKind;
    readonly version?: string;
  },
  workloads: readonly WorkloadFact[],
) {
  const { kind, namespace, name } = server;
  const sum = (field: 'desired' | 'ready') =>
    workloads.reduce((total, workload) => total + workload[field], 0);
  const ofOperator = (): Origin => [
    'operator',
    `Prometheus object ${name}`,
    ...workloads.map(set => `StatefulSet ${set.name} is owned by it`),
  ];
  const [method, ...signals] =
    kind === 'Prometheus' ? ofOperator() : originOf(workloads[0]);
  const isOpenShift = prometheusTable().openshift.has(namespace);
  const version =
    workloads.map(serverVersion).find(Boolean) ??
    server.version?.replace(/^v/, '');
  return {
    /** How messages name it, e.g. `Deployment monitoring/prometheus-server (2.26.0)`. */
    title: version
      ? `${workloadName(server)} (${version})`
      : workloadName(server),
    method: isOpenShift ? 'openshift' : method,
    namespace,
    name,
    kind,
    version,
    // Its workloads count where there are some; without one nothing runs, whatever the object's status says.
    desired: workloads.length > 0 ? sum('desired') : server.desired,
    ready: sum('ready'),
    /** Those that run it. */
    workloads,
    /** Why the method is what it is. */
    signals: isOpenShift
      ? [...signals, `namespace ${namespace} is OpenShift's own`]
      : signals,
  };
}

/** How a server came to be, and by what that is known. */
type Origin = [method: PrometheusMethod, ...signals: string[]];

function originOf({ labels, owners, helmRelease }: WorkloadFact): Origin {
  const [owner] = owners;
  if (owner) {
    const isOperators = owner.kind === 'Prometheus';
    const sign = `owner ${owner.kind} ${owner.name}`;
    return [isOperators ? 'operator' : 'undecided', sign];
  }
  if (labels['app.kubernetes.io/managed-by'] === 'prometheus-operator') {
    const sign = 'labelled by the Prometheus Operator, but without an owner';
    return ['undecided', sign];
  }
  const chart = labels['helm.sh/chart'] ?? labels.chart;
  return [
    'direct',
    'no owner of kind Prometheus',
    ...(chart ? [`chart ${chart}`] : []),
    ...(helmRelease ? [`Helm release ${helmRelease}`] : []),
  ];
}

/** What a server runs is told by its arguments, else by image, container and labels together. */
function isServer(workload: WorkloadFact): boolean {
  const { labels, others } = prometheusTable();
  const own = ownLabels(workload);
  const component = own['app.kubernetes.io/component'] ?? own.component ?? '';
  return (
    workload.kind !== 'DaemonSet' &&
    workload.owners.every(({ kind }) => kind !== 'PrometheusAgent') &&
    !others(component) &&
    (serverContainer(workload) !== undefined ||
      labels.some(set => set.every(([key, value]) => own[key] === value)))
  );
}

/** The server is not the first container: a config reloader, or what a charm runs, comes before it. */
function serverContainer(workload: WorkloadFact) {
  const { containers, images, others } = prometheusTable();
  const own = ownLabels(workload);
  const product = own['app.kubernetes.io/name'] ?? own.app;
  const candidates = workload.containers.filter(
    ({ name, image }) => !others(name) && !others(parseImage(image).basename),
  );
  const named = candidates.filter(({ name }) => containers(name));
  const runsServer = ({ image }: WorkloadContainer) =>
    images(parseImage(image).basename);
  const [surest] = [
    ...candidates.filter(({ keepsMetrics }) => keepsMetrics),
    ...named.filter(runsServer),
    ...candidates.filter(runsServer),
    ...named.filter(
      ({ name, image }) => name !== 'prometheus' || image.includes('prom'),
    ),
    ...(product === 'prometheus' ? named : []),
  ];
  return surest;
}

function serverVersion(workload: WorkloadFact): string | undefined {
  const { image } =
    workload.containers.find(({ name }) => name === 'prometheus') ??
    serverContainer(workload) ??
    {};
  return imageVersion(image);
}
