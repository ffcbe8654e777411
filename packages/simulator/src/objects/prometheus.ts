import type { KubeObject } from './KubeObject';
import { object } from './object';

/**
 * The custom resource of the Prometheus Operator. That of 2021 writes no status: readiness is its StatefulSet's.
 *
 * @public
 */
export function prometheus(
  namespace: string,
  name: string,
  options: {
    version?: string;
    replicas?: number;
    available?: number;
    era?: '2021' | 'current';
    labels?: Record<string, string>;
    annotations?: Record<string, string>;
    since?: string;
  } = {},
): KubeObject {
  const { era = 'current', replicas = 1, available = replicas } = options;
  const since = options.since ?? '2026-04-12T09:36:00Z';
  return object(
    'monitoring.coreos.com/v1',
    'Prometheus',
    {
      name,
      namespace,
      labels: options.labels,
      annotations: options.annotations,
      generation: 1,
    },
    {
      spec: {
        replicas,
        version: options.version ?? (era === '2021' ? 'v2.26.0' : 'v3.14.0'),
        serviceMonitorSelector: {},
        podMonitorSelector: {},
        retention: '10d',
      },
      ...(era === 'current' && {
        status: {
          paused: false,
          replicas,
          updatedReplicas: replicas,
          availableReplicas: available,
          unavailableReplicas: replicas - available,
          conditions: [
            availability(available, replicas, since),
            {
              type: 'Reconciled',
              status: 'True',
              reason: '',
              message: '',
              lastTransitionTime: since,
            },
          ],
        },
      }),
    },
  );
}

/** `Available` knows a third status, `Degraded`; its message is empty when no pod is ready. */
function availability(
  available: number,
  replicas: number,
  since: string,
): object {
  const [status, reason] = availabilityWords(available, replicas);
  return {
    type: 'Available',
    status,
    reason,
    message: '',
    lastTransitionTime: since,
  };
}

function availabilityWords(available: number, replicas: number) {
  if (available >= replicas) {
    return ['True', ''];
  }
  return available > 0
    ? ['Degraded', 'SomePodsNotReady']
    : ['False', 'NoPodReady'];
}
