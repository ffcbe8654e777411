import type { Condition } from '@runai-portal/backstage-plugin-runai-common';
import { defineFact } from '../declarations';
import { projectConditions } from './conditions';
import { servedResources } from './servedResources';
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

const GROUP = 'nvidia.com';

/** What the GPU Operator was told, and what it says of itself. */
export const gpuOperatorFact = defineFact<GpuOperatorFact>({
  id: 'gpu-operator',
  title: "NVIDIA GPU Operator's custom resources",
  permissions: ['clusterpolicies', 'nvidiadrivers', 'gpuclusters'].map(
    resource => ({
      verb: 'list',
      group: GROUP,
      resource,
      onlyWhereServed: true,
    }),
  ),
  ttlSeconds: 60,
  collect: async context => {
    const list = async (version: string, resource: string) => {
      if (!(await servedResources(context, GROUP, version)).has(resource)) {
        return [];
      }
      const { items } = await context.client.list<unknown, GpuOperatorObject>(
        { group: GROUP, version, resource },
        { signal: context.signal, project: projectGpuOperatorObject },
      );
      return [...items].sort(byAge);
    };
    const [clusterPolicies, drivers, gpuClusters] = await Promise.all([
      list('v1', 'clusterpolicies'),
      list('v1alpha1', 'nvidiadrivers'),
      list('v1alpha1', 'gpuclusters'),
    ]);
    return { clusterPolicies, drivers, gpuClusters };
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
