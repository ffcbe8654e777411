import { conditionOf, projectConditions } from './conditions';
import { namespacedObject, ownersOf } from './object';
import {
  array,
  counter,
  fieldsAt,
  record,
  text,
  type Fields,
} from './untrusted';
import { workloadName } from './workloads';

/** What is kept of a pod that is looked at because something waits for it. */
export interface PodFact {
  readonly namespace: string;
  readonly name: string;
  readonly node?: string;
  /** The workload that made it, as it is named: a Deployment makes pods by ReplicaSets, which are named after it. */
  readonly maker?: string;
  readonly phase: string;
  readonly ready: boolean;
  /** Over all containers, init containers included. */
  readonly restarts: number;
  /** The first container that does not run, and why. */
  readonly waiting?: PodWaiting;
  /** Why the scheduler cannot place it. */
  readonly unschedulable?: string;
  readonly createdAt?: string;
  /** Names of the claims that it mounts. */
  readonly claims: readonly string[];
}

/** A container that keeps its pod from being ready. */
interface PodWaiting {
  readonly container: string;
  readonly image?: string;
  /** E.g. `CrashLoopBackOff`, `ImagePullBackOff`, `Error`. */
  readonly reason: string;
  readonly message?: string;
  /** Of its last end. */
  readonly exitCode?: number;
}

/** What is kept of a pod. Environment variables, commands and volumes are not. */
export function projectPod(item: unknown): PodFact | undefined {
  const pod = namespacedObject(item);
  if (!pod) {
    return undefined;
  }
  const { namespace, name, spec, status, createdAt } = pod;
  const conditions = projectConditions(status.conditions);
  const containers = [
    ...array(status.initContainerStatuses),
    ...array(status.containerStatuses),
  ].map(container => fieldsAt(container));
  const scheduled = conditionOf(conditions, 'PodScheduled');
  return {
    namespace,
    name,
    createdAt,
    phase: text(status.phase) ?? 'Unknown',
    ready: conditionOf(conditions, 'Ready')?.status === 'True',
    restarts: containers.reduce(
      (sum, { restartCount }) => sum + counter(restartCount),
      0,
    ),
    claims: array(spec.volumes).flatMap(
      volume => text(fieldsAt(volume, 'persistentVolumeClaim').claimName) ?? [],
    ),
    node: text(spec.nodeName),
    maker: makerOf(pod),
    waiting: containers.flatMap(waitingContainer)[0],
    unschedulable:
      scheduled?.status === 'False'
        ? scheduled.message ?? scheduled.reason
        : undefined,
  };
}

function makerOf({
  namespace,
  metadata,
}: Pick<PodFact, 'namespace'> & { metadata: Fields }): string | undefined {
  const [owner] = ownersOf(metadata);
  const { kind, name = '' } = owner ?? {};
  const maker =
    kind === 'ReplicaSet'
      ? { kind: 'Deployment', name: name.slice(0, name.lastIndexOf('-')) }
      : owner;
  return maker && workloadName({ ...maker, namespace });
}

/** Why a pod is not ready, in one clause; undefined for a ready one. */
export function podTrouble(pod: PodFact): string | undefined {
  const { waiting } = pod;
  if (pod.ready) {
    return undefined;
  }
  if (pod.unschedulable) {
    return `it cannot be placed: ${pod.unschedulable}`;
  }
  if (!waiting) {
    return `its phase is ${pod.phase} and it is not ready`;
  }
  const { container, reason, image, exitCode, message } = waiting;
  return [
    `container ${container} is in ${reason}`,
    image && /image/i.test(reason) ? ` (${image})` : '',
    exitCode === undefined ? '' : `, last exit code ${exitCode}`,
    message ? `: ${message}` : '',
  ].join('');
}

/** Reasons with which a pod that is merely starting waits: they say nothing. */
const STARTING = new Set(['PodInitializing', 'ContainerCreating']);

function waitingContainer(container: Fields): PodWaiting[] {
  const waiting = fieldsAt(container, 'state', 'waiting');
  const ended = record(fieldsAt(container, 'state').terminated);
  const failed = ended?.exitCode === 0 ? undefined : ended;
  const reason =
    text(waiting.reason) ?? (failed && (text(failed.reason) ?? 'Error'));
  if (!reason || STARTING.has(reason)) {
    return [];
  }
  const last = fieldsAt(container, 'lastState', 'terminated');
  const exitCode = failed?.exitCode ?? last.exitCode;
  return [
    {
      container: text(container.name) ?? '',
      reason,
      image: text(container.image),
      message: text(waiting.message) ?? text(failed?.message),
      exitCode: typeof exitCode === 'number' ? exitCode : undefined,
    },
  ];
}
