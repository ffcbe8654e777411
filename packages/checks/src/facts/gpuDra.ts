import { keepsPodsAway } from './nodeFact';
import type { NamedObject } from './object';
import { listFact } from './request';
import {
  array,
  fieldsAt,
  fieldsIn,
  record,
  text,
  type Fields,
  type Kept,
} from './untrusted';

/** The GPUs that NVIDIA's driver for Dynamic Resource Allocation offers on one node. */
export type DraNodeFact = Kept<typeof projectSlice>;

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
export function projectSlice({ spec }: Pick<NamedObject, 'spec'>) {
  const devices = countedDevices(spec);
  if (spec.driver !== NVIDIA_DRA_DRIVER || devices.length === 0) {
    return undefined;
  }
  const { driverVersion, productName } = fieldsAt(devices[0].attributes);
  const tainted = devices.filter(({ taints }) =>
    fieldsIn(taints).some(keepsPodsAway),
  );
  return {
    /** Absent for a slice that several nodes share. */
    node: text(spec.nodeName),
    devices: devices.length,
    /** How many of them a taint keeps pods away from, e.g. because they are unhealthy. */
    tainted: tainted.length || undefined,
    /** The driver's version, where the devices' attributes tell it. */
    driverVersion: text(fieldsAt(driverVersion).version),
    product: text(fieldsAt(productName).string),
  };
}

/** Where devices take from counters that they share, a slice lists a GPU and each way to split it: GPUs alone count then. */
function countedDevices({ devices }: Fields): readonly Fields[] {
  // v1beta1 keeps what a device has below `basic`, later versions beside the name.
  const all = fieldsIn(devices).map(device => record(device.basic) ?? device);
  const gpus = all.filter(
    device => fieldsAt(device, 'attributes', 'type').string === 'gpu',
  );
  const sharesCounters = all.some(
    ({ consumesCounters }) => array(consumesCounters).length > 0,
  );
  return gpus.length > 0 && sharesCounters ? gpus : all;
}
