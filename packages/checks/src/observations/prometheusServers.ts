import { imageVersion, parseImage } from '../facts/image';
import { defineObservation } from '../declarations';
import { prometheusFact } from '../facts/prometheus';
import {
  ownLabels,
  workloadName,
  workloadsFact,
  type WorkloadContainer,
  type WorkloadFact,
  type WorkloadKind,
} from '../facts/workloads';
import { prometheusTable } from '../profiles/tables';
import { sum } from './collections';

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
    const operated = prometheus.objects.map(object => {
      const { namespace, name } = object;
      const sets = workloads.filter(
        set =>
          set.kind === 'StatefulSet' &&
          set.namespace === namespace &&
          set.owners.some(
            one => one.kind === 'Prometheus' && one.name === name,
          ),
      );
      return serverOf({ ...object, kind: 'Prometheus' }, sets, [
        'operator',
        `Prometheus object ${name}`,
        ...sets.map(set => `StatefulSet ${set.name} is owned by it`),
      ]);
    });
    const known = new Set(operated.flatMap(server => server.workloads));
    const all = [
      ...operated,
      ...workloads
        .filter(workload => !known.has(workload) && isServer(workload))
        .map(workload => serverOf(workload, [workload], originOf(workload))),
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

/** How a server came to be, and by what that is known. */
type Origin = [
  method: 'operator' | 'direct' | 'undecided',
  ...signals: string[],
];

/** @param server - the Prometheus object, or the workload where there is none */
function serverOf(
  server: Pick<WorkloadFact, 'namespace' | 'name' | 'desired'> & {
    readonly kind: 'Prometheus' | WorkloadKind;
    readonly version?: string;
  },
  workloads: readonly WorkloadFact[],
  [method, ...signals]: Origin,
) {
  const { kind, namespace, name } = server;
  const isOpenShift = prometheusTable().openshift.has(namespace);
  const title = workloadName(server);
  const version =
    workloads.map(serverVersion).find(Boolean) ??
    server.version?.replace(/^v/, '');
  return {
    /** How messages name it, e.g. `Deployment monitoring/prometheus-server (2.26.0)`. */
    title: version ? `${title} (${version})` : title,
    /** The installation of Run:ai differs by it (seed B8). */
    method: isOpenShift ? ('openshift' as const) : method,
    namespace,
    name,
    kind,
    version,
    // Its workloads count where there are some; without one nothing runs, whatever the object's status says.
    desired:
      workloads.length > 0
        ? sum(workloads.map(({ desired }) => desired))
        : server.desired,
    ready: sum(workloads.map(({ ready }) => ready)),
    /** Those that run it. */
    workloads,
    /** Why the method is what it is. */
    signals: isOpenShift
      ? [...signals, `namespace ${namespace} is OpenShift's own`]
      : signals,
  };
}

function originOf({
  labels,
  owners: [owner],
  helmRelease,
}: WorkloadFact): Origin {
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
  return (
    candidates.find(({ keepsMetrics }) => keepsMetrics) ??
    named.find(runsServer) ??
    candidates.find(runsServer) ??
    named.find(
      ({ name, image }) => name !== 'prometheus' || image.includes('prom'),
    ) ??
    (product === 'prometheus' ? named[0] : undefined)
  );
}

function serverVersion(workload: WorkloadFact): string | undefined {
  const container =
    workload.containers.find(({ name }) => name === 'prometheus') ??
    serverContainer(workload);
  return imageVersion(container?.image);
}
