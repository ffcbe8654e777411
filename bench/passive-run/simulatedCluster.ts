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
    .nodes(...Array.from({ length: nodes }, (_, index) => declareNode(index)))
    .objects(
      ...gpuOperatorCurrent({ nodes: Math.floor(nodes / 2) }),
      storageClass('nfs-client', 'nfs.csi.k8s.io', { default: true }),
      ...Array.from({ length: namespaces }, (_, index) => [
        namespace(`team-${index}`),
        deployment(`team-${index}`, 'notebook'),
      ]).flat(),
    );
}

function declareNode(index: number): object {
  const declared = node(`node-${String(index).padStart(5, '0')}`);
  if (index < 3) {
    return asWritten(declared.controlPlane({ labels: ['control-plane'] }));
  }
  if (index < 6) {
    return asWritten(declared.role('runai-system'));
  }
  return asWritten(
    index % 2
      ? declared.gpus(8, 'NVIDIA-A100-SXM4-80GB').driver('550.90.07')
      : declared,
  );
}

function asWritten(declared: ReturnType<typeof node>): object {
  return asOnRealClusters(declared.build({ kubeletVersion: 'v1.34.1' }));
}
