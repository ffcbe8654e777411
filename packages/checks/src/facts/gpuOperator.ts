import type { Fact } from '../declarations';
import { defineFact, list } from './request';
import { optional, record, text } from './untrusted';

/** A ClusterPolicy or GPUCluster, as far as it is judged. */
export interface GpuOperatorObject {
  readonly name: string;
  readonly createdAt?: string;
  /** `status.state`; absent while no operator has written one, or for a second ClusterPolicy, which never gets one. */
  readonly state?: string;
  /** `spec.driver.enabled`, of a ClusterPolicy: false where the driver comes with the host. */
  readonly driverEnabled?: boolean;
  /** `spec.driver.version` of a ClusterPolicy: wanted, not necessarily there. */
  readonly driverVersion?: string;
  /** `spec.sandboxWorkloads.defaultWorkload` where that is enabled: what nodes without a label of their own are for. */
  readonly defaultWorkload?: string;
}

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
      ask.clusterPolicies<unknown, GpuOperatorObject>(options),
      ask.gpuClusters<unknown, GpuOperatorObject>(options),
    ]);
    return {
      clusterPolicies: clusterPolicies.sort(byAge),
      gpuClusters: gpuClusters.sort(byAge),
    };
  },
});

/** What is kept of one of the operator's objects. */
export function projectGpuOperatorObject(
  item: unknown,
): GpuOperatorObject | undefined {
  const metadata = record(record(item)?.metadata);
  const spec = record(record(item)?.spec);
  const driver = record(spec?.driver);
  const sandbox = record(spec?.sandboxWorkloads);
  const name = text(metadata?.name);
  return name === undefined
    ? undefined
    : {
        name,
        ...optional('createdAt', text(metadata?.creationTimestamp)),
        ...optional('state', text(record(record(item)?.status)?.state)),
        ...(typeof driver?.enabled === 'boolean' && {
          driverEnabled: driver.enabled,
        }),
        ...optional('driverVersion', text(driver?.version)),
        ...(sandbox?.enabled === true &&
          optional('defaultWorkload', text(sandbox.defaultWorkload))),
      };
}

function byAge(a: GpuOperatorObject, b: GpuOperatorObject): number {
  return (
    (a.createdAt ?? '').localeCompare(b.createdAt ?? '') ||
    a.name.localeCompare(b.name)
  );
}
