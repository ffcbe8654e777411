import type { KubeObject, OwnerReference } from './KubeObject';
import { object } from './object';

/** @public A container, by what readers of clusters look at. */
export interface ContainerOptions {
  name: string;
  image: string;
  requests?: Record<string, string>;
  limits?: Record<string, string>;
  args?: string[];
  env?: Record<string, string>;
  /** Ports of the node that it takes, as a pod on the node's own network does. */
  hostPorts?: number[];
}

/** @public */
export interface WorkloadOptions {
  /** Wanted; 1 by default. */
  desired?: number;
  /** Ready and available; as many as wanted by default. */
  ready?: number;
  /** `name:tag` of the one container, or several. */
  image?: string;
  containers?: ContainerOptions[];
  initContainers?: ContainerOptions[];
  labels?: Record<string, string>;
  annotations?: Record<string, string>;
  /** Of the selector and the pods; `{app: name}` by default. */
  podLabels?: Record<string, string>;
  nodeSelector?: Record<string, string>;
  tolerations?: object[];
  owners?: OwnerReference[];
  created?: string;
  /** Since when the Available condition is what it is. */
  since?: string;
  /** What the API server says why it does not let the pods of a Deployment in. */
  refused?: string;
}

/** @public */
export function deployment(
  namespace: string,
  name: string,
  options: WorkloadOptions = {},
): KubeObject {
  const {
    desired = 1,
    ready = desired,
    since = '2021-04-12T09:31:10Z',
  } = options;
  const available = desired === 0 || ready >= desired;
  return workload('Deployment', namespace, name, options, {
    spec: { replicas: desired },
    status: {
      observedGeneration: 1,
      // The server leaves out counters that are 0.
      ...(desired && { replicas: desired, updatedReplicas: desired }),
      ...(ready && { readyReplicas: ready, availableReplicas: ready }),
      ...(desired - ready > 0 && { unavailableReplicas: desired - ready }),
      conditions: [
        {
          type: 'Available',
          status: available ? 'True' : 'False',
          reason: available
            ? 'MinimumReplicasAvailable'
            : 'MinimumReplicasUnavailable',
          message: `Deployment ${
            available ? 'has' : 'does not have'
          } minimum availability.`,
          lastTransitionTime: since,
          lastUpdateTime: since,
        },
        {
          type: 'Progressing',
          status: 'True',
          reason: available ? 'NewReplicaSetAvailable' : 'ReplicaSetUpdated',
          message: `ReplicaSet "${name}-5d8f7c9b6d" ${
            available ? 'has successfully progressed.' : 'is progressing.'
          }`,
          lastTransitionTime: since,
          lastUpdateTime: since,
        },
        ...(options.refused
          ? [
              {
                type: 'ReplicaFailure',
                status: 'True',
                reason: 'FailedCreate',
                message: options.refused,
                lastTransitionTime: since,
                lastUpdateTime: since,
              },
            ]
          : []),
      ],
    },
  });
}

/** @public `desired` is the number of nodes it wants a pod on; it may be 0. */
export function daemonSet(
  namespace: string,
  name: string,
  options: WorkloadOptions = {},
): KubeObject {
  const { desired = 1, ready = desired } = options;
  return workload('DaemonSet', namespace, name, options, {
    spec: {
      updateStrategy: {
        type: 'RollingUpdate',
        rollingUpdate: { maxUnavailable: 1 },
      },
    },
    status: {
      observedGeneration: 1,
      currentNumberScheduled: desired,
      desiredNumberScheduled: desired,
      numberMisscheduled: 0,
      numberReady: ready,
      ...(desired && { updatedNumberScheduled: desired }),
      ...(ready && { numberAvailable: ready }),
      ...(desired - ready > 0 && { numberUnavailable: desired - ready }),
    },
  });
}

/** @public */
export function statefulSet(
  namespace: string,
  name: string,
  options: WorkloadOptions = {},
): KubeObject {
  const { desired = 1, ready = desired } = options;
  return workload('StatefulSet', namespace, name, options, {
    spec: {
      replicas: desired,
      serviceName: name,
      podManagementPolicy: 'OrderedReady',
    },
    status: {
      observedGeneration: 1,
      replicas: desired,
      ...(desired && { currentReplicas: desired, updatedReplicas: desired }),
      ...(ready && { readyReplicas: ready }),
      collisionCount: 0,
      currentRevision: `${name}-6f9d8b7c5d`,
      updateRevision: `${name}-6f9d8b7c5d`,
    },
  });
}

function workload(
  kind: string,
  namespace: string,
  name: string,
  options: WorkloadOptions,
  parts: { spec: object; status: object },
): KubeObject {
  const podLabels = options.podLabels ?? { app: name };
  return object(
    'apps/v1',
    kind,
    {
      name,
      namespace,
      labels: options.labels ?? podLabels,
      annotations: options.annotations,
      generation: 1,
      ...(options.created && { creationTimestamp: options.created }),
      ...(options.owners && { ownerReferences: options.owners }),
    },
    {
      spec: {
        ...parts.spec,
        selector: { matchLabels: podLabels },
        template: {
          metadata: { labels: podLabels },
          spec: podSpec(name, options),
        },
      },
      status: parts.status,
    },
  );
}

/** A Deployment of one pod with its counters as a controller writes them when that pod is gone: what was there is told to be 0. */
export function withoutReplicas(deployed: KubeObject): KubeObject {
  return {
    ...deployed,
    status: {
      observedGeneration: 1,
      replicas: 1,
      updatedReplicas: 1,
      unavailableReplicas: 1,
      readyReplicas: 0,
      availableReplicas: 0,
    },
  };
}

function podSpec(name: string, options: WorkloadOptions): object {
  const containers = options.containers ?? [
    { name, image: options.image ?? `registry.example.com/${name}:1.0` },
  ];
  return {
    ...(options.initContainers && {
      initContainers: options.initContainers.map(container),
    }),
    containers: containers.map(container),
    ...(options.nodeSelector && { nodeSelector: options.nodeSelector }),
    ...(options.tolerations && { tolerations: options.tolerations }),
    restartPolicy: 'Always',
    dnsPolicy: 'ClusterFirst',
    schedulerName: 'default-scheduler',
    terminationGracePeriodSeconds: 30,
  };
}

/** @internal */
export function container(options: ContainerOptions): object {
  const { name, image, args, env, requests, limits, hostPorts } = options;
  return {
    name,
    image,
    ...(args && { args }),
    ...(env && {
      env: Object.entries(env).map(([key, value]) => ({ name: key, value })),
    }),
    ...(hostPorts && {
      ports: hostPorts.map(port => ({
        containerPort: port,
        hostPort: port,
        protocol: 'TCP',
      })),
    }),
    resources: {
      ...(limits && { limits }),
      ...(requests && { requests }),
    },
    imagePullPolicy: 'IfNotPresent',
    terminationMessagePath: '/dev/termination-log',
    terminationMessagePolicy: 'File',
  };
}
