import type { Fact } from '../declarations';
import type { Condition } from '@runai-portal/backstage-plugin-runai-common';
import { defineFact, list } from './request';
import { projectConditions } from './conditions';
import { optional, record, text } from './untrusted';

/** A ClusterPolicy, NVIDIADriver or GPUCluster, as far as it is judged. */
export interface GpuOperatorObject {
  readonly name: string;
  readonly createdAt?: string;
  /** `status.state`; absent while no operator has written one, or for a second ClusterPolicy, which never gets one. */
  readonly state?: string;
  readonly conditions: readonly Condition[];
  /** `spec.driver.enabled`, of a ClusterPolicy: false where the driver comes with the host. */
  readonly driverEnabled?: boolean;
  /** `spec.driver.version` of a ClusterPolicy, `spec.version` of an NVIDIADriver: wanted, not necessarily there. */
  readonly driverVersion?: string;
  /** `spec.sandboxWorkloads.defaultWorkload` where that is enabled: what nodes without a label of their own are for. */
  readonly defaultWorkload?: string;
  /** The namespace of the operands, where the status tells it. */
  readonly namespace?: string;
  readonly helmRelease?: string;
}

/** The custom resources of NVIDIA's GPU Operator. */
export interface GpuOperatorFact {
  /** Elder first: of several, the first is in force (creationTimestamp, then name). */
  readonly clusterPolicies: readonly GpuOperatorObject[];
  readonly drivers: readonly GpuOperatorObject[];
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
    drivers: nvidiaList('v1alpha1', 'nvidiadrivers'),
    gpuClusters: nvidiaList('v1alpha1', 'gpuclusters'),
  },
  ttlSeconds: 60,
  collect: async ({ ask }) => {
    const options = { project: projectGpuOperatorObject };
    const [clusterPolicies, drivers, gpuClusters] = await Promise.all([
      ask.clusterPolicies<unknown, GpuOperatorObject>(options),
      ask.drivers<unknown, GpuOperatorObject>(options),
      ask.gpuClusters<unknown, GpuOperatorObject>(options),
    ]);
    return {
      clusterPolicies: clusterPolicies.sort(byAge),
      drivers: drivers.sort(byAge),
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
  const status = record(record(item)?.status);
  const driver = record(spec?.driver);
  const name = text(metadata?.name);
  const enabled = driver?.enabled;
  const sandbox = record(spec?.sandboxWorkloads);
  return name === undefined
    ? undefined
    : {
        name,
        conditions: projectConditions(status?.conditions),
        ...optional('createdAt', text(metadata?.creationTimestamp)),
        ...optional('state', text(status?.state)),
        ...optional(
          'driverEnabled',
          typeof enabled === 'boolean' ? enabled : undefined,
        ),
        ...optional(
          'driverVersion',
          text(driver?.version) ?? text(spec?.version),
        ),
        ...optional(
          'defaultWorkload',
          sandbox?.enabled === true ? text(sandbox.defaultWorkload) : undefined,
        ),
        ...optional('namespace', text(status?.namespace)),
        ...optional(
          'helmRelease',
          text(record(metadata?.annotations)?.['meta.helm.sh/release-name']),
        ),
      };
}

function byAge(a: GpuOperatorObject, b: GpuOperatorObject): number {
  return (
    (a.createdAt ?? '').localeCompare(b.createdAt ?? '') ||
    a.name.localeCompare(b.name)
  );
}
