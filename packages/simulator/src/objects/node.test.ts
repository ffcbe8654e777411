import { isRecord, type KubeObject } from './KubeObject';
import { node } from './node';

function at(object: KubeObject, path: string): unknown {
  let value: unknown = object;
  for (const part of path.split('/')) {
    value = isRecord(value) ? value[part] : undefined;
  }
  return value;
}

it('offers nothing where only the hardware is known', () => {
  const built = node('gpu').gpuHardware().build();
  expect(built.metadata.labels).toMatchObject({
    'feature.node.kubernetes.io/pci-10de.present': 'true',
  });
  expect(
    Object.keys(built.metadata.labels ?? {}).filter(key =>
      key.startsWith('nvidia.com'),
    ),
  ).toEqual([]);
  expect(at(built, 'status/capacity')).not.toHaveProperty(['nvidia.com/gpu']);
});

it('writes an empty revision for a driver version of two parts', () => {
  const labels = node('gpu').driver('410.104').build().metadata.labels;
  expect(labels?.['nvidia.com/cuda.driver.rev']).toBe('');
  expect(labels?.['nvidia.com/cuda.driver-version.full']).toBeUndefined();
});

it('lets allocatable follow capacity until it is told otherwise', () => {
  const built = node('n')
    .capacity({ cpu: '8' })
    .allocatable({ cpu: '7500m' })
    .build();
  expect(at(built, 'status/capacity/cpu')).toBe('8');
  expect(at(built, 'status/allocatable/cpu')).toBe('7500m');
  expect(at(built, 'status/allocatable/memory')).toBe(
    at(built, 'status/capacity/memory'),
  );
});

it('has no whole GPUs where all are cut into MIG devices', () => {
  const built = node('gpu')
    .gpus(2, 'A100')
    .mig('mixed', { '1g.10gb': 14 })
    .build();
  const capacity = at(built, 'status/capacity');
  expect(isRecord(capacity) ? Object.keys(capacity) : []).toContain(
    'nvidia.com/mig-1g.10gb',
  );
  expect(isRecord(capacity) ? Object.keys(capacity) : []).not.toContain(
    'nvidia.com/gpu',
  );
});
