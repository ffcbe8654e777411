import type { KubeObject, OwnerReference } from './KubeObject';
import { object } from './object';
import { container, type ContainerOptions } from './workloads';

/** @public */
export interface PodOptions {
  /** The node it is bound to; none while it is pending. */
  node?: string;
  phase?: 'Pending' | 'Running' | 'Succeeded' | 'Failed' | 'Unknown';
  image?: string;
  containers?: ContainerOptions[];
  /** Whole GPUs that the first container asks for. */
  gpus?: number;
  requests?: Record<string, string>;
  labels?: Record<string, string>;
  annotations?: Record<string, string>;
  owners?: OwnerReference[];
  /** Why its containers wait, e.g. `ImagePullBackOff`, `CrashLoopBackOff`. */
  waiting?: { reason: string; message: string };
  /** Restarts so far, and how the last one ended. */
  restarts?: number;
  lastExit?: { exitCode: number; reason: string; message?: string };
  created?: string;
  hostNetwork?: boolean;
}

/** A pod that runs, unless it is told otherwise. @public */
export function pod(
  namespace: string,
  name: string,
  options: PodOptions = {},
): KubeObject {
  const { phase = options.node ? 'Running' : 'Pending', waiting } = options;
  const ready = phase === 'Running' && !waiting;
  const created = options.created ?? '2021-04-12T09:31:00Z';
  const containers = containersOf(name, options);
  return object(
    'v1',
    'Pod',
    {
      name,
      namespace,
      labels: options.labels,
      annotations: options.annotations,
      creationTimestamp: created,
      ...(options.owners && { ownerReferences: options.owners }),
    },
    {
      spec: {
        containers: containers.map(container),
        ...(options.node && { nodeName: options.node }),
        ...(options.hostNetwork && { hostNetwork: true }),
        restartPolicy: 'Always',
        dnsPolicy: 'ClusterFirst',
        schedulerName: 'default-scheduler',
        // What a kubelet mirrors of its own files may name none: admission refuses it.
        ...(!options.annotations?.['kubernetes.io/config.mirror'] && {
          serviceAccountName: 'default',
        }),
      },
      status: {
        phase,
        qosClass: 'Burstable',
        startTime: created,
        conditions: [
          condition('Initialized', true, created),
          condition('Ready', ready, created),
          condition('ContainersReady', ready, created),
          condition('PodScheduled', options.node !== undefined, created),
        ],
        containerStatuses: options.node
          ? containers.map(({ name: containerName, image }) => ({
              name: containerName,
              image,
              imageID: '',
              ready,
              started: ready,
              restartCount: options.restarts ?? 0,
              state: stateOf(phase, waiting, created),
              lastState: options.lastExit
                ? { terminated: { ...options.lastExit, finishedAt: created } }
                : {},
            }))
          : [],
      },
    },
  );
}

function containersOf(name: string, options: PodOptions): ContainerOptions[] {
  const gpus: Record<string, string> = options.gpus
    ? { 'nvidia.com/gpu': String(options.gpus) }
    : {};
  const [first, ...others] = options.containers ?? [
    {
      name: 'main',
      image: options.image ?? `registry.example.com/${name}:1.0`,
    },
  ];
  const requests = { ...first.requests, ...options.requests, ...gpus };
  return [
    { ...first, requests, limits: { ...first.limits, ...gpus } },
    ...others,
  ];
}

function stateOf(
  phase: string,
  waiting: PodOptions['waiting'],
  created: string,
): object {
  if (waiting) {
    return { waiting };
  }
  return phase === 'Running'
    ? { running: { startedAt: created } }
    : {
        terminated: {
          exitCode: phase === 'Succeeded' ? 0 : 1,
          reason: phase === 'Succeeded' ? 'Completed' : 'Error',
          finishedAt: created,
        },
      };
}

function condition(type: string, met: boolean, since: string): object {
  return {
    type,
    status: met ? 'True' : 'False',
    lastProbeTime: null,
    lastTransitionTime: since,
    ...(!met && type !== 'PodScheduled' && { reason: 'ContainersNotReady' }),
  };
}
