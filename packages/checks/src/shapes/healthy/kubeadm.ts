import {
  cluster,
  gpuOperator2021,
  kubeadmCluster,
  kubePrometheusStack,
  nfsStorage,
} from '@runai-portal/simulator';
import type { Dress, HealthyShape } from '../HealthyShape';
import { controlPlane, named, system, v100 } from './nodes';
import { KUBE_PROMETHEUS } from './parts';

const masters = named('cp', 3);
const gpuNodes = named('gpu', 4);
const systemNodes = named('sys', 2);
const dress: Dress = builder =>
  builder.annotations({
    'kubeadm.alpha.kubernetes.io/cri-socket': '/run/containerd/containerd.sock',
  });

/** Native Kubernetes 1.20 by kubeadm, GPU Operator and Prometheus of 2021, NFS. */
export const kubeadm: HealthyShape = {
  id: 'kubeadm',
  title: 'kubeadm 1.20',
  settings: {
    profile: 'runai-2021.04',
    environment: 'production',
    mode: 'hybrid',
    existingPrometheus: true,
  },
  parts: {
    ...KUBE_PROMETHEUS,
    gpuNodes,
    systemNodes,
    controlPlane: masters,
    sharedClass: 'nfs-client',
    defaultClass: 'nfs-client',
    gpuOperands: 'gpu-operator-resources',
  },
  declare: () =>
    cluster('kubeadm')
      .kubernetes('1.20.6')
      .nodes(
        ...masters.map(name =>
          controlPlane(name, dress, ['control-plane', 'master']),
        ),
        ...gpuNodes.map(name => v100(name, dress)),
        ...systemNodes.map(name => system(name, dress)),
      )
      .objects(
        kubeadmCluster({ version: '1.20.6', controlPlane: masters, nodes: 9 }),
        gpuOperator2021({ nodes: 4 }),
        kubePrometheusStack({ era: '2021', nodes: 9 }),
        nfsStorage({ server: 'nfs.example.com' }),
      )
      .controlled(),
};
