import type { PodLogs } from '../store/LogStore';
import { addressOf } from './address';
import type { KubeObject, OwnerReference } from './KubeObject';
import { object } from './object';
import { container, type ContainerOptions } from './workloads';

/** @public */
export interface PodOptions extends PodLogs {
  /** The node it is bound to; none while it is pending. */
  node?: string;
  phase?: 'Pending' | 'Running' | 'Succeeded' | 'Failed' | 'Unknown';
  image?: string;
  containers?: ContainerOptions[];
  initContainers?: ContainerOptions[];
  /** The first of its init containers runs still. */
  initializing?: boolean;
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
  lastExit?: {
    exitCode: number;
    reason: string;
    message?: string;
    startedAt?: string;
    /** When the pod was made where absent. */
    finishedAt?: string;
  };
  created?: string;
  hostNetwork?: boolean;
}

/** A pod that runs, unless it is told otherwise. @public */
export function pod(
  namespace: string,
  name: string,
  options: PodOptions = {},
): KubeObject {
  const { phase = phaseOf(options) } = options;
  const created = options.created ?? '2021-04-12T09:31:00Z';
  const containers = containersOf(name, options);
  const init = options.initContainers ?? [];
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
        ...(init.length && { initContainers: init.map(container) }),
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
      status: podStatus({ name, phase, created, containers, init, options }),
      ...(options.logs && { logs: options.logs }),
      ...(options.previousLogs && { previousLogs: options.previousLogs }),
    },
  );
}

type Phase = NonNullable<PodOptions['phase']>;

function phaseOf({ node, initializing }: PodOptions): Phase {
  return node && !initializing ? 'Running' : 'Pending';
}

function podStatus(told: {
  name: string;
  phase: Phase;
  created: string;
  containers: ContainerOptions[];
  init: ContainerOptions[];
  options: PodOptions;
}): object {
  const { name, phase, created, containers, init, options } = told;
  const { node, initializing } = options;
  const waiting = initializing
    ? { reason: 'PodInitializing' }
    : options.waiting;
  const ready = phase === 'Running' && !waiting;
  return {
    phase,
    qosClass: 'Burstable',
    startTime: created,
    ...(node && {
      hostIP: addressOf('10.20', node),
      // Whatever waits for its init containers has its address already.
      podIP: options.hostNetwork
        ? addressOf('10.20', node)
        : addressOf('10.244', name),
    }),
    conditions: [
      condition('Initialized', !initializing, created),
      condition('Ready', ready, created),
      condition('ContainersReady', ready, created),
      condition('PodScheduled', node !== undefined, created),
    ],
    ...(init.length &&
      node && {
        initContainerStatuses: init.map((one, index) =>
          containerStatus(one, {
            ready: !initializing,
            restartCount: 0,
            state: initState(initializing ? index : -1, created),
          }),
        ),
      }),
    containerStatuses: node
      ? containers.map(one =>
          containerStatus(one, {
            ready,
            restartCount: options.restarts ?? 0,
            state: stateOf(phase, waiting, created),
            lastExit: options.lastExit && {
              finishedAt: created,
              ...options.lastExit,
            },
          }),
        )
      : [],
  };
}

function containerStatus(
  { name, image }: ContainerOptions,
  told: {
    ready: boolean;
    restartCount: number;
    state: object;
    lastExit?: object;
  },
): object {
  const { lastExit, ready, ...rest } = told;
  return {
    name,
    image,
    imageID: '',
    ready,
    started: ready,
    ...rest,
    lastState: lastExit ? { terminated: lastExit } : {},
  };
}

/** @param waits - how many come before it that have not ended; below 0 where all have */
function initState(waits: number, created: string): object {
  if (waits > 0) {
    return { waiting: { reason: 'PodInitializing' } };
  }
  return waits === 0
    ? { running: { startedAt: created } }
    : {
        terminated: {
          exitCode: 0,
          reason: 'Completed',
          startedAt: created,
          finishedAt: created,
        },
      };
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
  waiting: { reason: string } | undefined,
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
