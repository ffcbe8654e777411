import { configMap } from './core';
import type { KubeObject } from './KubeObject';
import { object } from './object';

/** @public The condition types of a RunaiConfig. */
export type RunaiCondition =
  | 'DependenciesFulfilled'
  | 'Deployed'
  | 'Available'
  | 'Reconciled';

/** @public */
export interface RunaiConditionValue {
  status: 'True' | 'False' | 'Unknown';
  reason?: string;
  message?: string;
}

const metReasons: Record<RunaiCondition, string> = {
  DependenciesFulfilled: 'dependencies_fulfilled',
  Deployed: 'deployed',
  Available: 'available',
  Reconciled: 'reconciled',
};

/**
 * The object that an installation of the cluster component is steered by.
 *
 * @param options - `conditions`: those that differ from True; `undefined` removes all, as while nothing has written them
 * @public
 */
export function runaiConfig(
  options: {
    conditions?: Partial<Record<RunaiCondition, RunaiConditionValue>> | 'none';
    clusterUrl?: string;
    controlPlaneUrl?: string;
    since?: string;
    created?: string;
    spec?: Record<string, unknown>;
  } = {},
): KubeObject {
  const { conditions = {}, since = '2021-04-12T09:36:00Z' } = options;
  const types: RunaiCondition[] = [
    'DependenciesFulfilled',
    'Deployed',
    'Available',
    'Reconciled',
  ];
  return object(
    'run.ai/v1',
    'RunaiConfig',
    {
      name: 'runai',
      namespace: 'runai',
      generation: 1,
      labels: { 'app.kubernetes.io/managed-by': 'Helm' },
      annotations: {
        'meta.helm.sh/release-name': 'runai-cluster',
        'meta.helm.sh/release-namespace': 'runai',
      },
      ...(options.created && { creationTimestamp: options.created }),
    },
    {
      spec: {
        __internal: {
          global: {
            ...(options.clusterUrl && { clusterURL: options.clusterUrl }),
            controlPlane: {
              url: options.controlPlaneUrl ?? 'https://app.run.ai',
            },
          },
        },
        ...options.spec,
      },
      ...(conditions !== 'none' && {
        status: {
          conditions: types.map(type => ({
            type,
            status: 'True',
            reason: metReasons[type],
            message: '',
            lastTransitionTime: since,
            ...conditions[type],
          })),
        },
      }),
    },
  );
}

/** What an installation tells to everybody, since 2.9. @public */
export function runaiPublic(
  version: string,
  options: {
    conditions?: {
      type: string;
      status: string;
      reason?: string;
      message?: string;
    }[];
    dependencies?: Record<string, { available: boolean; reason?: string }>;
  } = {},
): KubeObject {
  return configMap(
    'runai',
    'runai-public',
    {
      'cluster-version': version,
      'runai-public': JSON.stringify({
        version,
        runaiConfigStatus: { conditions: options.conditions ?? [] },
        dependencies: { required: options.dependencies ?? {}, optional: {} },
      }),
    },
    { 'app.kubernetes.io/managed-by': 'Helm' },
  );
}
