import {
  cluster,
  deployment,
  gpuOperatorCurrent,
  namespace,
  node,
  storageClass,
} from '@runai-portal/simulator';

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

/** A kubelet lists up to 50 images besides: with them a node is as large as on real clusters, about 8 KiB of JSON. */
function asWritten(declared: ReturnType<typeof node>): object {
  const built = declared.build({ kubeletVersion: 'v1.34.1' });
  const images = Array.from({ length: 40 }, (_, index) => ({
    names: [
      `registry.corp.example/team-${index}/training@sha256:${String(
        index,
      ).padStart(64, 'a')}`,
    ],
    sizeBytes: 1_000_000_000 + index,
  }));
  return { ...built, status: { ...Object(built.status), images } };
}
