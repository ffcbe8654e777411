import { defineObservation } from '../declarations';
import { imageVersion, parseImage } from '../facts/image';
import {
  ownLabels,
  workloadsFact,
  type WorkloadFact,
} from '../facts/workloads';
import type { Profile } from '../profiles';
import { exporterTable, type MonitoringPart } from '../profiles/tables';

/** A workload that stands beside a Prometheus server. */
export type MonitoringWorkload = ReturnType<typeof foundAs>[number];

/** The exporters that Prometheus takes metrics of nodes and objects from, and the Prometheus Operators. */
export const monitoringPartsObservation = defineObservation({
  id: 'monitoring-parts',
  uses: { workloads: workloadsFact },
  observe: ({ workloads, profile }) => {
    const { nodeExporter, kubeStateMetrics, operator } = exporterTable();
    const having = (part: MonitoringPart, ...kinds: WorkloadFact['kind'][]) =>
      workloads
        .filter(({ kind }) => kinds.includes(kind))
        .flatMap(workload => foundAs(workload, part, profile));
    return {
      nodeExporters: having(nodeExporter, 'DaemonSet'),
      // One shard a node is a DaemonSet, automatic shards are a StatefulSet.
      kubeStateMetrics: having(
        kubeStateMetrics,
        'Deployment',
        'StatefulSet',
        'DaemonSet',
      ),
      operators: having(operator, 'Deployment'),
    };
  },
});

/** The workload, where it is that part. */
function foundAs(
  workload: WorkloadFact,
  { images, containers, labels, except }: MonitoringPart,
  { namespaces }: Profile,
) {
  const own = ownLabels(workload);
  const container =
    workload.containers.find(({ image }) =>
      images(parseImage(image).basename),
    ) ?? workload.containers.find(({ name }) => containers.has(name));
  const isLabelled = labels.some(set =>
    set.every(([key, value]) => own[key] === value),
  );
  const { namespace } = workload;
  const isOther = except?.has(workload.name);
  return (container || isLabelled) && !isOther
    ? [
        {
          workload,
          version: imageVersion(container?.image) ?? labelledVersion(workload),
          /** Run:ai brought it: it is in one of its namespaces. */
          isOwn:
            namespace === namespaces.cluster ||
            namespace === namespaces.backend,
        },
      ]
    : [];
}

/** By the label, unless that is the number of the chart. */
function labelledVersion({ labels }: WorkloadFact): string | undefined {
  const version = labels['app.kubernetes.io/version'];
  const chart = labels['helm.sh/chart'] ?? labels.chart;
  return version && !chart?.endsWith(`-${version}`)
    ? version.replace(/^v/, '')
    : undefined;
}
