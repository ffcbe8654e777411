import { configMap } from '../objects/core';
import type { KubeObject } from '../objects/KubeObject';
import { pod } from '../objects/pod';
import { daemonSet, deployment } from '../objects/workloads';

/** What kubeadm leaves in kube-system: its ConfigMap, the static pods of the control plane, DNS and proxy. */
export function kubeadmCluster(options: {
  version: string;
  controlPlane: string[];
  nodes: number;
}): KubeObject[] {
  const { version, controlPlane, nodes } = options;
  return [
    configMap('kube-system', 'kubeadm-config', {
      ClusterConfiguration: `apiVersion: kubeadm.k8s.io/v1beta2\nkind: ClusterConfiguration\nkubernetesVersion: v${version}\n`,
    }),
    ...controlPlane.flatMap(node => staticPods(node, version)),
    deployment('kube-system', 'coredns', {
      desired: 2,
      podLabels: { 'k8s-app': 'kube-dns' },
      image: 'k8s.gcr.io/coredns:1.7.0',
    }),
    daemonSet('kube-system', 'kube-proxy', {
      desired: nodes,
      podLabels: { 'k8s-app': 'kube-proxy' },
      image: `k8s.gcr.io/kube-proxy:v${version}`,
    }),
  ];
}

function staticPods(node: string, version: string): KubeObject[] {
  return [
    'etcd',
    'kube-apiserver',
    'kube-controller-manager',
    'kube-scheduler',
  ].map(component =>
    pod('kube-system', `${component}-${node}`, {
      node,
      hostNetwork: true,
      labels: { component, tier: 'control-plane' },
      annotations: {
        'kubernetes.io/config.source': 'file',
        'kubernetes.io/config.mirror': 'a1b2c3d4e5f60718293a4b5c6d7e8f90',
      },
      owners: [
        {
          apiVersion: 'v1',
          kind: 'Node',
          name: node,
          uid: '1d4a6c2e-9b3f-4f70-8c5d-7e2a1b0c9d8e',
          controller: true,
        },
      ],
      containers: [
        {
          name: component,
          image: `k8s.gcr.io/${component}:v${version}`,
          requests: { cpu: '100m' },
        },
      ],
    }),
  );
}
