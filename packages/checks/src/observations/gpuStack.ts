import { defineObservation } from '../declarations';
import { gpuOperatorFact, type GpuOperatorFact } from '../facts/gpuOperator';
import { imageVersion, parseImage } from '../facts/image';
import { isKeptLabel } from '../facts/nodeProjection';
import type { WorkloadFact } from '../facts/workload';
import { workloadsFact } from '../facts/workloads';
import {
  gpuSoftwareTable,
  type DevicePluginRow,
} from '../profiles/gpuSoftwareTable';

/** Who brought a device plugin; `other`: another product that hands out NVIDIA's GPUs. */
export type PluginOrigin = DevicePluginRow['origin'] | 'operator' | 'runai';

/** A DaemonSet that offers GPUs to kubelets. */
export interface DevicePlugin {
  readonly workload: WorkloadFact;
  readonly origin: PluginOrigin;
  readonly title: string;
  readonly version?: string;
}

/** The Deployment of NVIDIA's GPU Operator. */
export interface OperatorDeployment {
  readonly workload: WorkloadFact;
  readonly version?: string;
}

/** NVIDIA's software as far as workloads and the operator's objects tell it. */
export interface GpuStack {
  /** Device plugins for containers, those that want no pod among them. */
  readonly plugins: readonly DevicePlugin[];
  readonly operator?: OperatorDeployment;
  /** Undefined where they could not be read. */
  readonly objects?: GpuOperatorFact;
  readonly operands: readonly WorkloadFact[];
  readonly drivers: readonly WorkloadFact[];
  readonly validators: readonly WorkloadFact[];
  /** GPUs are offered by Dynamic Resource Allocation. */
  readonly dra: boolean;
  /** The kubelet plugin of NVIDIA's DRA driver, where it wants pods. */
  readonly draPlugin?: WorkloadFact;
  /** A Deployment in the operator's name that is not NVIDIA's: that of run-ai/fake-gpu-operator (0 replicas). */
  readonly polyfill?: WorkloadFact;
}

/** What NVIDIA's software consists of in this cluster. */
export const gpuStackObservation = defineObservation({
  id: 'gpu-stack',
  uses: { workloads: workloadsFact },
  optional: { objects: gpuOperatorFact },
  observe: ({ workloads, objects, profile }): GpuStack => {
    const found = devicePlugins(workloads, profile.namespaces.cluster);
    const plugins = found.filter(({ origin }) => origin !== 'virtualMachines');
    const draPlugin = workloads.find(
      workload => isDraPlugin(workload) && workload.desired > 0,
    );
    return {
      plugins,
      operator: findOperator(workloads),
      objects,
      operands: workloads.filter(isOperand),
      drivers: workloads.filter(isDriverDaemonSet),
      validators: workloads.filter(isValidator),
      dra: usesDra(draPlugin, objects, plugins),
      draPlugin,
      polyfill: findPolyfill(workloads),
    };
  },
});

/** Made by the GPU Operator: by owner, since names and labels are the same without it. */
function isOperand(workload: WorkloadFact): boolean {
  const { operatorKinds } = gpuSoftwareTable();
  return workload.owners.some(owner => operatorKinds.has(owner.kind));
}

/**
 * A DaemonSet that installs the driver: `app.kubernetes.io/component=nvidia-driver` (operator 26), `app=nvidia-driver-daemonset`
 * (2021), an operand whose name says so (OpenShift, precompiled drivers and NVIDIADriver add suffixes), or a cloud's installer.
 */
function isDriverDaemonSet(workload: WorkloadFact): boolean {
  if (workload.kind !== 'DaemonSet') {
    return false;
  }
  const { drivers } = gpuSoftwareTable();
  const labels = { ...workload.podLabels, ...workload.labels };
  return (
    drivers.components(labels['app.kubernetes.io/component'] ?? '') ||
    drivers.apps(labels.app ?? '') ||
    drivers.names(workload.name) ||
    (drivers.operandNames(workload.name) && isOperand(workload))
  );
}

function isValidator(workload: WorkloadFact): boolean {
  const { validators } = gpuSoftwareTable();
  const app = workload.labels.app ?? workload.podLabels.app ?? '';
  return (
    workload.kind === 'DaemonSet' &&
    (validators.apps(app) || validators.names(workload.name))
  );
}

/** The driver's version by the tag of the container that installs it; another container's tag says nothing of it. */
export function driverImageVersion(workload: WorkloadFact): string | undefined {
  const { drivers } = gpuSoftwareTable();
  const container =
    workload.containers.find(({ name }) => drivers.containers(name)) ??
    workload.containers.find(({ image }) =>
      drivers.driverImages(parseImage(image).basename),
    );
  return imageVersion(container?.image);
}

/** The device plugins among the workloads. Feature discovery and the MPS daemon share its image: they are none. */
function devicePlugins(
  workloads: readonly WorkloadFact[],
  clusterNamespace: string,
): DevicePlugin[] {
  return workloads.flatMap(workload => {
    const found =
      workload.kind === 'DaemonSet' ? pluginContainer(workload) : undefined;
    return found
      ? [
          {
            workload,
            title: found.row.title,
            origin: pluginOrigin(workload, found.row, clusterNamespace),
            version: imageVersion(found.image),
          },
        ]
      : [];
  });
}

function pluginContainer(
  workload: WorkloadFact,
): { image: string; row: DevicePluginRow } | undefined {
  const { isNoPlugin, devicePlugins: rows } = gpuSoftwareTable();
  const candidates = workload.containers.filter(
    ({ name }) => !isNoPlugin(name),
  );
  const named = isNoPlugin(workload.name) ? [] : candidates;
  for (const row of rows) {
    const container =
      named.find(({ image }) => row.isImage(parseImage(image).repository)) ??
      (row.isName(workload.name)
        ? named.find(({ name }) => row.isContainer(name)) ?? named[0]
        : named.find(
            ({ name }) => row.origin === 'standalone' && row.isContainer(name),
          ));
    if (container) {
      return { image: container.image, row };
    }
  }
  return undefined;
}

function pluginOrigin(
  workload: WorkloadFact,
  { origin }: DevicePluginRow,
  clusterNamespace: string,
): PluginOrigin {
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

/** NVIDIA's operator: by its image, since the simulation has a Deployment of the same name and place. */
function findOperator(
  workloads: readonly WorkloadFact[],
): OperatorDeployment | undefined {
  const found = workloads.filter(
    workload =>
      workload.kind === 'Deployment' && operatorImage(workload) !== undefined,
  );
  const workload = found.find(({ ready }) => ready > 0) ?? found[0];
  return workload && { workload, version: operatorVersion(workload) };
}

function operatorImage({ containers }: WorkloadFact): string | undefined {
  const { isOperatorImage } = gpuSoftwareTable();
  return containers.find(({ image }) =>
    isOperatorImage(parseImage(image).basename),
  )?.image;
}

/** Image tag first; a label's number is the chart's where the chart carries the same. OLM writes a digest and its owner's name. */
function operatorVersion(workload: WorkloadFact): string | undefined {
  const owner = workload.labels[gpuSoftwareTable().olmOwnerLabel] ?? '';
  return (
    imageVersion(operatorImage(workload)) ??
    imageVersion(`olm:${owner.slice(owner.indexOf('.') + 1)}`)
  );
}

function findPolyfill(
  workloads: readonly WorkloadFact[],
): WorkloadFact | undefined {
  const { polyfillNames } = gpuSoftwareTable().simulation;
  return workloads.find(
    workload =>
      workload.kind === 'Deployment' &&
      polyfillNames.includes(workload.name) &&
      operatorImage(workload) === undefined,
  );
}

/**
 * A GPUCluster, or the kubelet plugin of NVIDIA's DRA driver with no device plugin that wants pods. There are then neither
 * feature discovery's labels nor `nvidia.com/gpu` in any capacity, and that is no fault.
 */
function usesDra(
  draPlugin: WorkloadFact | undefined,
  objects: GpuOperatorFact | undefined,
  plugins: readonly DevicePlugin[],
): boolean {
  if (
    objects &&
    objects.gpuClusters.length > 0 &&
    objects.clusterPolicies.length === 0
  ) {
    return true;
  }
  return (
    draPlugin !== undefined &&
    !plugins.some(({ workload }) => workload.desired > 0)
  );
}

function isDraPlugin(workload: WorkloadFact): boolean {
  const { dra } = gpuSoftwareTable();
  return (
    workload.kind === 'DaemonSet' &&
    (dra.names(workload.name) ||
      workload.containers.some(({ image }) =>
        dra.images(parseImage(image).basename),
      ))
  );
}

type Labels = Readonly<Record<string, string>>;

/** A label that a DaemonSet asks for and a node does not have. */
export interface MissingLabel {
  readonly key: string;
  readonly wanted: string;
  /** What the node has in its place; undefined where it has none. */
  readonly value?: string;
}

/** The first label that keeps a DaemonSet off nodes with these labels. Those that are not kept of a node decide nothing. */
export function missingLabel(
  { nodeSelector }: WorkloadFact,
  labels: Labels,
): MissingLabel | undefined {
  for (const [key, wanted] of Object.entries(nodeSelector)) {
    const value = labels[key];
    if (value !== wanted && (value !== undefined || isKeptLabel(key))) {
      return { key, wanted, value };
    }
  }
  return undefined;
}

/** Whether a DaemonSet's node selector takes the node. Affinity is not read: a node may be left out all the same. */
export function selects(workload: WorkloadFact, labels: Labels): boolean {
  return missingLabel(workload, labels) === undefined;
}
