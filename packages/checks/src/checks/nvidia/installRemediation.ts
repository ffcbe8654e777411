import type { Remediation } from '@runai-portal/backstage-plugin-runai-common';
import type { Profile } from '../../profiles';
import type { FoundMethod } from './findMethod';

const OPERATOR_DOCS = {
  title: 'NVIDIA GPU Operator: getting started',
  url: 'https://docs.nvidia.com/datacenter/cloud-native/gpu-operator/latest/getting-started.html',
};
const PLUGIN_DOCS = {
  title: 'NVIDIA device plugin for Kubernetes',
  url: 'https://github.com/NVIDIA/k8s-device-plugin#readme',
};

/** What to do about the way in which the NVIDIA software is installed. */
export function installRemediation(
  found: FoundMethod,
  profile: Profile,
): Remediation {
  const namespace =
    found.namespace ?? profile.gpu.operator.namespaces[0] ?? 'gpu-operator';
  switch (found.reason) {
    case 'TwoDevicePlugins':
      return {
        owner: 'cluster-admin',
        text: 'Keep one. With the GPU Operator, remove the stand-alone DaemonSet; where the nodes bring everything themselves, turn the plugin of the operator off.',
        commands: found.plugins.map(
          ({ workload }) =>
            `kubectl -n ${workload.namespace} get daemonset ${workload.name} -o wide`,
        ),
        docs: [OPERATOR_DOCS, PLUGIN_DOCS],
      };
    case 'GpuOperatorNotRunning':
      return {
        owner: 'cluster-admin',
        text: 'Bring the operator back, and see that it has a ClusterPolicy: what it installed runs on, but nobody repairs or extends it to new nodes.',
        commands: [
          `kubectl -n ${namespace} get deployments,pods`,
          'kubectl get clusterpolicies.nvidia.com',
          `kubectl -n ${namespace} logs deployment/gpu-operator --tail 50`,
        ],
        docs: [OPERATOR_DOCS],
      };
    case 'PerNodeIncomplete':
      return {
        owner: 'cluster-admin',
        text: 'Install driver, container toolkit and device plugin on the nodes that are named, as on the others.',
        commands: found.plugins.map(
          ({ workload }) =>
            `kubectl -n ${workload.namespace} describe daemonset ${workload.name}`,
        ),
        docs: [PLUGIN_DOCS],
      };
    case 'SimulatedGpus':
      return {
        owner: 'cluster-admin',
        text: 'Good for trying out schedulers. Before real work: remove fake-gpu-operator and its node labels, then install the GPU Operator.',
        commands: [
          `helm -n ${namespace} list`,
          `kubectl label nodes --all ${profile.gpu.signals.simulatedLabel}-`,
        ],
        docs: [
          {
            title: 'fake-gpu-operator',
            url: 'https://github.com/run-ai/fake-gpu-operator#readme',
          },
          OPERATOR_DOCS,
        ],
      };
    default:
      return {
        owner: 'cluster-admin',
        text: 'Install the GPU Operator; or, on each GPU node, driver and NVIDIA container runtime (as the default runtime), then the device plugin.',
        commands: [
          'helm repo add nvidia https://helm.ngc.nvidia.com/nvidia && helm repo update',
          `helm install gpu-operator nvidia/gpu-operator -n ${namespace} --create-namespace --wait`,
        ],
        docs: [OPERATOR_DOCS, PLUGIN_DOCS],
      };
  }
}
