import { defineCheck, type Remedy } from '../../declarations';
import { gpuDraFact } from '../../facts/gpuDra';
import {
  gpuNodesObservation,
  isForContainers,
  type GpuNode,
} from '../../observations/gpuNodes';
import type { Profile } from '../../profiles';
import { someNames } from '../../words';
import { DOCS, INSTALL_OPERATOR } from './docs';

const JOIN: Remedy = {
  owner: 'cluster-admin',
  text: 'Join GPU nodes to the cluster. Where they are there already, install the GPU Operator, whose node feature discovery finds them, or name them by the setting gpuNodes.selector.',
  commands: [
    'kubectl get nodes -L feature.node.kubernetes.io/pci-10de.present,nvidia.com/gpu.present',
    INSTALL_OPERATOR,
  ],
  docs: [DOCS.operator],
};

/** B5: the cluster has nodes with GPUs that containers can use. */
export const nodesPresent = defineCheck({
  id: 'gpu.nodes-present',
  title: 'The cluster has GPU nodes',
  category: 'nvidia',
  requirements: ['B5'],
  description:
    'Run:ai schedules GPUs, so there must be nodes with NVIDIA GPUs for containers. A node counts by any sign: node feature discovery, the GPU Operator, a resource that it offers or once offered, a ResourceSlice, a label of a cloud, or a selector of the settings. Simulated nodes, and those whose GPUs are given to virtual machines, are told apart.',
  scope: 'cluster',
  severity: 'required',
  uses: { gpus: gpuNodesObservation },
  optional: { slices: gpuDraFact },
  dependsOn: ['platform.nodes-ready'],
  expected: 'at least one node with NVIDIA GPUs',
  actual: '{found}',
  outcomes: {
    GpuNodesFound: {
      status: 'pass',
      says: '{found} of {of} nodes {found:has|have} NVIDIA GPUs. By name: {names}[. Not counted, since simulated: {simulated}][. Their GPUs are given to virtual machines: {virtual}]',
    },
    OnlyResourceSlices: {
      status: 'warn',
      says: '{found} {found:GPU is|GPUs are} offered by ResourceSlices alone. No node is marked as one with GPUs: they are reached by Dynamic Resource Allocation',
      actual: '{slices} ResourceSlices',
      remedy: JOIN,
    },
    OnlySimulatedGpus: {
      status: 'warn',
      says: 'All GPU nodes are simulated, so nothing can compute on them. There {found:is|are} {found}, by {by}: {names}',
      remedy: {
        owner: 'cluster-admin',
        text: 'Good for trying out schedulers. For real work, join machines with NVIDIA GPUs to the cluster.',
        commands: ['kubectl get nodes -L type,nvidia.com/gpu.present'],
        docs: [DOCS.simulation],
      },
    },
    OnlyForVirtualMachines: {
      status: 'fail',
      // Whether driver and device plugin are wanted is told node by node.
      blocks: false,
      says: 'No GPU is left for containers. All {found} GPU {found:node is|nodes are} given to virtual machines: {names}',
      expected: 'at least one node whose GPUs containers can use',
      remedy: {
        owner: 'cluster-admin',
        text: 'Give the GPUs of at least one node back to containers, or join a node for them.',
        commands: [
          'kubectl get nodes -L nvidia.com/gpu.workload.config',
          'kubectl label node {example} nvidia.com/gpu.workload.config=container --overwrite',
        ],
        docs: [DOCS.virtualMachines],
      },
    },
    SlicesUnread: {
      status: 'unknown',
      because: 'unreadable',
      blocks: true,
      says: 'Whether there are GPUs is not known. None of {of} nodes is marked as one with GPUs, and ResourceSlices, which may offer some, could not be read',
      actual: 'not known',
      remedy: {
        owner: 'cluster-admin',
        text: 'Allow the account to list ResourceSlices; where no GPU is offered by them, install the GPU Operator.',
        commands: ['kubectl auth can-i list resourceslices.resource.k8s.io'],
        docs: [DOCS.dra],
      },
    },
    NoGpuNodes: {
      status: 'fail',
      says: 'None of {of} nodes shows an NVIDIA GPU. Looked for {searched}',
      actual: 'none',
      remedy: JOIN,
    },
  },
  evaluate({ gpus, slices, profile }) {
    const searched = signalNames(profile);
    const values = {
      of: gpus.of,
      searched: searched.join(', '),
      operatorNamespace: profile.gpu.operator.namespaces[0] ?? 'gpu-operator',
    };
    const real = gpus.nodes.filter(isForContainers);
    const simulated = gpus.nodes.filter(({ simulation }) => simulation);
    const virtual = gpus.nodes.filter(
      gpu => !gpu.simulation && gpu.forVirtualMachines,
    );
    if (real.some(({ signals }) => signals.some(isMark))) {
      return {
        outcome: 'GpuNodesFound',
        values: {
          ...values,
          found: real.length,
          names: namesOf(real),
          simulated: namesOf(simulated),
          virtual: namesOf(virtual),
        },
        evidence: real.flatMap(signs),
      };
    }
    if (gpus.of === 0) {
      return [];
    }
    if (slices && slices.length > 0) {
      return {
        outcome: 'OnlyResourceSlices',
        values: {
          ...values,
          found: slices.reduce((sum, slice) => sum + slice.devices, 0),
          slices: slices.length,
        },
        evidence: slices.map(slice => ({
          what: `resourceslice of ${slice.node ?? 'several nodes'}`,
          key: 'devices',
          value: `${slice.devices}`,
        })),
      };
    }
    if (virtual.length > 0) {
      return {
        outcome: 'OnlyForVirtualMachines',
        values: {
          ...values,
          found: virtual.length,
          names: namesOf(virtual),
          example: virtual[0].node.name,
        },
        evidence: virtual.map(({ node, forVirtualMachines }) => ({
          what: `node/${node.name}`,
          key: forVirtualMachines?.key,
          value: forVirtualMachines?.value ?? '',
        })),
      };
    }
    if (simulated.length > 0) {
      return {
        outcome: 'OnlySimulatedGpus',
        values: {
          ...values,
          found: simulated.length,
          names: namesOf(simulated),
          by: [
            ...new Set(simulated.map(({ simulation }) => simulation?.by)),
          ].join(' and '),
        },
        evidence: simulated.flatMap(({ node, simulation }) =>
          simulation
            ? [{ what: `node/${node.name}`, ...sign(simulation) }]
            : [],
        ),
      };
    }
    return slices
      ? {
          outcome: 'NoGpuNodes',
          values,
          evidence: searched.map(key => ({
            what: `${gpus.of} nodes`,
            key,
            value: 'absent',
          })),
        }
      : { outcome: 'SlicesUnread', values };
  },
});

/** Whether a sign is more than a ResourceSlice. */
function isMark({ kind }: GpuNode['signals'][number]): boolean {
  return kind !== 'slice';
}

function namesOf(gpus: readonly GpuNode[]): string | undefined {
  return gpus.length === 0
    ? undefined
    : someNames(
        gpus.map(({ node }) => node.name),
        10,
      );
}

function signs({ node, signals }: GpuNode) {
  return signals.slice(0, 2).map(one => ({
    what: `node/${node.name}`,
    ...sign(one),
  }));
}

function sign({ key, value }: { key: string; value: string }) {
  return { key, value };
}

function signalNames({ gpu: { signals } }: Profile): string[] {
  return [
    ...signals.hardwareLabels,
    signals.presentLabel,
    ...signals.resources.map(resource => `allocatable ${resource}`),
    ...signals.cloudLabels,
    'the selector gpuNodes of the settings',
  ];
}
