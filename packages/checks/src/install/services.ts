import type {
  InstallState,
  RunaiService,
} from '@runai-portal/backstage-plugin-runai-common';
import { podTrouble, type PodFact } from '../facts/pod';
import { isReady, type WorkloadFact } from '../facts/workload';

/** A workload of Run:ai: how it is, and as it is shown, with what keeps it from being ready. */
export interface Service {
  /** As the signals of the installation call it; `stopped`: it wants no pod. */
  readonly state:
    | 'stopped'
    | 'starting'
    | 'updating'
    | 'stuck'
    | 'moving'
    | 'ready'
    | 'lost';
  readonly shown: RunaiService;
}

/** What a service is judged by, besides its workload. */
export interface ServiceContext {
  /** Pods that are not ready; none where they could not be read. */
  readonly pods: readonly PodFact[];
  readonly now: Date;
  /** The state that was last told of the component, where somebody remembers it: what is not ready now was lost then. */
  readonly previous?: InstallState;
}

/** After that long a service that is not ready is not merely starting: the vendor's scripts wait 20 to 25 minutes. */
const START_GRACE_MS = 30 * 60_000;

/** Kubernetes' own default of a Deployment's progress deadline: so long a pod that was made anew may take. */
const MOVE_GRACE_MS = 10 * 60_000;

/** Reads one service. */
export function readService(
  workload: WorkloadFact,
  context: ServiceContext,
): Service {
  const { kind, namespace, name, ready, desired, observed } = workload;
  const shown = { kind, namespace, name, ready, desired };
  if (desired > 0) {
    const pods = context.pods.filter(pod => belongsTo(pod, workload));
    return {
      state: stateOf(workload, { ...context, pods }),
      shown: { ...shown, message: troubleOf(workload, pods) },
    };
  }
  if (kind !== 'DaemonSet') {
    return { state: 'stopped', shown };
  }
  return observed
    ? { state: 'stopped', shown: { ...shown, message: 'no GPU node selected' } }
    : {
        state: 'starting',
        shown: { ...shown, message: 'its controller has not looked at it yet' },
      };
}

/** The waiting services in a clause, the first three by name. */
export function waitingClause(services: readonly Service[]): string {
  const waiting = services.filter(
    ({ state, shown }) => shown.ready < shown.desired || state === 'starting',
  );
  const clauses = waiting
    .slice(0, 3)
    .map(
      ({ shown: { name, ready, desired, message } }) =>
        `${name} has ${ready} of ${desired} ready${
          message ? ` (${message})` : ''
        }`,
    );
  if (waiting.length > clauses.length) {
    clauses.push(`and ${waiting.length - clauses.length} more`);
  }
  return clauses.join('; ');
}

/** Tells a service that starts, is replaced or moves from one that is lost. */
function stateOf(
  workload: WorkloadFact,
  context: ServiceContext,
): Service['state'] {
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
  return haveMoved(context) ? 'moving' : 'lost';
}

function wasReady(
  { completedOnce, createdAt }: WorkloadFact,
  { now, previous = 'unknown' }: ServiceContext,
): boolean {
  return (
    completedOnce === true ||
    ['installed', 'upgrading', 'degraded'].includes(previous) ||
    olderThan(START_GRACE_MS, createdAt, now)
  );
}

/** Each pod that is not ready is young and none of its containers failed: a node was drained, a pod evicted or deleted. */
function haveMoved({ pods, now }: ServiceContext): boolean {
  return (
    pods.length > 0 &&
    pods.every(
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

function troubleOf(
  workload: WorkloadFact,
  [pod]: readonly PodFact[],
): string | undefined {
  if (isReady(workload)) {
    return undefined;
  }
  return pod ? `pod ${pod.name}: ${podTrouble(pod)}` : workload.trouble;
}

/** Whether a workload made the pod: a Deployment does so by ReplicaSets, which are named after it. */
function belongsTo(
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
