import {
  cluster,
  daemonSet,
  gpuOperatorCurrent,
  haproxyIngress,
  kubeadmCluster,
  kubePrometheusStack,
  metalLb,
  nfsStorage,
} from '@runai-portal/simulator';
import type { HealthyShape } from '../HealthyShape';
import { a100, controlPlane, named, system, ubuntu22 } from './nodes';
import { KUBE_PROMETHEUS } from './parts';

const masters = named('node-cp', 3);
const gpuNodes = named('node-gpu', 3);
const systemNodes = named('node-sys', 2);

/** Kubernetes 1.29 by Kubespray. */
export const kubespray: HealthyShape = {
  id: 'kubespray',
  title: 'Kubespray 1.29',
  settings: {
    profile: 'runai-2.18',
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
    gpuOperands: 'gpu-operator',
  },
  declare: () =>
    cluster('kubespray')
      .kubernetes('1.29.5')
      .nodes(
        ...masters.map(name => controlPlane(name, ubuntu22)),
        ...gpuNodes.map(name =>
          a100(name, ubuntu22, { driver: '535.154.05', cuda: '12.2' }),
        ),
        ...systemNodes.map(name => system(name, ubuntu22)),
      )
      .objects(
        kubeadmCluster({ version: '1.29.5', controlPlane: masters, nodes: 8 }),
        daemonSet('kube-system', 'nodelocaldns', {
          desired: 8,
          image: 'registry.k8s.io/dns/k8s-dns-node-cache:1.21.1',
          tolerations: [{ operator: 'Exists' }],
        }),
        gpuOperatorCurrent({ nodes: 3, version: 'v23.9.1' }),
        kubePrometheusStack({ era: 'current', nodes: 8 }),
        nfsStorage({ server: 'nfs.example.com' }),
        haproxyIngress({ default: true, address: '203.0.113.10' }),
        metalLb(),
      )
      .controlled(),
};
