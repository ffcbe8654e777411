import type { InstallState } from '@runai-portal/backstage-plugin-runai-common';
import type { PodFact } from '../facts/pod';
import { isReady, type WorkloadFact } from '../facts/workload';

/** How one service of Run:ai is, as the signals of the installation call it; `idle`: it wants no pod. */
export type ServiceState =
  | 'idle'
  | 'starting'
  | 'updating'
  | 'stuck'
  | 'moving'
  | 'ready'
  | 'lost';

/** What the state of a service is told by, besides its workload. */
export interface ServiceContext {
  /** Pods that are not ready; undefined where they could not be read. */
  pods: readonly PodFact[] | undefined;
  now: Date;
  /** The state that was last told of the component, where somebody remembers it. */
  previous?: InstallState;
}

/** After that long a service that is not ready is not merely starting: the vendor's scripts wait 20 to 25 minutes. */
const START_GRACE_MS = 30 * 60_000;

/** Kubernetes' own default of a Deployment's progress deadline: so long a pod that was made anew may take. */
const MOVE_GRACE_MS = 10 * 60_000;

/** Tells a service that starts, is replaced or moves from one that is lost. */
export function serviceState(
  workload: WorkloadFact,
  context: ServiceContext,
): ServiceState {
  if (workload.desired === 0) {
    return isWaiting(workload) ? 'starting' : 'idle';
  }
  if (workload.rollout === 'stuck') {
    return 'stuck';
  }
  if (workload.rollout === 'underway' && (workload.revision ?? 0) > 1) {
    return 'updating';
  }
  if (isReady(workload)) {
    return 'ready';
  }
  if (!wasReady(workload, context)) {
    return 'starting';
  }
  return hasMoved(workload, context) ? 'moving' : 'lost';
}

/** Wants pods that are not ready, or was not looked at by its controller yet. A DaemonSet that wants none waits for nothing. */
export function isWaiting(workload: WorkloadFact): boolean {
  return workload.desired > 0
    ? !isReady(workload)
    : workload.kind === 'DaemonSet' && !workload.observed;
}

/** Whether a workload made the pod: a Deployment does so by ReplicaSets, which are named after it. */
export function belongsTo(
  { owner, namespace }: PodFact,
  workload: WorkloadFact,
): boolean {
  if (!owner || namespace !== workload.namespace) {
    return false;
  }
  return owner.kind === 'ReplicaSet'
    ? workload.kind === 'Deployment' &&
        owner.name.slice(0, owner.name.lastIndexOf('-')) === workload.name
    : owner.kind === workload.kind && owner.name === workload.name;
}

function wasReady(
  { completedOnce, createdAt }: WorkloadFact,
  { now, previous }: ServiceContext,
): boolean {
  return (
    completedOnce === true ||
    (previous !== undefined &&
      ['installed', 'upgrading', 'degraded'].includes(previous)) ||
    olderThan(START_GRACE_MS, createdAt, now)
  );
}

/** Each pod that is not ready is young and none of its containers failed: a node was drained, a pod evicted or deleted. */
function hasMoved(
  workload: WorkloadFact,
  { pods = [], now }: ServiceContext,
): boolean {
  const own = pods.filter(pod => belongsTo(pod, workload));
  return (
    own.length > 0 &&
    own.every(
      ({ createdAt, waiting }) =>
        createdAt !== undefined &&
        waiting === undefined &&
        !olderThan(MOVE_GRACE_MS, createdAt, now),
    )
  );
}

function olderThan(
  milliseconds: number,
  time: string | undefined,
  now: Date,
): boolean {
  return now.getTime() - Date.parse(time ?? '') > milliseconds;
}
