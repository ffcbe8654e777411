import { crd } from '../objects/crd';
import type { KubeObject } from '../objects/KubeObject';
import {
  daemonSet,
  deployment,
  type WorkloadOptions,
} from '../objects/workloads';

/** What each is asked for. */
interface SoftwareOptions {
  /** Without a `v`. */
  version: string;
  /** Ready pods; as many as wanted by default. */
  ready?: number;
  created?: string;
}

/** Knative Serving as its release manifests bring it: images by digest, the version in labels. @public */
export function knativeServing(options: SoftwareOptions): KubeObject[] {
  const labels = {
    'app.kubernetes.io/name': 'knative-serving',
    'app.kubernetes.io/version': options.version,
  };
  const part = (name: string) =>
    deployment('knative-serving', name, {
      ...common(options),
      labels: { ...labels, 'app.kubernetes.io/component': name },
      podLabels: { app: name },
      image: `gcr.io/knative-releases/knative.dev/serving/cmd/${name}@sha256:df24c6d3e20bc22a691fcd8db6df25a66c67498abd38a8a56e8847cb6bfb875b`,
    });
  return [
    crd('services.serving.knative.dev', { kind: 'Service', labels }),
    part('controller'),
    part('activator'),
    part('autoscaler'),
    part('webhook'),
  ];
}

/**
 * Kubeflow's Training Operator: its builds are named after commits.
 *
 * @param options - `tag`: that of the image, e.g. `v1-3f15cb8` for 1.9.2
 * @public
 */
export function trainingOperator({
  tag,
  ...options
}: Omit<SoftwareOptions, 'version'> & { tag: string }): KubeObject[] {
  return [
    crd('pytorchjobs.kubeflow.org', { kind: 'PyTorchJob' }),
    deployment('kubeflow', 'training-operator', {
      ...common(options),
      labels: { 'control-plane': 'kubeflow-training-operator' },
      podLabels: { 'control-plane': 'kubeflow-training-operator' },
      image: `ghcr.io/kubeflow/training-v1/training-operator:${tag}`,
    }),
  ];
}

/** Kubeflow's MPI Operator, by its own manifest. @public */
export function mpiOperator(options: SoftwareOptions): KubeObject[] {
  const labels = {
    app: 'mpi-operator',
    'app.kubernetes.io/component': 'mpijob',
    'app.kubernetes.io/name': 'mpi-operator',
  };
  return [
    crd('mpijobs.kubeflow.org', { kind: 'MPIJob', versions: ['v2beta1'] }),
    deployment('mpi-operator', 'mpi-operator', {
      ...common(options),
      labels,
      podLabels: labels,
      image: `mpioperator/mpi-operator:${options.version}`,
    }),
  ];
}

/** LeaderWorkerSet, by its manifest. @public */
export function leaderWorkerSet(options: SoftwareOptions): KubeObject[] {
  return [
    crd('leaderworkersets.leaderworkerset.x-k8s.io', {
      kind: 'LeaderWorkerSet',
    }),
    deployment('lws-system', 'lws-controller-manager', {
      ...common(options),
      labels: { 'control-plane': 'controller-manager' },
      podLabels: { 'control-plane': 'controller-manager' },
      containers: [
        {
          name: 'manager',
          image: `registry.k8s.io/lws/lws:v${options.version}`,
        },
      ],
    }),
  ];
}

/** NVIDIA's Network Operator, by its chart; `byOlm` as on OpenShift: its image by digest, its version in its owner's name. @public */
export function networkOperator({
  byOlm,
  ...options
}: SoftwareOptions & { byOlm?: boolean }): KubeObject[] {
  const repository = 'nvcr.io/nvidia/cloud-native/network-operator';
  return [
    crd('nicclusterpolicies.mellanox.com', {
      kind: 'NicClusterPolicy',
      scope: 'Cluster',
      versions: ['v1alpha1'],
    }),
    byOlm
      ? deployment(
          'nvidia-network-operator',
          'nvidia-network-operator-controller-manager',
          {
            ...common(options),
            labels: {
              'olm.owner': `nvidia-network-operator.v${options.version}`,
            },
            image: `${repository}@sha256:17afa53f1cf3733c8d0cd282c565975ed5de3124dfc2b7c485ad12c97e51c251`,
          },
        )
      : deployment('nvidia-network-operator', 'network-operator', {
          ...common(options),
          labels: {
            'app.kubernetes.io/name': 'network-operator',
            'app.kubernetes.io/version': `v${options.version}`,
            'helm.sh/chart': `network-operator-${options.version}`,
          },
          image: `${repository}:v${options.version}`,
        }),
  ];
}

/** NVIDIA's DRA driver, installed by itself on so many nodes. @public */
export function draDriver({
  nodes,
  ...options
}: SoftwareOptions & { nodes: number }): KubeObject[] {
  const image = `nvcr.io/nvidia/k8s-dra-driver-gpu:v${options.version}`;
  const labels = {
    'app.kubernetes.io/name': 'nvidia-dra-driver-gpu',
    'app.kubernetes.io/version': options.version,
    'helm.sh/chart': `nvidia-dra-driver-gpu-${options.version}`,
  };
  const namespace = 'nvidia-dra-driver-gpu';
  return [
    crd('computedomains.resource.nvidia.com', {
      kind: 'ComputeDomain',
      versions: ['v1beta1'],
    }),
    deployment(namespace, 'nvidia-dra-driver-gpu-controller', {
      created: options.created,
      labels,
      image,
    }),
    daemonSet(namespace, 'nvidia-dra-driver-gpu-kubelet-plugin', {
      ...common(options),
      desired: nodes,
      labels,
      containers: ['compute-domains', 'gpus'].map(name => ({ name, image })),
    }),
  ];
}

function common({
  ready,
  created,
}: Partial<SoftwareOptions>): Pick<WorkloadOptions, 'ready' | 'created'> {
  return { ...(ready !== undefined && { ready }), created };
}
