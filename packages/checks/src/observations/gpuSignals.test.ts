import { testProfile, testSettings } from '../testing';
import { nodeFact, type NodeOptions } from '../testing/nodes';
import { gpuRecognition } from './gpuSignals';

function kinds(options: NodeOptions): string[] {
  const recognise = gpuRecognition({
    profile: testProfile(),
    settings: testSettings(),
  });
  return recognise(nodeFact('a', options)).map(({ kind }) => kind);
}

describe('the signs of NVIDIA GPUs on a node', () => {
  it.each([
    'pci-10de.present',
    'pci-0302_10de.present',
    'pci-0300_10de.present',
    'pci-10de_2237.present',
    'pci-0302_10de_20b0.present',
    'pci-10de-20b0.present',
    'pci-10de_2330_10de_16c1.present',
    'pci-10de.sriov.capable',
    'pci-0302_10de.sriov.capable',
    'pci-2237_10de.present',
  ])('know the hardware by %s, whatever fields NFD joins', label => {
    expect(
      kinds({ labels: { [`feature.node.kubernetes.io/${label}`]: 'true' } }),
    ).toEqual(['hardware']);
  });

  it.each([
    ['a network card', 'pci-15b3_101d.present'],
    ['its class of sound', 'pci-0403_10de.present'],
    ['its NVSwitch, by class', 'pci-0680_10de.present'],
    ['its NVSwitch, by device', 'pci-10de_22a3.present'],
    ["another maker's device on its board", 'pci-0300_1a03_2000_10de.present'],
  ])('do not take %s for a GPU', (_what, label) => {
    expect(
      kinds({ labels: { [`feature.node.kubernetes.io/${label}`]: 'true' } }),
    ).toEqual([]);
  });

  it.each<[string, NodeOptions]>([
    [
      'an Ascend under a general label',
      { labels: { accelerator: 'huawei-Ascend910' } },
    ],
    ['a general label of nobody', { labels: { accelerator: 'gpu' } }],
    [
      "AMD's under Azure's label",
      { labels: { 'kubernetes.azure.com/accelerator': 'amd' } },
    ],
    [
      "Habana's under the label of EKS",
      { labels: { 'eks.amazonaws.com/instance-gpu-manufacturer': 'habana' } },
    ],
    [
      "NVIDIA's own label on a node with AMD's devices",
      {
        labels: { 'nvidia.com/gpu.present': 'true' },
        capacity: { 'amd.com/gpu': '8' },
      },
    ],
    [
      "a cloud's label on a node with Intel's devices",
      {
        labels: { 'k8s.amazonaws.com/accelerator': 'gaudi' },
        capacity: { 'habana.ai/gaudi': '8' },
      },
    ],
  ])('do not count %s', (_what, options) => {
    expect(kinds(options)).toEqual([]);
  });

  it.each<[string, NodeOptions, string]>([
    [
      'a general label that names a product',
      { labels: { accelerator: 'v100-32gb' } },
      'cloud',
    ],
    [
      "a cloud's label",
      { labels: { 'cloud.google.com/gke-accelerator': 'nvidia-l4' } },
      'cloud',
    ],
    [
      'a resource that is left at 0',
      { capacity: { 'nvidia.com/gpu': '0' } },
      'registered',
    ],
    [
      "another product's shares",
      { capacity: { 'aliyun.com/gpu-mem': '60' } },
      'resource',
    ],
    [
      "a virtual machine's device",
      { capacity: { 'nvidia.com/GRID_T4-2Q': '4' } },
      'resource',
    ],
  ])('count %s', (_what, options, kind) => {
    expect(kinds(options)).toEqual([kind]);
  });

  it('count an NVIDIA GPU beside devices of another maker', () => {
    expect(
      kinds({ capacity: { 'nvidia.com/gpu': '2', 'amd.com/gpu': '2' } }),
    ).toEqual(['resource']);
  });
});
