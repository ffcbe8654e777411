import { node, type NodeBuilder } from '@runai-portal/simulator';
import type { Dress } from '../HealthyShape';

/** Names of so many of them: `gpu-1`, `gpu-2`. */
export function named(prefix: string, count: number): string[] {
  return Array.from({ length: count }, (_, index) => `${prefix}-${index + 1}`);
}

const LARGE = {
  cpu: '80',
  memory: '528124668Ki',
  'ephemeral-storage': '959786032Ki',
};

/** With eight V100 and the driver of the first half of 2021. */
export function v100(name: string, dress: Dress): NodeBuilder {
  return dress(node(name))
    .capacity(LARGE)
    .gpus(8, 'Tesla V100-SXM2-32GB')
    .gpuOperator()
    .driver('450.80.02', { cuda: '11.0' });
}

/** With eight A100 and a driver of its year. */
export function a100(
  name: string,
  dress: Dress,
  { driver = '580.95.05', cuda = '13.0' } = {},
): NodeBuilder {
  return dress(node(name))
    .capacity(LARGE)
    .gpus(8, 'NVIDIA A100-SXM4-80GB', {
      memoryMiB: 81920,
      family: 'ampere',
      compute: '8.0',
      machine: 'PowerEdge-XE8545',
    })
    .gpuOperator()
    .driver(driver, { cuda, form: 'current' });
}

/** For Run:ai itself: 16 CPUs, 64 GiB, 100 GB. */
export function system(name: string, dress: Dress): NodeBuilder {
  return dress(node(name)).role('runai-system');
}

/** The control plane, tainted, as kubeadm and what is built on it make it. */
export function controlPlane(
  name: string,
  dress: Dress,
  labels: ('master' | 'control-plane')[] = ['control-plane'],
): NodeBuilder {
  return dress(node(name)).controlPlane({ labels });
}

/** Ubuntu 22.04 with a containerd of its time. */
export const ubuntu22: Dress = builder =>
  builder.system({
    osImage: 'Ubuntu 22.04.5 LTS',
    kernelVersion: '5.15.0-142-generic',
    containerRuntimeVersion: 'containerd://1.7.27',
  });
