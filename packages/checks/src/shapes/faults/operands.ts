import type { KubeObject, ObjectRef } from '@runai-portal/simulator';
import type { FaultyCluster } from '../FaultyCluster';
import type { HealthyShape } from '../HealthyShape';

/** DaemonSets of the GPU Operator that every shape with it has. */
const OPERANDS = [
  'nvidia-driver-daemonset',
  'nvidia-container-toolkit-daemonset',
  'nvidia-device-plugin-daemonset',
  'gpu-feature-discovery',
  'nvidia-dcgm-exporter',
  'nvidia-operator-validator',
];

export function operand({ parts }: HealthyShape, name: string): ObjectRef {
  return {
    apiVersion: 'apps/v1',
    kind: 'DaemonSet',
    namespace: parts.gpuOperands ?? '',
    name,
  };
}

export function refOfPod({ metadata }: KubeObject): ObjectRef {
  const { name, namespace } = metadata;
  return { apiVersion: 'v1', kind: 'Pod', name, namespace };
}

/** Takes a DaemonSet of the operator away, its pods with it. */
export function removeOperand(
  cluster: FaultyCluster,
  shape: HealthyShape,
  name: string,
): void {
  cluster.remove(
    ...cluster.podsOf(shape.parts.gpuOperands ?? '', name).map(refOfPod),
    operand(shape, name),
  );
}

/** No operand runs, so no GPU is offered and feature discovery's labels are gone; the hardware is known still. */
export function removeOperands(
  cluster: FaultyCluster,
  shape: HealthyShape,
): void {
  OPERANDS.forEach(name => removeOperand(cluster, shape, name));
  cluster.nodes(shape.parts.gpuNodes, ({ metadata, status }) => {
    const labels = metadata.labels ?? {};
    for (const key of Object.keys(labels)) {
      if (key.startsWith('nvidia.com/')) {
        delete labels[key];
      }
    }
    delete status.capacity['nvidia.com/gpu'];
    delete status.allocatable['nvidia.com/gpu'];
  });
}

/** The pod of an operand on the first GPU node is not ready, for which its DaemonSet counts one less. */
export function breakOperand(
  cluster: FaultyCluster,
  shape: HealthyShape,
  name: string,
  status: object,
): void {
  const { gpuNodes, gpuOperands = '' } = shape.parts;
  const ready = gpuNodes.length - 1;
  cluster.patch(operand(shape, name), {
    status: {
      numberReady: ready,
      numberAvailable: ready,
      numberUnavailable: 1,
    },
  });
  for (const pod of cluster.podsOf(gpuOperands, name, gpuNodes[0])) {
    cluster.patch(refOfPod(pod), {
      status: {
        conditions: [
          { type: 'PodScheduled', status: 'True' },
          { type: 'Ready', status: 'False' },
          { type: 'ContainersReady', status: 'False' },
        ],
        ...status,
      },
    });
  }
}

/** What the kubelet tells of a container that fails again and again. */
export function crashing(name: string): object {
  return {
    name,
    ready: false,
    restartCount: 14,
    state: {
      waiting: {
        reason: 'CrashLoopBackOff',
        message: 'back-off 5m0s restarting failed container',
      },
    },
  };
}
