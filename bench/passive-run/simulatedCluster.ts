import {
  cluster,
  deployment,
  gpuOperatorCurrent,
  namespace,
  node,
  storageClass,
} from '@runai-portal/simulator';
import { asOnRealClusters } from './asOnRealClusters';

/** How large a cluster is. */
export interface ClusterSize {
  nodes: number;
  namespaces: number;
}

/** A production cluster: half of the nodes have GPUs, three are Run:ai's system nodes, each namespace has one Deployment. */
export function simulatedCluster({ nodes, namespaces }: ClusterSize) {
  return cluster('large')
    .kubernetes('1.34.1')
    .nodes(
      ...Array.from({ length: nodes }, (_, index) =>
        asOnRealClusters(declareNode(index)),
      ),
    )
    .objects(
      ...gpuOperatorCurrent({ nodes: Math.floor(nodes / 2) }),
      storageClass('nfs-client', 'nfs.csi.k8s.io', { default: true }),
      ...Array.from({ length: namespaces }, (_, index) => [
        namespace(`team-${index}`),
        deployment(`team-${index}`, 'notebook'),
      ]).flat(),
    );
}

/** One node of a large cluster: a control plane of three, three system nodes, every other one with GPUs. */
export function declareNode(index: number): object {
  const declared = node(`node-${String(index).padStart(5, '0')}`);
  if (index < 3) {
    return built(declared.controlPlane({ labels: ['control-plane'] }));
  }
  if (index < 6) {
    return built(declared.role('runai-system'));
  }
  return built(
    index % 2
      ? declared.gpus(8, 'NVIDIA-A100-SXM4-80GB').driver('550.90.07')
      : declared,
  );
}

function built(declared: ReturnType<typeof node>): object {
  return declared.build({ kubeletVersion: 'v1.34.1' });
}
