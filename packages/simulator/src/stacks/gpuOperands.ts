/** One DaemonSet of the GPU Operator. */
export interface Operand {
  name: string;
  container: string;
  image: string;
  /** Of the node label that selects its nodes. */
  deploy: string;
  init?: readonly string[];
  labels?: Readonly<Record<string, string>>;
  /** No node wants it here. */
  unwanted?: boolean;
}

/** What tells the operands of one release from those of another, by the operand's name. */
interface Release {
  images: Readonly<Record<string, string>>;
  /** Where they are not as in most releases. */
  differences?: Readonly<Record<string, Partial<Operand>>>;
}

/** The operands that every release has, as most of them have them. */
const COMMON: readonly Omit<Operand, 'image'>[] = [
  {
    name: 'nvidia-driver-daemonset',
    container: 'nvidia-driver-ctr',
    deploy: 'driver',
  },
  {
    name: 'nvidia-container-toolkit-daemonset',
    container: 'nvidia-container-toolkit-ctr',
    deploy: 'container-toolkit',
    init: ['driver-validation'],
  },
  {
    name: 'nvidia-device-plugin-daemonset',
    container: 'nvidia-device-plugin',
    deploy: 'device-plugin',
    init: ['toolkit-validation'],
  },
  {
    name: 'nvidia-device-plugin-mps-control-daemon',
    container: 'mps-control-daemon-ctr',
    deploy: 'device-plugin',
    init: ['toolkit-validation'],
    unwanted: true,
  },
  {
    name: 'gpu-feature-discovery',
    container: 'gpu-feature-discovery',
    deploy: 'gpu-feature-discovery',
    init: ['toolkit-validation'],
    labels: { 'app.kubernetes.io/part-of': 'nvidia-gpu' },
  },
  {
    name: 'nvidia-dcgm-exporter',
    container: 'nvidia-dcgm-exporter',
    deploy: 'dcgm-exporter',
    init: ['toolkit-validation'],
  },
  {
    name: 'nvidia-mig-manager',
    container: 'nvidia-mig-manager',
    deploy: 'mig-manager',
    init: ['toolkit-validation'],
  },
  {
    name: 'nvidia-operator-validator',
    container: 'nvidia-operator-validator',
    deploy: 'operator-validator',
    init: [
      'driver-validation',
      'toolkit-validation',
      'cuda-validation',
      'plugin-validation',
    ],
    labels: { 'app.kubernetes.io/part-of': 'gpu-operator' },
  },
];

/** Of GPU Operator 1.7.1; there was no MPS control daemon. */
export const operands2021 = operandsOf({
  images: {
    'nvidia-driver-daemonset': 'nvcr.io/nvidia/driver:450.80.02-ubuntu20.04',
    'nvidia-container-toolkit-daemonset':
      'nvcr.io/nvidia/k8s/container-toolkit:1.5.0-ubuntu18.04',
    'nvidia-device-plugin-daemonset':
      'nvcr.io/nvidia/k8s-device-plugin:v0.9.0-ubi8',
    'gpu-feature-discovery': 'nvcr.io/nvidia/gpu-feature-discovery:v0.4.1',
    'nvidia-dcgm-exporter':
      'nvcr.io/nvidia/k8s/dcgm-exporter:2.1.8-2.4.0-rc.2-ubuntu20.04',
    'nvidia-mig-manager':
      'nvcr.io/nvidia/cloud-native/k8s-mig-manager:v0.1.1-ubuntu20.04',
    'nvidia-operator-validator':
      'nvcr.io/nvidia/cloud-native/gpu-operator-validator:v1.7.1',
  },
  differences: {
    'nvidia-device-plugin-daemonset': { container: 'nvidia-device-plugin-ctr' },
    'nvidia-mig-manager': { unwanted: true },
  },
});

/** Of GPU Operator 25.10. */
export const operandsCurrent = operandsOf({
  images: {
    'nvidia-driver-daemonset': 'nvcr.io/nvidia/driver:580.95.05-ubuntu22.04',
    'nvidia-container-toolkit-daemonset':
      'nvcr.io/nvidia/k8s/container-toolkit:v1.18.0',
    'nvidia-device-plugin-daemonset':
      'nvcr.io/nvidia/k8s-device-plugin:v0.18.0',
    'nvidia-device-plugin-mps-control-daemon':
      'nvcr.io/nvidia/k8s-device-plugin:v0.18.0',
    'gpu-feature-discovery': 'nvcr.io/nvidia/k8s-device-plugin:v0.18.0',
    'nvidia-dcgm-exporter':
      'nvcr.io/nvidia/k8s/dcgm-exporter:4.4.1-4.6.0-distroless',
    'nvidia-mig-manager': 'nvcr.io/nvidia/cloud-native/k8s-mig-manager:v0.13.0',
    'nvidia-operator-validator': 'nvcr.io/nvidia/gpu-operator:v25.10.0',
  },
  differences: {
    'nvidia-driver-daemonset': {
      labels: {
        'app.kubernetes.io/component': 'nvidia-driver',
        'nvidia.com/precompiled': 'false',
      },
    },
  },
});

/** Those that the release has an image for. */
function operandsOf({ images, differences = {} }: Release): Operand[] {
  return COMMON.flatMap(operand => {
    const image = images[operand.name];
    return image ? [{ ...operand, image, ...differences[operand.name] }] : [];
  });
}
