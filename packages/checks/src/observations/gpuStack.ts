import { defineObservation } from '../declarations';
import { gpuOperatorFact } from '../facts/gpuOperator';
import { imageVersion, parseImage } from '../facts/image';
import { isKeptLabel } from '../facts/nodes';
import {
  ownLabels,
  workloadsFact,
  type WorkloadFact,
} from '../facts/workloads';
import {
  gpuSoftwareTable,
  type DevicePluginRow,
  type WorkloadSigns,
} from '../profiles/tables';
import type { Matcher } from '../profiles/wildcard';
import { memoize } from '../memoize';

/** A DaemonSet that offers GPUs to kubelets. */
export type DevicePlugin = ReturnType<typeof devicePlugin>[number];

/** NVIDIA's software as far as workloads and the operator's objects tell it. */
export type GpuStack = ReturnType<typeof gpuStackObservation.observe>;

/** What NVIDIA's software consists of in this cluster. */
export const gpuStackObservation = defineObservation({
  id: 'gpu-stack',
  uses: { workloads: workloadsFact },
  optional: { objects: gpuOperatorFact },
  observe: ({ workloads, objects, profile }) => {
    const table = gpuSoftwareTable();
    const { drivers, validators, dra, simulation } = table;
    const daemonSets = workloads.filter(({ kind }) => kind === 'DaemonSet');
    const deployments = workloads.filter(({ kind }) => kind === 'Deployment');
    const wanted = daemonSets.filter(({ desired }) => desired > 0);
    const plugins = wanted
      .flatMap(workload => devicePlugin(workload, profile.namespaces.cluster))
      .filter(({ origin }) => origin !== 'virtualMachines');
    // By its image, since the simulation has a Deployment of the same name and place.
    const operators = deployments.filter(operatorImage);
    const operator = operators.find(({ ready }) => ready > 0) ?? operators[0];
    const draPlugin = wanted.find(workload => shows(workload, dra));
    const { gpuClusters = [], clusterPolicies = [] } = objects ?? {};
    return {
      /** Device plugins for containers that want pods. */
      plugins,
      /** The Deployment of NVIDIA's GPU Operator. */
      operator: operator && { ...operator, version: operatorVersion(operator) },
      /** The ClusterPolicy in force; undefined also where they could not be read. */
      policy: clusterPolicies.at(0),
      operands: workloads.filter(isOperand),
      drivers: daemonSets.filter(
        workload =>
          shows(workload, drivers) ||
          (drivers.operandNames(workload.name) && isOperand(workload)),
      ),
      validators: daemonSets.filter(workload => shows(workload, validators)),
      toolkits: daemonSets.filter(workload => shows(workload, table.toolkits)),
      /** What serves measurements of GPUs, whoever brought it. */
      exporters: daemonSets.filter(workload =>
        shows(workload, table.exporters),
      ),
      /**
       * GPUs are offered by Dynamic Resource Allocation: a GPUCluster, or the kubelet plugin of NVIDIA's DRA driver with no device
       * plugin that wants pods. There are then neither feature discovery's labels nor `nvidia.com/gpu` in any capacity, and that is
       * no fault.
       */
      dra:
        (gpuClusters.length > 0 && clusterPolicies.length === 0) ||
        (draPlugin !== undefined && plugins.length === 0),
      /** The kubelet plugin of NVIDIA's DRA driver, where it wants pods. */
      draPlugin,
      /** A Deployment in the operator's name that is not NVIDIA's: that of run-ai/fake-gpu-operator (0 replicas). */
      polyfill: deployments.find(
        workload =>
          simulation.polyfillNames(workload.name) && !operatorImage(workload),
      ),
    };
  },
});

/** Made by the GPU Operator: by owner, since names and labels are the same without it. */
function isOperand({ owners }: WorkloadFact): boolean {
  const { operatorKinds } = gpuSoftwareTable();
  return owners.some(({ kind }) => operatorKinds.includes(kind));
}

/** By its name, its images or its labels. */
function shows(workload: WorkloadFact, signs: WorkloadSigns): boolean {
  const labels = ownLabels(workload);
  return (
    signs.names(workload.name) ||
    signs.apps(labels.app ?? '') ||
    signs.components(labels['app.kubernetes.io/component'] ?? '') ||
    imageOf(workload, signs.images) !== undefined
  );
}

/** The first image whose last part is one of these. */
function imageOf({ containers }: WorkloadFact, isImage: Matcher) {
  return containers.find(({ image }) => isImage(parseImage(image).basename))
    ?.image;
}

/** The driver's version by the tag of the container that installs it; another container's tag says nothing of it. */
export function driverImageVersion(workload: WorkloadFact) {
  const { drivers } = gpuSoftwareTable();
  const named = workload.containers.find(({ name }) =>
    drivers.containers(name),
  );
  return imageVersion(named?.image ?? imageOf(workload, drivers.driverImages));
}

/** A DaemonSet as a device plugin. Feature discovery and the MPS daemon share its image: they are none. */
function devicePlugin(workload: WorkloadFact, clusterNamespace: string) {
  const { noPlugins, devicePlugins } = gpuSoftwareTable();
  const containers = noPlugins(workload.name)
    ? []
    : workload.containers.filter(({ name }) => !noPlugins(name));
  for (const row of devicePlugins) {
    const isNamed = row.names(workload.name);
    // NVIDIA's own plugin is also told by the container's name alone.
    const isKnown = isNamed || row.origin === 'standalone';
    const container =
      containers.find(({ image }) =>
        row.images(parseImage(image).repository),
      ) ??
      containers.find(({ name }) => isKnown && row.containers(name)) ??
      (isNamed ? containers[0] : undefined);
    if (container) {
      const origin = pluginOrigin(workload, row, clusterNamespace);
      const version = imageVersion(container.image);
      return [{ workload, title: row.title, origin, version }];
    }
  }
  return [];
}

/** Who brought a device plugin; `other`: another product that hands out NVIDIA's GPUs. */
function pluginOrigin(
  workload: WorkloadFact,
  { origin }: DevicePluginRow,
  clusterNamespace: string,
) {
  if (origin !== 'standalone' && origin !== 'vendor') {
    return origin;
  }
  if (isOperand(workload)) {
    return 'operator';
  }
  if (workload.namespace === clusterNamespace) {
    return 'runai';
  }
  return gpuSoftwareTable().vendorLabel in workload.labels ? 'vendor' : origin;
}

function operatorImage(workload: WorkloadFact): string | undefined {
  return imageOf(workload, gpuSoftwareTable().operatorImages);
}

/** Image tag first; a label's number is the chart's where the chart carries the same. OLM writes a digest and its owner's name. */
function operatorVersion(workload: WorkloadFact): string | undefined {
  const owner = workload.labels[gpuSoftwareTable().olmOwnerLabel] ?? '';
  return (
    imageVersion(operatorImage(workload)) ??
    imageVersion(`olm:${owner.slice(owner.indexOf('.') + 1)}`)
  );
}

type Labels = Readonly<Record<string, string>>;

/**
 * The first label that keeps a DaemonSet off nodes with these labels, and what they have in its place. Those that are not kept of
 * a node decide nothing.
 */
export function missingLabel({ nodeSelector }: WorkloadFact, labels: Labels) {
  const found = Object.entries(nodeSelector).find(
    ([key, wanted]) =>
      labels[key] !== wanted && (labels[key] !== undefined || isKeptLabel(key)),
  );
  return found && { key: found[0], wanted: found[1], value: labels[found[0]] };
}

/** Whether a DaemonSet's node selector takes the node. Affinity is not read: a node may be left out all the same. */
export function selects(workload: WorkloadFact, labels: Labels): boolean {
  return missingLabel(workload, labels) === undefined;
}

/** Chooses the DaemonSet that is meant for nodes with these labels; one that wants pods goes before one that wants none. */
export function chooser(daemonSets: readonly WorkloadFact[]) {
  const wants = ({ desired }: WorkloadFact) => Number(desired > 0);
  const inOrder = [...daemonSets].sort((a, b) => wants(b) - wants(a));
  return memoize((labels: Labels) =>
    inOrder.find(workload => selects(workload, labels)),
  );
}
