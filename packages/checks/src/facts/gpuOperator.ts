import type { ValueOf } from '../declarations';
import { projectConditions } from './conditions';
import { namedObject } from './object';
import { defineFact } from './request';
import { fieldsAt, text, type Kept, type Sparse } from './untrusted';

/** A ClusterPolicy, GPUCluster or NVIDIADriver, as far as it is judged. */
export type GpuOperatorObject = Kept<typeof projectGpuOperatorObject>;

/** The custom resources of NVIDIA's GPU Operator. */
export type GpuOperatorFact = Sparse<ValueOf<typeof gpuOperatorFact>>;

const NVIDIA = {
  verb: 'list',
  group: 'nvidia.com',
  whereServed: true,
} as const;

const ALPHA = { ...NVIDIA, version: 'v1alpha1' } as const;

/** What the GPU Operator was told, and what it says of itself. */
export const gpuOperatorFact = defineFact({
  id: 'gpu-operator',
  title: "NVIDIA GPU Operator's custom resources",
  requests: {
    clusterPolicies: { ...NVIDIA, resource: 'clusterpolicies' },
    gpuClusters: { ...ALPHA, resource: 'gpuclusters' },
    nvidiaDrivers: { ...ALPHA, resource: 'nvidiadrivers' },
  },
  ttlSeconds: 60,
  collect: async ({ ask }) => {
    const options = { project: projectGpuOperatorObject };
    const [clusterPolicies, gpuClusters, nvidiaDrivers] = await Promise.all([
      ask.clusterPolicies(options),
      ask.gpuClusters(options),
      ask.nvidiaDrivers(options),
    ]);
    return {
      clusterPolicies: clusterPolicies.sort(byAge),
      /** GPU Operator 26.7 with DRA has these in place of a ClusterPolicy. */
      gpuClusters: gpuClusters.sort(byAge),
      /** Drivers of pools of nodes, each with a state of its own: the ClusterPolicy stays ready while one is not. */
      nvidiaDrivers: nvidiaDrivers.sort(byAge),
    };
  },
});

/** What is kept of one of the operator's objects. */
export function projectGpuOperatorObject(item: unknown) {
  const object = namedObject(item);
  const driver = fieldsAt(object?.spec.driver);
  const sandbox = fieldsAt(object?.spec.sandboxWorkloads);
  const { nriPluginEnabled } = fieldsAt(object?.spec.cdi);
  const conditions = projectConditions(object?.status.conditions);
  return (
    object && {
      name: object.name,
      createdAt: object.createdAt,
      /** Absent while no operator has written one, or for a second ClusterPolicy, which never gets one. */
      state: text(object.status.state),
      /** Ready and Error; that of 2021 has none. The message is Error's: where Ready is False its own is empty. */
      conditions: conditions.length > 0 ? conditions : undefined,
      /** The driver comes with the host. */
      driverDisabled: driver.enabled === false,
      /** Its own plugin of the container runtime is on, which stands in the way of Run:ai's for fractions of GPUs. */
      nriPlugin: nriPluginEnabled === true || undefined,
      /** Wanted, not necessarily there. */
      driverVersion: text(driver.version),
      /** Drivers are not replaced node by node where a newer one is wanted. */
      upgradesOff:
        fieldsAt(driver, 'upgradePolicy').autoUpgrade === false || undefined,
      /** What nodes without a label of their own are for, where sandbox workloads are enabled. */
      defaultWorkload:
        sandbox.enabled === true ? text(sandbox.defaultWorkload) : undefined,
    }
  );
}

/** Elder first: of several, the first that is not ignored is in force (creationTimestamp, then name). */
export function byAge(a: GpuOperatorObject, b: GpuOperatorObject): number {
  const ignored = ({ state }: GpuOperatorObject) => Number(state === 'ignored');
  return (
    ignored(a) - ignored(b) ||
    (a.createdAt ?? '').localeCompare(b.createdAt ?? '') ||
    a.name.localeCompare(b.name)
  );
}
