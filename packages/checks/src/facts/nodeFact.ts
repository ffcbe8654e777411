import type { Condition } from '@runai-portal/backstage-plugin-runai-common';
import { memoize } from '../memoize';
import { controlPlaneTable, passingTaint } from '../profiles/tables';
import { conditionOf } from './conditions';

/** A taint, without the time at which it was added. */
export interface NodeTaint {
  readonly key: string;
  readonly value?: string;
  readonly effect: string;
}

/** What is kept of `status.nodeInfo`. */
export const NODE_INFO = [
  'kubeletVersion',
  'osImage',
  'kernelVersion',
  'architecture',
  'operatingSystem',
  'containerRuntimeVersion',
] as const;

/** A field that a node does not tell is absent. */
export type NodeInfo = Readonly<
  Partial<Record<(typeof NODE_INFO)[number], string>>
>;

/** Resource quantities as written, e.g. `{cpu: '3920m', memory: '7862128Ki'}`. */
export type Quantities = Readonly<Record<string, string>>;

/** In place of the capacity of a node that does not tell it; always the same object, since what is known of one is remembered. */
export const NO_QUANTITIES: Quantities = {};

/**
 * What is kept of a Node: small, serialisable, and the same whether the node is whole or damaged.
 *
 * @remarks Equal parts of several nodes are one shared object (see {@link Interner}), hence readonly throughout. What a node
 * does not tell, or tells in a form that Kubernetes does not allow, is absent: never an empty or a zero in its place.
 */
export interface NodeFact {
  readonly name: string;
  /** Those that checks, profiles and pages look at, and those that a selector of the settings names. */
  readonly labels: Readonly<Record<string, string>>;
  /** From `node-role.kubernetes.io/<role>` and `kubernetes.io/role`, sorted. */
  readonly roles: readonly string[];
  readonly taints: readonly NodeTaint[];
  /** Cordoned. */
  readonly unschedulable: boolean;
  readonly conditions: readonly Readonly<Condition>[];
  readonly capacity?: Quantities;
  readonly allocatable?: Quantities;
  readonly nodeInfo?: NodeInfo;
  readonly providerID?: string;
  /** Those that tell a distribution or a maintenance. */
  readonly annotations: Readonly<Record<string, string>>;
  readonly createdAt?: string;
}

/** What the node says of its readiness: `Unknown` also where it says nothing. */
export function nodeReady(node: NodeFact): 'True' | 'False' | 'Unknown' {
  const status = conditionOf(node.conditions, 'Ready')?.status;
  return status === 'True' || status === 'False' ? status : 'Unknown';
}

const PRESSURES = [
  'MemoryPressure',
  'DiskPressure',
  'PIDPressure',
  'NetworkUnavailable',
];

/** The conditions that hold and are bad news. */
export function pressuresOf({ conditions }: Pick<NodeFact, 'conditions'>) {
  return conditions.filter(
    ({ type, status }) => status === 'True' && PRESSURES.includes(type),
  );
}

/** In lower case, as virtual kubelets do not write it; `linux` where the node does not tell: the label came with Kubernetes 1.14. */
export function operatingSystem({
  nodeInfo,
  labels,
}: Pick<NodeFact, 'nodeInfo' | 'labels'>): string {
  const written = nodeInfo?.operatingSystem || labels['kubernetes.io/os'];
  return written?.toLowerCase() ?? 'linux';
}

/** Undefined where the node does not tell: its kubelet has never reported. */
export function architectureOf({
  nodeInfo,
  labels,
}: Pick<NodeFact, 'nodeInfo' | 'labels'>) {
  return nodeInfo?.architecture ?? labels['kubernetes.io/arch'];
}

const roleBy = memoize((labels: NodeFact['labels']) =>
  controlPlaneTable().find(({ label, values }) => {
    const value = Object.hasOwn(labels, label) ? labels[label] : undefined;
    return (
      value !== undefined &&
      (values ? values.includes(value) : value !== 'false')
    );
  }),
);

/** What part of the control plane runs on a node, by its labels; undefined for a worker. */
export function controlPlaneRole({ labels }: Pick<NodeFact, 'labels'>) {
  return roleBy(labels);
}

/** Belongs to the control plane, etcd included. */
export function isControlPlane(node: NodeFact): boolean {
  return controlPlaneRole(node) !== undefined;
}

/** A taint that somebody set to keep ordinary pods away for good: it stays when the node recovers, is uncordoned or is prepared. */
export function repelsPods(taint: NodeTaint): boolean {
  return keepsPodsAway(taint) && passingTaint(taint.key) === undefined;
}

/** A taint by which no ordinary pod is placed, for good or for a while. */
export function keepsPodsAway({ effect }: { effect?: unknown }): boolean {
  return effect === 'NoSchedule' || effect === 'NoExecute';
}

/** Belongs to the control plane and is tainted, so that pods of users stay away. */
export function isGuardedControlPlane(node: NodeFact): boolean {
  return isControlPlane(node) && node.taints.some(repelsPods);
}
