import { daemonSet, deployment, owner } from '@runai-portal/simulator';
import { gpuDraFact } from '../../facts/gpuDra';
import { evaluateToOne, fact } from '../../testing';
import {
  gpuFacts,
  gpuNode,
  NO_OPERATOR,
  operatorProfile,
} from '../../testing/gpuStack';
import { workloadFacts } from '../../testing/workloads';
import { operatorReady } from './operatorReady';

describe('gpu.operator-ready with a GPUCluster, where GPUs are offered by Dynamic Resource Allocation', () => {
  const workloads = (ready = 1) =>
    workloadFacts(
      deployment('gpu-operator', 'gpu-operator', {
        image: 'nvcr.io/nvidia/gpu-operator:v26.7.1',
      }),
      daemonSet('gpu-operator', 'nvidia-dra-driver-kubelet-plugin', {
        ready,
        owners: [owner('nvidia.com/v1alpha1', 'GPUCluster', 'gpu-cluster')],
        image: 'nvcr.io/nvidia/k8s-dra-driver-gpu:v26.7.1',
      }),
    );
  const judgeDra = (ready = 1, gpuClusterMode = true) =>
    evaluateToOne(operatorReady, {
      profile: operatorProfile({ gpuClusterMode, maxTested: '26.7.1' }),
      facts: gpuFacts([gpuNode('gpu-1', 0)], {
        workloads: workloads(ready),
        operator: {
          ...NO_OPERATOR,
          gpuClusters: [
            {
              name: 'gpu-cluster',
              state: 'ready',
              driverDisabled: false,
              createdAt: '2021-04-12T09:40:00Z',
            },
          ],
        },
        more: [fact(gpuDraFact, [{ node: 'gpu-1', devices: 8 }])],
      }),
    });

  it('is ready in a profile that knows the mode', () => {
    const result = judgeDra();
    expect(result).toMatchObject({
      status: 'pass',
      message: expect.stringContaining('GPUCluster gpu-cluster says ready'),
    });
    expect(result.evidence).toContainEqual(
      expect.objectContaining({
        what: 'GPUCluster gpu-cluster',
        value: 'ready',
      }),
    );
  });

  it('is warned of in one that does not', () => {
    expect(judgeDra(1, false).reason).toBe('GpuClusterMode');
  });

  it('fails with its operands', () => {
    expect(judgeDra(0)).toMatchObject({
      status: 'fail',
      reason: 'OperandsNotReady',
    });
  });
});
