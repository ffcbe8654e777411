import { listFact } from './request';
import { array, optional, record, text } from './untrusted';

/** The GPUs that NVIDIA's driver for Dynamic Resource Allocation offers on one node. */
export interface DraNodeFact {
  /** Absent for a slice that several nodes share. */
  readonly node?: string;
  readonly devices: number;
  /** The driver's version, where the devices' attributes tell it. */
  readonly driverVersion?: string;
  readonly product?: string;
}

const NVIDIA_DRA_DRIVER = 'gpu.nvidia.com';

/** ResourceSlices of NVIDIA's DRA driver: what offers GPUs where no `nvidia.com/gpu` does. */
export const gpuDraFact = listFact<DraNodeFact>({
  id: 'gpu-dra',
  title: 'GPUs offered by Dynamic Resource Allocation',
  group: 'resource.k8s.io',
  // All of them know the fields that are read here.
  version: ['v1', 'v1beta2', 'v1beta1'],
  resource: 'resourceslices',
  whereServed: true,
  ttlSeconds: 60,
  fieldSelector: `spec.driver=${NVIDIA_DRA_DRIVER}`,
  project: projectSlice,
});

/** What is kept of a ResourceSlice; undefined for another driver's, and for one without devices. */
export function projectSlice(item: unknown): DraNodeFact | undefined {
  const spec = record(record(item)?.spec);
  const devices = array(spec?.devices);
  if (spec?.driver !== NVIDIA_DRA_DRIVER || devices.length === 0) {
    return undefined;
  }
  // v1beta1 keeps the attributes below `basic`, later versions beside the name.
  const device = record(devices[0]);
  const attributes =
    record(device?.attributes) ?? record(record(device?.basic)?.attributes);
  return {
    devices: devices.length,
    ...optional('node', text(spec.nodeName)),
    ...optional(
      'driverVersion',
      text(record(attributes?.driverVersion)?.version),
    ),
    ...optional('product', text(record(attributes?.productName)?.string)),
  };
}
