import { defineCheck, type Remedy } from '../../declarations';
import { evidenceOf, firstOf } from '../../engine/findings';
import { gpuDraFact } from '../../facts/gpuDra';
import { gpuPoolsFact } from '../../facts/gpuPools';
import { sum } from '../../observations/collections';
import { gpuNodesObservation, simulators } from '../../observations/gpuNodes';
import { namesOf, someNames } from '../../words';
import { INSTALL_OPERATOR, operatorNamespace, signRows } from './gpuNode';

const JOIN: Remedy = {
  text: 'Join GPU nodes to the cluster. Where they are there already, install the GPU Operator, whose node feature discovery finds them, or name them by the setting gpuNodes.selector.',
  commands: [
    'kubectl get nodes -L feature.node.kubernetes.io/pci-10de.present,nvidia.com/gpu.present',
    INSTALL_OPERATOR,
  ],
  docs: ['gpuOperator'],
};

/** B5: the cluster has nodes with GPUs that containers can use. */
export const nodesPresent = defineCheck({
  id: 'gpu.nodes-present',
  title: 'The cluster has GPU nodes',
  category: 'nvidia',
  requirements: ['B5'],
  description:
    'Run:ai schedules GPUs, so there must be nodes with NVIDIA GPUs for containers. A node counts by any sign: node feature discovery, the GPU Operator, a resource that it offers or once offered, a ResourceSlice, a label of a cloud, or a selector of the settings. Simulated nodes, and those whose GPUs are given to virtual machines, are told apart.',
  verify: {
    text: 'Look for GPUs that nodes offer, and for labels that tell of the hardware. On the machine itself the PCI bus has the last word.',
    commands: [
      "kubectl get nodes -o custom-columns='NODE:.metadata.name,GPUS:.status.capacity.nvidia\\.com/gpu,PRODUCT:.metadata.labels.nvidia\\.com/gpu\\.product'",
      "kubectl get nodes --show-labels | grep -iE 'nvidia|gpu|pci-10de'",
      'kubectl get resourceslices',
      'kubectl debug node/NODE -it --image=busybox -- chroot /host lspci -d 10de:',
    ],
  },
  uses: { gpus: gpuNodesObservation },
  optional: { slices: gpuDraFact, pools: gpuPoolsFact },
  dependsOn: ['platform.nodes-ready'],
  expected: 'at least one node with NVIDIA GPUs',
  actual: '{found}',
  outcomes: {
    GpuNodesFound: {
      status: 'pass',
      says: '{found} of {of} nodes {found:has|have} NVIDIA GPUs. By name: {names}[. Not counted, since simulated: {simulated}][. Their GPUs are given to virtual machines: {virtual}]',
    },
    OfferedBySlices: {
      status: 'pass',
      says: '{devices} {devices:GPU is|GPUs are} offered by ResourceSlices. They are reached by Dynamic Resource Allocation, which this version of Run:ai knows; no node needs a mark of its own',
      actual: '{slices} ResourceSlices',
    },
    OnlyResourceSlices: {
      status: 'warn',
      says: '{devices} {devices:GPU is|GPUs are} offered by ResourceSlices alone. No node is marked as one with GPUs: they are reached by Dynamic Resource Allocation',
      actual: '{slices} ResourceSlices',
      remedy: JOIN,
    },
    OnlySimulatedGpus: {
      status: 'warn',
      says: 'All GPU nodes are simulated, so nothing can compute on them. There {found:is|are} {found}, by {by}: {names}',
      remedy: {
        text: 'Good for trying out schedulers. For real work, join machines with NVIDIA GPUs to the cluster.',
        commands: ['kubectl get nodes -L type,nvidia.com/gpu.present'],
        docs: ['fakeGpuOperator'],
      },
    },
    OnlyForVirtualMachines: {
      status: 'fail',
      // Whether driver and device plugin are wanted is told node by node.
      blocks: false,
      says: 'No GPU is left for containers. All {found} GPU {found:node is|nodes are} given to virtual machines: {names}',
      expected: 'at least one node whose GPUs containers can use',
      remedy: {
        text: 'Give the GPUs of at least one node back to containers, or join a node for them.',
        commands: [
          'kubectl get nodes -L nvidia.com/gpu.workload.config',
          'kubectl label node {example} nvidia.com/gpu.workload.config=container --overwrite',
        ],
        docs: ['gpuVirtualMachines'],
      },
    },
    PoolsAtZero: {
      status: 'warn',
      // Nothing of it can be judged before a node is there.
      blocks: true,
      says: 'No GPU node is there at present, and more can come. They come from {pools}, when a pod asks for GPUs or somebody asks for nodes; until then driver, runtime and device plugin cannot be judged',
      actual: 'none at present',
      remedy: {
        text: 'Have one node of the pool come, then judge again: a pod that asks for a GPU brings it, or a larger number of nodes. Keep at least one for as long as the installation of Run:ai takes.',
        commands: [
          'kubectl get nodepools.karpenter.sh',
          'kubectl get machinesets.machine.openshift.io,machinedeployments.cluster.x-k8s.io --all-namespaces',
          'kubectl -n kube-system get configmap cluster-autoscaler-status -o yaml',
        ],
        docs: ['gpuScaleFromZero'],
      },
    },
    SlicesUnread: {
      status: 'unknown',
      blocks: true,
      says: 'Whether there are GPUs is not known. None of {of} nodes is marked as one with GPUs, and ResourceSlices, which may offer some, could not be read',
      actual: 'not known',
      remedy: {
        text: 'Allow the account to list ResourceSlices; where no GPU is offered by them, install the GPU Operator.',
        commands: ['kubectl auth can-i list resourceslices.resource.k8s.io'],
        docs: ['gpuDra'],
      },
    },
    NoGpuNodes: {
      status: 'fail',
      says: 'None of {of} nodes shows an NVIDIA GPU. Looked for {searched}',
      actual: 'none',
      remedy: JOIN,
    },
  },
  evaluate: ({ gpus, slices, pools = [], profile }) => {
    if (gpus.of === 0) {
      return [];
    }
    const having = (...reasons: (string | undefined)[]) =>
      gpus.nodes.filter(({ excluded }) => reasons.includes(excluded?.why));
    const real = having(undefined);
    const virtual = having('GivenToVirtualMachines');
    const simulated = having('Simulated', 'RunsElsewhere');
    // A ResourceSlice alone is no mark of a node.
    const isMarked = real.some(gpu =>
      gpu.signals.some(({ kind }) => kind !== 'slice'),
    );
    const nodes =
      [isMarked ? real : [], virtual].find(some => some.length > 0) ??
      simulated;
    const outcome = firstOf(
      [isMarked, 'GpuNodesFound'],
      [
        slices?.length && profile.gpu.operator.gpuClusterMode,
        'OfferedBySlices',
      ],
      [slices?.length, 'OnlyResourceSlices'],
      [virtual.length, 'OnlyForVirtualMachines'],
      [simulated.length, 'OnlySimulatedGpus'],
      [pools.length, 'PoolsAtZero'],
      [slices, 'NoGpuNodes'],
      'SlicesUnread',
    );
    const { signals } = profile.gpu;
    const searched = [
      ...signals.hardwareLabels,
      signals.presentLabel,
      ...signals.resources.map(resource => `allocatable ${resource}`),
      ...signals.cloudLabels,
      'the selector gpuNodes of the settings',
    ];
    return {
      outcome,
      values: {
        of: gpus.of,
        found: nodes.length,
        names: namesOf(nodes, 10),
        example: nodes[0]?.name,
        simulated: namesOf(simulated, 10) || undefined,
        virtual: namesOf(virtual, 10) || undefined,
        by: simulators(simulated),
        pools:
          someNames(
            pools.map(({ title }) => title),
            5,
          ) || undefined,
        slices: slices?.length,
        devices: slices && sum(slices.map(({ devices }) => devices)),
        searched: searched.join(', '),
        operatorNamespace: operatorNamespace(profile),
      },
      evidence: evidenceOf(
        nodes.flatMap(signRows),
        !isMarked &&
          slices?.map(({ node = 'several nodes', devices }) => [
            `resourceslice of ${node}`,
            'devices',
            devices,
          ]),
        pools.map(({ title, how, wants = 'as pods ask' }) => [
          title,
          'GPU nodes that it wants',
          wants,
          how,
        ]),
        outcome === 'NoGpuNodes' &&
          searched.map(key => [`${gpus.of} nodes`, key, 'absent']),
      ),
    };
  },
});
