import {
  gpuOperator2021,
  kubePrometheusStack,
  nfsStorage,
  node,
  pod,
  type KubeObject,
  type NodeBuilder,
} from '@runai-portal/simulator';

const KUBEADM = {
  'kubeadm.alpha.kubernetes.io/cri-socket': '/run/containerd/containerd.sock',
};

/** What fixtures 19, 21 and 22 call enough, by a hair. */
export const JUST_ENOUGH = {
  cpu: '4',
  memory: '7900460Ki',
  'ephemeral-storage': '52416492Ki',
};

/** A worker of the cluster, as kubeadm joins it, of the server's version. */
export function worker(name: string, kubeletVersion: string): NodeBuilder {
  return node(name).annotations(KUBEADM).kubelet(kubeletVersion);
}

/** The node that is dedicated to Run:ai. */
export function systemNode(
  kubeletVersion: string,
  capacity: Record<string, string> = {},
): KubeObject {
  return worker('verdict-system', kubeletVersion)
    .role('runai-system')
    .capacity({ ...JUST_ENOUGH, ...capacity })
    .build();
}

/** A node with eight cards, all of them offered. */
export function gpuNode(
  name: string,
  kubeletVersion: string,
  driver = '450.80.02',
): KubeObject {
  return worker(name, kubeletVersion)
    .gpus(8, 'Tesla V100-SXM2-32GB')
    .gpuOperator()
    .driver(driver, { cuda: '11.0' })
    .taint('nvidia.com/gpu', 'NoSchedule', 'present')
    .build();
}

/** A control-plane node; those of kubeadm are tainted. */
export function controlPlaneNode(
  name: string,
  kubeletVersion: string,
  options: { taint?: boolean } = {},
): KubeObject {
  return worker(name, kubeletVersion).controlPlane(options).build();
}

/** Storage that does not depend on a node, and the researchers' data. */
export function storage(): KubeObject[] {
  return nfsStorage({ server: 'nfs.verdict.example' });
}

/** The Prometheus Operator with one server, of the time of the API server. */
export function monitoring(
  kubeletVersion: string,
  options: { ready: boolean },
): KubeObject[] {
  const era = kubeletVersion.startsWith('v1.20') ? '2021' : 'current';
  return kubePrometheusStack({ era, nodes: 7, ...options });
}

/** Everything that can be read of it fulfils what an installation of 2021 asks for in production. */
export function readyCluster(kubeletVersion: string): KubeObject[] {
  return [
    ...['verdict-cp-1', 'verdict-cp-2', 'verdict-cp-3'].map(name =>
      controlPlaneNode(name, kubeletVersion),
    ),
    ...['verdict-gpu-1', 'verdict-gpu-2'].map(name =>
      gpuNode(name, kubeletVersion),
    ),
    systemNode(kubeletVersion),
    worker('verdict-cpu', kubeletVersion).build(),
    // That no policy let it in tells that none is in force.
    pod('default', 'verdict-web', {
      node: 'verdict-cpu',
      requests: { cpu: '100m' },
    }),
    ...gpuOperator2021({ nodes: 2 }),
    ...monitoring(kubeletVersion, { ready: true }),
    ...storage(),
  ];
}
