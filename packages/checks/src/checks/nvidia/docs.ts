import type { DocLink } from '@runai-portal/backstage-plugin-runai-common';

/** Pages that remedies of the NVIDIA checks point to. */
export const DOCS = {
  operator: {
    title: 'NVIDIA GPU Operator: getting started',
    url: 'https://docs.nvidia.com/datacenter/cloud-native/gpu-operator/latest/getting-started.html',
  },
  troubleshooting: {
    title: 'GPU Operator: troubleshooting',
    url: 'https://docs.nvidia.com/datacenter/cloud-native/gpu-operator/latest/troubleshooting.html',
  },
  upgrade: {
    title: 'GPU Operator: GPU driver upgrades',
    url: 'https://docs.nvidia.com/datacenter/cloud-native/gpu-operator/latest/gpu-driver-upgrades.html',
  },
  virtualMachines: {
    title: 'GPU Operator with KubeVirt',
    url: 'https://docs.nvidia.com/datacenter/cloud-native/gpu-operator/latest/gpu-operator-kubevirt.html',
  },
  mig: {
    title: 'GPU Operator with MIG',
    url: 'https://docs.nvidia.com/datacenter/cloud-native/gpu-operator/latest/gpu-operator-mig.html',
  },
  driver: {
    title: 'NVIDIA driver installation guide',
    url: 'https://docs.nvidia.com/datacenter/tesla/driver-installation-guide/',
  },
  plugin: {
    title: 'NVIDIA device plugin for Kubernetes',
    url: 'https://github.com/NVIDIA/k8s-device-plugin#readme',
  },
  featureDiscovery: {
    title: 'GPU feature discovery',
    url: 'https://github.com/NVIDIA/k8s-device-plugin/tree/main/docs/gpu-feature-discovery',
  },
  dra: {
    title: 'NVIDIA DRA driver for GPUs',
    url: 'https://github.com/NVIDIA/k8s-dra-driver-gpu#readme',
  },
  simulation: {
    title: 'fake-gpu-operator',
    url: 'https://github.com/run-ai/fake-gpu-operator#readme',
  },
  xid: {
    title: 'XID errors',
    url: 'https://docs.nvidia.com/deploy/xid-errors/',
  },
} satisfies Record<string, DocLink>;

/** Installs the GPU Operator; `{operatorNamespace}` is where. One command, so that it is left out as a whole. */
export const INSTALL_OPERATOR =
  'helm repo add nvidia https://helm.ngc.nvidia.com/nvidia && helm repo update && helm install gpu-operator nvidia/gpu-operator -n {operatorNamespace} --create-namespace --wait';
