import type { Fact } from '../declarations';
import { namedObject } from './object';
import { defineFact, list } from './request';
import { fieldsAt, text } from './untrusted';

/** A ClusterPolicy or GPUCluster, as far as it is judged. */
export type GpuOperatorObject = Pick<Kept, 'name'> & Partial<Kept>;

type Kept = NonNullable<ReturnType<typeof projectGpuOperatorObject>>;

/** The custom resources of NVIDIA's GPU Operator. Elder first: of several, the first is in force (creationTimestamp, then name). */
export interface GpuOperatorFact {
  readonly clusterPolicies: readonly GpuOperatorObject[];
  /** GPU Operator 26.7 with DRA has these in place of a ClusterPolicy. */
  readonly gpuClusters: readonly GpuOperatorObject[];
}

function nvidiaList(version: string, resource: string) {
  return list({ group: 'nvidia.com', version, resource, whereServed: true });
}

/** What the GPU Operator was told, and what it says of itself. */
export const gpuOperatorFact: Fact<GpuOperatorFact> = defineFact({
  id: 'gpu-operator',
  title: "NVIDIA GPU Operator's custom resources",
  requests: {
    clusterPolicies: nvidiaList('v1', 'clusterpolicies'),
    gpuClusters: nvidiaList('v1alpha1', 'gpuclusters'),
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
      gpuClusters: gpuClusters.sort(byAge),
    };
  },
});

/** What is kept of one of the operator's objects. */
export function projectGpuOperatorObject(item: unknown) {
  const object = namedObject(item);
  const driver = fieldsAt(object?.spec, 'driver');
  const sandbox = fieldsAt(object?.spec, 'sandboxWorkloads');
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

function byAge(a: GpuOperatorObject, b: GpuOperatorObject): number {
  return (
    (a.createdAt ?? '').localeCompare(b.createdAt ?? '') ||
    a.name.localeCompare(b.name)
  );
}
