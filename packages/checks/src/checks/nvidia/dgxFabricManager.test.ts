import { evaluateToOne } from '../../testing';
import { gpuFacts, gpuNode } from '../../testing/gpuStack';
import { dgxFabricManager } from './dgxFabricManager';

function judge(product: string, gpus: number, machine = 'Some server') {
  const labels = {
    'nvidia.com/gpu.machine': machine,
    'nvidia.com/gpu.product': product,
    'nvidia.com/gpu.count': String(gpus),
  };
  const facts = gpuFacts([gpuNode('gpu-1', gpus, { labels })]);
  return evaluateToOne(dgxFabricManager, { facts });
}

describe('gpu.dgx-fabric-manager', () => {
  it.each([
    ['A100-SXM4-40GB', 8, 'NVIDIA DGX A100'],
    ['NVIDIA-A100-SXM4-80GB', 8, 'Google-Compute-Engine'],
    ['NVIDIA-H100-80GB-HBM3', 8, 'PowerEdge-XE9680'],
    ['NVIDIA-B200', 8, 'DGXB200'],
  ])('asks for a statement on %s (%i, %s)', (product, gpus, machine) => {
    expect(judge(product, gpus, machine).status).toBe('unknown');
  });

  it.each([
    ['NVIDIA-A100-SXM4-80GB', 4],
    ['NVIDIA-A100-PCIE-40GB', 8],
    ['NVIDIA-H100-PCIe', 8],
    ['Tesla-V100-SXM2-32GB', 8],
    ['NVIDIA-L40S', 8],
  ])('has nothing to say of %s (%i), which have no switch', (product, gpus) => {
    expect(judge(product, gpus).status).toBe('notApplicable');
  });

  it.each([
    ['its model', 'NVIDIA DGX A100', 'nvidia.com/gpu.machine=NVIDIA DGX A100'],
    [
      'its GPUs',
      'Google-Compute-Engine',
      'nvidia.com/gpu.product=NVIDIA-A100-SXM4-80GB',
    ],
  ])('says that the machine is known by %s', (_, machine, sign) => {
    expect(judge('NVIDIA-A100-SXM4-80GB', 8, machine).message).toContain(
      `by ${sign},`,
    );
  });
});
