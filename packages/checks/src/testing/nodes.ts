import type {
  Node,
  NodeCondition,
  NodeSystemInfo,
  Taint,
} from 'kubernetes-types/core/v1';
import type { NodeFact } from '../facts/nodeFact';
import { nodeProjector } from '../facts/nodes';

/** What a test says of a node; everything else is as on a healthy worker. */
export interface NodeOptions {
  labels?: Record<string, string>;
  annotations?: Record<string, string>;
  /** As `kubectl taint` writes them: `key=value:Effect` or `key:Effect`. */
  taints?: string[];
  unschedulable?: boolean;
  /** The Ready condition: `True` where absent. */
  ready?: 'True' | 'False' | 'Unknown';
  /** More conditions, or others in place of the usual ones of that type. */
  conditions?: NodeCondition[];
  capacity?: Record<string, string>;
  /** As the capacity where absent. */
  allocatable?: Record<string, string>;
  nodeInfo?: Partial<NodeSystemInfo>;
  providerID?: string;
  createdAt?: string;
}

/** Since when the conditions of a built node hold. */
export const NODE_SINCE = '2021-04-01T08:00:00Z';

/** A Node as an API server gives it: a ready amd64 worker of Kubernetes 1.20 unless said otherwise. */
export function nodeObject(name: string, options: NodeOptions = {}): Node {
  const capacity = {
    cpu: '8',
    memory: '32Gi',
    'ephemeral-storage': '200Gi',
    pods: '110',
    ...options.capacity,
  };
  const conditions = [
    ...usualConditions(options.ready ?? 'True'),
    ...(options.conditions ?? []),
  ];
  return {
    apiVersion: 'v1',
    kind: 'Node',
    metadata: {
      name,
      labels: {
        'kubernetes.io/arch': 'amd64',
        'kubernetes.io/os': 'linux',
        ...options.labels,
      },
      annotations: options.annotations,
      creationTimestamp: options.createdAt ?? NODE_SINCE,
    },
    spec: {
      taints: options.taints?.map(parseTaint),
      unschedulable: options.unschedulable,
      providerID: options.providerID,
    },
    status: {
      capacity,
      allocatable: { ...capacity, ...options.allocatable },
      conditions: [
        ...new Map(
          conditions.map(condition => [condition.type, condition]),
        ).values(),
      ],
      nodeInfo: {
        architecture: 'amd64',
        bootID: '',
        containerRuntimeVersion: 'containerd://1.4.4',
        kernelVersion: '5.4.0-72-generic',
        kubeProxyVersion: 'v1.20.2',
        kubeletVersion: 'v1.20.2',
        machineID: '',
        operatingSystem: 'linux',
        osImage: 'Ubuntu 20.04.2 LTS',
        systemUUID: '',
        ...options.nodeInfo,
      },
    },
  };
}

/** What the fact `nodes` keeps of such a node. */
export function nodeFact(name: string, options: NodeOptions = {}): NodeFact {
  return projected(
    nodeObject(name, options),
    Object.keys(options.labels ?? {}),
  );
}

/** What the fact `nodes` keeps of a control-plane node, tainted as kubeadm 1.20 taints it. */
export function controlPlaneFact(
  name: string,
  options: NodeOptions = {},
): NodeFact {
  return nodeFact(name, {
    taints: ['node-role.kubernetes.io/master:NoSchedule'],
    ...options,
    labels: {
      'node-role.kubernetes.io/master': '',
      'node-role.kubernetes.io/control-plane': '',
      ...options.labels,
    },
  });
}

/** The projection of a Node that a test wrote out itself. */
export function projected(node: Node, keepLabels: string[] = []): NodeFact {
  const fact = nodeProjector(new Set(keepLabels))(node);
  if (!fact) {
    throw new Error('The node has no name');
  }
  return fact;
}

function parseTaint(text: string): Taint {
  const [keyAndValue, effect] = text.split(':');
  const [key, value] = keyAndValue.split('=');
  return { key, value, effect };
}

function usualConditions(ready: string): NodeCondition[] {
  const pressure = ['MemoryPressure', 'DiskPressure', 'PIDPressure'].map(
    type => ({
      type,
      status: 'False',
      reason: `KubeletHasSufficient${type.replace('Pressure', '')}`,
      message: 'kubelet has sufficient resources available',
      lastTransitionTime: NODE_SINCE,
    }),
  );
  const notReady =
    ready === 'Unknown' ? 'NodeStatusUnknown' : 'KubeletNotReady';
  const message =
    ready === 'Unknown'
      ? 'Kubelet stopped posting node status.'
      : 'container runtime network not ready';
  return [
    ...pressure,
    {
      type: 'Ready',
      status: ready,
      reason: ready === 'True' ? 'KubeletReady' : notReady,
      message: ready === 'True' ? 'kubelet is posting ready status' : message,
      lastTransitionTime: NODE_SINCE,
    },
  ];
}
