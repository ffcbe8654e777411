import type { KubeObject } from './KubeObject';
import { object } from './object';

/** @public */
export interface ClusterPolicyOptions {
  name?: string;
  /** Undefined: no status at all, as while the operator has not run, or on a second ClusterPolicy. */
  state?: 'ready' | 'notReady' | 'ignored';
  /** Of the condition that tells: `Reconciled`, `NoGPUNodes`, `NFDLabelsMissing`, `OperandNotReady`. */
  reason?: string;
  /** Of condition Error; the Ready condition has none when it is False. */
  message?: string;
  /** The operator of 2021 writes `{state: ready}` alone, and nothing before it was ready once. */
  era?: '2021' | 'current';
  driverVersion?: string;
  /** `false` where the driver is the host's own. */
  driverEnabled?: boolean;
  migStrategy?: 'none' | 'single' | 'mixed';
  namespace?: string;
  labels?: Record<string, string>;
  annotations?: Record<string, string>;
  since?: string;
  created?: string;
}

/** GPU Operator's own object. @public */
export function clusterPolicy(options: ClusterPolicyOptions = {}): KubeObject {
  const { era = 'current', state } = options;
  return object(
    'nvidia.com/v1',
    'ClusterPolicy',
    {
      name: options.name ?? 'cluster-policy',
      labels: options.labels ?? {
        'app.kubernetes.io/component': 'gpu-operator',
        'app.kubernetes.io/managed-by': 'Helm',
      },
      annotations: options.annotations,
      generation: 1,
      ...(options.created && { creationTimestamp: options.created }),
    },
    {
      spec: {
        operator: { defaultRuntime: era === '2021' ? 'docker' : 'containerd' },
        driver: {
          enabled: options.driverEnabled ?? true,
          repository: 'nvcr.io/nvidia',
          image: 'driver',
          version:
            options.driverVersion ??
            (era === '2021' ? '450.80.02' : '595.91.07'),
        },
        devicePlugin: { enabled: true },
        mig: { strategy: options.migStrategy ?? 'single' },
      },
      ...(state && {
        status: era === '2021' ? { state } : currentStatus(options),
      }),
    },
  );
}

function currentStatus(options: ClusterPolicyOptions): object {
  const { state, since = '2026-04-12T09:40:00Z' } = options;
  const ready = state === 'ready';
  const reason = options.reason ?? (ready ? 'Reconciled' : 'OperandNotReady');
  const when = { lastTransitionTime: since };
  return {
    state,
    namespace: options.namespace ?? 'gpu-operator',
    conditions: [
      {
        type: 'Ready',
        status: ready ? 'True' : 'False',
        reason: ready ? reason : 'Error',
        message: ready
          ? options.message ??
            'ClusterPolicy is ready as all resources have been successfully reconciled'
          : '',
        ...when,
      },
      {
        type: 'Error',
        status: ready ? 'False' : 'True',
        reason: ready ? 'Ready' : reason,
        message: ready
          ? ''
          : options.message ??
            'ClusterPolicy is not ready; states not ready: [state-driver]',
        ...when,
      },
    ],
  };
}

/** A driver of its own, of a pool of nodes. @public */
export function nvidiaDriver(
  name: string,
  options: {
    state?: 'ready' | 'notReady';
    version?: string;
    nodeSelector?: Record<string, string>;
    message?: string;
    since?: string;
  } = {},
): KubeObject {
  const { state, since = '2026-04-12T09:40:00Z' } = options;
  const ready = state === 'ready';
  const condition = (type: string, met: boolean) => ({
    type,
    status: met ? 'True' : 'False',
    reason: met === ready ? 'Ready' : 'DriverNotReady',
    message:
      type === 'Error' && met
        ? options.message ?? 'driver pods are not ready'
        : '',
    lastTransitionTime: since,
  });
  return object(
    'nvidia.com/v1alpha1',
    'NVIDIADriver',
    { name, generation: 1 },
    {
      spec: {
        driverType: 'gpu',
        repository: 'nvcr.io/nvidia',
        image: 'driver',
        version: options.version ?? '595.91.07',
        ...(options.nodeSelector && { nodeSelector: options.nodeSelector }),
      },
      ...(state && {
        status: {
          state,
          namespace: 'gpu-operator',
          conditions: [condition('Ready', ready), condition('Error', !ready)],
        },
      }),
    },
  );
}
