import type { GpuOperatorFact } from '../facts/gpuOperator';
import { imageVersion, parseImage } from '../facts/image';
import type { WorkloadFact } from '../facts/workload';

/** Who brought a device plugin. */
export type PluginOrigin =
  | 'operator'
  | 'standalone'
  | 'vendor'
  | 'runai'
  | 'simulated';

/** A DaemonSet that offers GPUs to kubelets. */
export interface DevicePlugin {
  readonly workload: WorkloadFact;
  readonly origin: PluginOrigin;
  readonly version?: string;
}

/** The Deployment of NVIDIA's GPU Operator. */
export interface OperatorDeployment {
  readonly workload: WorkloadFact;
  readonly version?: string;
}

const OPERATOR_KINDS = new Set(['ClusterPolicy', 'NVIDIADriver', 'GPUCluster']);

/** Made by the GPU Operator: by owner, since names and labels are the same without it. */
export function isOperand(workload: WorkloadFact): boolean {
  return workload.owners.some(owner => OPERATOR_KINDS.has(owner.kind));
}

/**
 * A DaemonSet that installs the driver: `app.kubernetes.io/component=nvidia-driver` (operator 26), `app=nvidia-driver-daemonset`
 * (2021), or an operand whose name says so (OpenShift and NVIDIADriver add suffixes).
 */
export function isDriverDaemonSet(workload: WorkloadFact): boolean {
  if (workload.kind !== 'DaemonSet') {
    return false;
  }
  const labels = { ...workload.podLabels, ...workload.labels };
  return (
    labels['app.kubernetes.io/component'] === 'nvidia-driver' ||
    (labels.app ?? '').startsWith('nvidia-driver-daemonset') ||
    (isOperand(workload) && /^nvidia-(gpu-)?driver-/.test(workload.name))
  );
}

/** The driver's version by the tag of the container that installs it; another container's tag says nothing of it. */
export function driverImageVersion(workload: WorkloadFact): string | undefined {
  const container =
    workload.containers.find(({ name }) => name === 'nvidia-driver-ctr') ??
    workload.containers.find(
      ({ image }) => parseImage(image).basename === 'driver',
    );
  return imageVersion(container?.image);
}

/** The device plugins among the workloads. Feature discovery and the MPS daemon share its image: they are none. */
export function devicePlugins(
  workloads: readonly WorkloadFact[],
  clusterNamespace: string,
): DevicePlugin[] {
  return workloads.flatMap(workload => {
    const container =
      workload.kind === 'DaemonSet' ? pluginContainer(workload) : undefined;
    return container
      ? [
          {
            workload,
            origin: pluginOrigin(workload, container.image, clusterNamespace),
            version: imageVersion(container.image),
          },
        ]
      : [];
  });
}

const NO_PLUGIN =
  /mps-control-daemon|gpu-feature-discovery|(^|-)gfd($|-)|config-manager/;
const PLUGIN_IMAGES = new Set([
  'k8s-device-plugin',
  'nvidia-gpu-device-plugin',
  'fake-device-plugin',
  'nvidia-device-plugin',
]);

function pluginContainer(
  workload: WorkloadFact,
): WorkloadFact['containers'][number] | undefined {
  if (
    NO_PLUGIN.test(workload.name) &&
    !/nvidia-device-plugin-daemonset/.test(workload.name)
  ) {
    return undefined;
  }
  const candidates = workload.containers.filter(
    ({ name }) => !NO_PLUGIN.test(name),
  );
  return (
    candidates.find(({ name }) => /^nvidia-device-plugin(-ctr)?$/.test(name)) ??
    candidates.find(({ image }) => isPluginImage(image)) ??
    (/nvidia.*device-plugin/.test(workload.name) ? candidates[0] : undefined)
  );
}

/** The simulation's is called `device-plugin`, which alone would say too little. */
function isPluginImage(reference: string): boolean {
  const { basename, repository } = parseImage(reference);
  return (
    PLUGIN_IMAGES.has(basename) ||
    (basename.endsWith('device-plugin') &&
      repository.includes('fake-gpu-operator'))
  );
}

/** Images of the clouds' own plugins: GKE, AKS, EKS, OKE. */
const VENDOR_IMAGE =
  /(^|\/)(nvidia-gpu-device-plugin$)|^(gke\.gcr\.io|gcr\.io\/gke-release|mcr\.microsoft\.com)\/|amazonaws\.com(\.cn)?\/eks\/|ocir\.io\/|oci\.oraclecloud/;

function pluginOrigin(
  workload: WorkloadFact,
  image: string,
  clusterNamespace: string,
): PluginOrigin {
  const { repository, basename } = parseImage(image);
  if (
    basename.startsWith('fake-') ||
    repository.includes('fake-gpu-operator')
  ) {
    return 'simulated';
  }
  if (isOperand(workload)) {
    return 'operator';
  }
  if (workload.namespace === clusterNamespace) {
    return 'runai';
  }
  const vendor =
    VENDOR_IMAGE.test(repository) ||
    'addonmanager.kubernetes.io/mode' in workload.labels;
  return vendor ? 'vendor' : 'standalone';
}

/** NVIDIA's operator: by its image, since the simulation has a Deployment of the same name and place. */
export function findOperator(
  workloads: readonly WorkloadFact[],
): OperatorDeployment | undefined {
  const found = workloads.filter(
    workload =>
      workload.kind === 'Deployment' &&
      workload.containers.some(
        ({ image }) => parseImage(image).basename === 'gpu-operator',
      ),
  );
  const workload = found.find(({ ready }) => ready > 0) ?? found[0];
  return workload && { workload, version: operatorVersion(workload) };
}

/** Image tag first; a label's number is the chart's where the chart carries the same. OLM writes a digest and `olm.owner`. */
function operatorVersion(workload: WorkloadFact): string | undefined {
  const image = workload.containers.find(
    ({ image: reference }) => parseImage(reference).basename === 'gpu-operator',
  )?.image;
  return (
    imageVersion(image) ??
    /\.v(\d+\.\d+\.\d+)/.exec(workload.labels['olm.owner'] ?? '')?.[1]
  );
}

/** A Deployment in the operator's name that is not NVIDIA's: the polyfill of run-ai/fake-gpu-operator (0 replicas). */
export function findPolyfill(
  workloads: readonly WorkloadFact[],
): WorkloadFact | undefined {
  return workloads.find(
    workload =>
      workload.kind === 'Deployment' &&
      workload.name === 'gpu-operator' &&
      !workload.containers.some(
        ({ image }) => parseImage(image).basename === 'gpu-operator',
      ),
  );
}

/** The DaemonSet of NVIDIA's driver for Dynamic Resource Allocation. */
export function isDraPlugin(workload: WorkloadFact): boolean {
  return (
    workload.kind === 'DaemonSet' &&
    (workload.name.includes('nvidia-dra-driver') ||
      workload.containers.some(({ image }) =>
        parseImage(image).basename.startsWith('k8s-dra-driver'),
      ))
  );
}

/**
 * Whether GPUs are offered by Dynamic Resource Allocation: a GPUCluster, or its kubelet plugin with no device plugin that wants
 * pods. There are then neither feature discovery's labels nor `nvidia.com/gpu` in any capacity, and that is no fault.
 */
export function usesDra(
  workloads: readonly WorkloadFact[],
  operator: GpuOperatorFact,
  clusterNamespace: string,
): boolean {
  if (
    operator.gpuClusters.length > 0 &&
    operator.clusterPolicies.length === 0
  ) {
    return true;
  }
  return (
    workloads.some(workload => isDraPlugin(workload) && workload.desired > 0) &&
    !devicePlugins(workloads, clusterNamespace).some(
      ({ workload }) => workload.desired > 0,
    )
  );
}

/** Whether a DaemonSet's node selector takes the node. Affinity is not read: a node may be left out all the same. */
export function selects(
  workload: WorkloadFact,
  labels: Readonly<Record<string, string>>,
): boolean {
  return Object.entries(workload.nodeSelector).every(
    ([key, value]) => labels[key] === value,
  );
}
