import type { ValueOf } from '../declarations';
import { namedObject } from './object';
import { defineFact } from './request';
import { fieldsAt, text, type Kept, type Sparse } from './untrusted';

/** A ClusterPolicy or GPUCluster, as far as it is judged. */
export type GpuOperatorObject = Kept<typeof projectGpuOperatorObject>;

/** The custom resources of NVIDIA's GPU Operator. */
export type GpuOperatorFact = Sparse<ValueOf<typeof gpuOperatorFact>>;

const NVIDIA = {
  verb: 'list',
  group: 'nvidia.com',
  whereServed: true,
} as const;

/** What the GPU Operator was told, and what it says of itself. */
export const gpuOperatorFact = defineFact({
  id: 'gpu-operator',
  title: "NVIDIA GPU Operator's custom resources",
  requests: {
    clusterPolicies: { ...NVIDIA, resource: 'clusterpolicies' },
    gpuClusters: { ...NVIDIA, version: 'v1alpha1', resource: 'gpuclusters' },
  },
  ttlSeconds: 60,
  collect: async ({ ask }) => {
    const options = { project: projectGpuOperatorObject };
    const [clusterPolicies, gpuClusters] = await Promise.all([
      ask.clusterPolicies(options),
      ask.gpuClusters(options),
    ]);
    return {
      clusterPolicies: clusterPolicies.sort(byAge),
      /** GPU Operator 26.7 with DRA has these in place of a ClusterPolicy. */
      gpuClusters: gpuClusters.sort(byAge),
    };
  },
});

/** What is kept of one of the operator's objects. */
export function projectGpuOperatorObject(item: unknown) {
  const object = namedObject(item);
  const driver = fieldsAt(object?.spec.driver);
  const sandbox = fieldsAt(object?.spec.sandboxWorkloads);
  return (
    object && {
      name: object.name,
      createdAt: object.createdAt,
      /** Absent while no operator has written one, or for a second ClusterPolicy, which never gets one. */
      state: text(object.status.state),
      /** The driver comes with the host. */
      driverDisabled: driver.enabled === false,
      /** Wanted, not necessarily there. */
      driverVersion: text(driver.version),
      /** What nodes without a label of their own are for, where sandbox workloads are enabled. */
      defaultWorkload:
        sandbox.enabled === true ? text(sandbox.defaultWorkload) : undefined,
    }
  );
}

/** Elder first: of several, the first is in force (creationTimestamp, then name). */
function byAge(a: GpuOperatorObject, b: GpuOperatorObject): number {
  return (
    (a.createdAt ?? '').localeCompare(b.createdAt ?? '') ||
    a.name.localeCompare(b.name)
  );
}
