import type { Remediation } from '@runai-portal/backstage-plugin-runai-common';
import { legacyCheck } from '../../declarations';
import { isEngineReason } from '../../declarations/reasons';
import { blockedBy } from '../../engine/findings';
import { gpuDraFact } from '../../facts/gpuDra';
import { nodesFact } from '../../facts/nodes';
import type { Profile } from '../../profiles';
import { gpuNodes } from '../../observations/gpuNodes';
import { someNames } from '../../words';

/** B5: the cluster has nodes with GPUs. */
export const nodesPresent = legacyCheck({
  id: 'gpu.nodes-present',
  title: 'The cluster has GPU nodes',
  category: 'nvidia',
  requirements: ['B5'],
  description:
    'Run:ai schedules GPUs, so there must be nodes with NVIDIA GPUs. A node counts by any sign: node feature discovery, the GPU Operator, a resource that it offers, a label of a cloud, or a selector of the settings.',
  scope: 'cluster',
  severity: 'required',
  facts: { nodes: nodesFact },
  optionalFacts: { dra: gpuDraFact },
  reasons: ['GpuNodesFound', 'OnlyResourceSlices', 'NoGpuNodes'],
  evaluate({ facts, optional, profile, settings }) {
    const found = gpuNodes(facts.nodes, profile, settings);
    const expected = 'at least one node with NVIDIA GPUs';
    if (found.length > 0) {
      return {
        status: 'pass',
        reason: 'GpuNodesFound',
        message: `${found.length} of ${facts.nodes.length} nodes ${
          found.length === 1 ? 'has' : 'have'
        } NVIDIA GPUs. By name: ${someNames(
          found.map(({ node }) => node.name),
          10,
        )}`,
        expected,
        actual: `${found.length}`,
        evidence: found.flatMap(({ node, signals }) =>
          signals.slice(0, 2).map(({ key, value }) => ({
            what: `node/${node.name}`,
            key,
            value,
          })),
        ),
      };
    }
    if (facts.nodes.length === 0) {
      return blockedBy(
        'platform.nodes-ready',
        'The cluster has no nodes. Whether they have GPUs can be told when there are some',
      );
    }
    const { dra } = optional;
    if (dra.ok && dra.value.length > 0) {
      const devices = dra.value.reduce((sum, slice) => sum + slice.devices, 0);
      return {
        status: 'warn',
        reason: 'OnlyResourceSlices',
        message: `${devices} GPUs are offered by ResourceSlices alone. No node is marked as one with GPUs: they are reached by Dynamic Resource Allocation`,
        expected,
        actual: `${dra.value.length} ResourceSlices`,
        evidence: dra.value.map(slice => ({
          what: `resourceslice of ${slice.node ?? 'several nodes'}`,
          key: 'devices',
          value: `${slice.devices}`,
        })),
        remediation: remediation(profile),
      };
    }
    const searched = signalNames(profile);
    if (!dra.ok && dra.reason !== 'NotRun') {
      return {
        status: 'unknown',
        reason: isEngineReason(dra.reason) ? dra.reason : 'SchemaUnexpected',
        message: `Whether there are GPUs is not known. No node is marked as one with GPUs, and ResourceSlices could not be read: ${dra.message}`,
        expected,
      };
    }
    return {
      status: 'fail',
      reason: 'NoGpuNodes',
      message: `None of ${
        facts.nodes.length
      } nodes shows an NVIDIA GPU. Looked for ${searched.join(', ')}`,
      expected,
      actual: 'none',
      evidence: searched.map(key => ({
        what: `${facts.nodes.length} nodes`,
        key,
        value: 'absent',
      })),
      remediation: remediation(profile),
    };
  },
});

function signalNames({ gpu: { signals } }: Profile): string[] {
  return [
    ...signals.hardwareLabels,
    signals.presentLabel,
    ...signals.resources.map(resource => `allocatable ${resource}`),
    ...signals.cloudLabels,
    'the selector gpuNodes of the settings',
  ];
}

function remediation({ gpu: { operator } }: Profile): Remediation {
  return {
    owner: 'cluster-admin',
    text: 'Join GPU nodes to the cluster. Where they are there already, install the GPU Operator, whose node feature discovery finds them, or name them by the setting gpuNodes.selector.',
    commands: [
      'kubectl get nodes -L feature.node.kubernetes.io/pci-10de.present,nvidia.com/gpu.present',
      'helm repo add nvidia https://helm.ngc.nvidia.com/nvidia && helm repo update',
      `helm install gpu-operator nvidia/gpu-operator -n ${
        operator.namespaces[0] ?? 'gpu-operator'
      } --create-namespace --wait`,
    ],
    docs: [
      {
        title: 'NVIDIA GPU Operator: getting started',
        url: 'https://docs.nvidia.com/datacenter/cloud-native/gpu-operator/latest/getting-started.html',
      },
    ],
  };
}
