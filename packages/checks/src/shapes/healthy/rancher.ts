import {
  cluster,
  gpuOperator2021,
  gpuOperatorCurrent,
  kubePrometheusStack,
  nfsStorage,
  rke2Ingress,
  storageClass,
} from '@runai-portal/simulator';
import type { Dress, HealthyShape } from '../HealthyShape';
import { a100, controlPlane, named, system, ubuntu22, v100 } from './nodes';
import { KUBE_PROMETHEUS } from './parts';

const servers = named('server', 3);
const gpuNodes = named('gpu', 3);
const systemNodes = named('sys', 2);
const parts = {
  ...KUBE_PROMETHEUS,
  gpuNodes,
  systemNodes,
  controlPlane: servers,
  gpuOperands: 'gpu-operator',
} as const;

const rke2Node: Dress = builder =>
  ubuntu22(builder)
    .labels({ 'node.kubernetes.io/instance-type': 'rke2' })
    .annotations({ 'rke2.io/node-args': '["agent"]' });

/** RKE2 1.31 with the Run:ai that Rancher's monitoring is documented for. */
export const rke2: HealthyShape = {
  id: 'rke2',
  title: 'Rancher RKE2 1.31',
  settings: {
    profile: 'runai-2.20',
    environment: 'production',
    mode: 'hybrid',
    existingPrometheus: true,
  },
  parts: { ...parts, sharedClass: 'nfs-client', defaultClass: 'nfs-client' },
  declare: () =>
    cluster('rke2')
      .kubernetes('v1.31.4+rke2r1')
      .nodes(
        ...servers.map(name => controlPlane(name, rke2Node).role('etcd')),
        ...gpuNodes.map(name =>
          a100(name, rke2Node, { driver: '550.144.03', cuda: '12.4' }),
        ),
        ...systemNodes.map(name => system(name, rke2Node)),
      )
      .objects(
        gpuOperatorCurrent({ nodes: 3, version: 'v24.9.2' }),
        kubePrometheusStack({ era: 'current', nodes: 8 }),
        nfsStorage({ server: 'nfs.example.com' }),
        rke2Ingress({ nodes: 5 }),
      )
      .controlled(),
};

const k3sNode: Dress = builder =>
  builder
    .labels({ 'node.kubernetes.io/instance-type': 'k3s' })
    .annotations({ 'k3s.io/hostname': 'agent' })
    .system({ containerRuntimeVersion: 'containerd://1.4.4-k3s1' });

/** K3s 1.20, its own local class beside one of NFS. */
export const k3s: HealthyShape = {
  id: 'k3s',
  title: 'Rancher K3s 1.20',
  settings: {
    profile: 'runai-2021.04',
    environment: 'production',
    mode: 'hybrid',
    existingPrometheus: true,
  },
  parts: {
    ...parts,
    gpuOperands: 'gpu-operator-resources',
    sharedClass: 'nfs-client',
    defaultClass: 'nfs-client',
  },
  declare: () =>
    cluster('k3s')
      .kubernetes('v1.20.6+k3s1')
      .nodes(
        ...servers.map(name =>
          controlPlane(name, k3sNode, ['control-plane', 'master']).role('etcd'),
        ),
        ...gpuNodes.map(name => v100(name, k3sNode)),
        ...systemNodes.map(name => system(name, k3sNode)),
      )
      .objects(
        gpuOperator2021({ nodes: 3 }),
        kubePrometheusStack({ era: '2021', nodes: 8 }),
        nfsStorage({ server: 'nfs.example.com' }),
        storageClass('local-path', 'rancher.io/local-path', {
          bindingMode: 'WaitForFirstConsumer',
        }),
      )
      .controlled(),
};
