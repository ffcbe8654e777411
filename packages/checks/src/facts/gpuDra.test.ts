import { projectSlice } from './gpuDra';

function slice(devices: object[], spec: object = {}) {
  return projectSlice({
    spec: { driver: 'gpu.nvidia.com', nodeName: 'gpu-1', devices, ...spec },
  });
}

const GPU = { type: { string: 'gpu' } };
const MIG = { type: { string: 'mig' } };

describe('a ResourceSlice', () => {
  it('tells devices, driver and product in both forms', () => {
    const attributes = {
      driverVersion: { version: '580.95.5' },
      productName: { string: 'NVIDIA H100' },
    };
    const told = {
      node: 'gpu-1',
      devices: 2,
      driverVersion: '580.95.5',
      product: 'NVIDIA H100',
    };
    expect(slice([{ attributes }, { attributes }])).toEqual(told);
    expect(
      slice([{ basic: { attributes } }, { basic: { attributes } }]),
    ).toEqual(told);
  });

  it('counts GPUs, not the ways to split them, where these take from shared counters', () => {
    const consumesCounters = [{ counterSet: 'gpu-0' }];
    expect(
      slice([
        { attributes: GPU, consumesCounters },
        { attributes: MIG, consumesCounters },
        { attributes: MIG, consumesCounters },
      ])?.devices,
    ).toBe(1);
  });

  it('counts MIG devices that stand by themselves', () => {
    expect(
      slice([{ attributes: GPU }, { attributes: MIG }, { attributes: MIG }])
        ?.devices,
    ).toBe(3);
  });

  it('tells how many devices are tainted', () => {
    expect(
      slice([
        { attributes: GPU, taints: [{ key: 'xid', effect: 'NoExecute' }] },
        { attributes: GPU, taints: [{ key: 'told', effect: 'None' }] },
      ]),
    ).toMatchObject({ devices: 2, tainted: 1 });
  });

  it("is nothing without devices, or for another maker's driver", () => {
    expect(slice([])).toBeUndefined();
    expect(slice([{}], { driver: 'gpu.amd.com' })).toBeUndefined();
  });
});
