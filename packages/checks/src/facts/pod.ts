import { conditionOf, projectConditions } from './conditions';
import { namespacedObject, ownersOf } from './object';
import {
  counter,
  fieldsAt,
  fieldsIn,
  record,
  text,
  type Fields,
  type Kept,
} from './untrusted';
import { workloadName } from './workloads';

/** What is kept of a pod that is looked at because something waits for it. */
export type PodFact = Kept<typeof projectPod>;

/** What is kept of a pod. Environment variables, commands and volumes are not. */
export function projectPod(item: unknown) {
  const pod = namespacedObject(item);
  if (!pod) {
    return undefined;
  }
  const { namespace, name, spec, status, createdAt } = pod;
  const conditions = projectConditions(status.conditions);
  const containers = [
    ...fieldsIn(status.initContainerStatuses),
    ...fieldsIn(status.containerStatuses),
  ];
  const scheduled = conditionOf(conditions, 'PodScheduled');
  return {
    namespace,
    name,
    createdAt,
    phase: text(status.phase) ?? 'Unknown',
    ready: conditionOf(conditions, 'Ready')?.status === 'True',
    /** Over all containers, init containers included. */
    restarts: containers.reduce(
      (sum, { restartCount }) => sum + counter(restartCount),
      0,
    ),
    node: text(spec.nodeName),
    maker: makerOf(namespace, pod.metadata),
    /** The first container that does not run, and why. */
    waiting: containers.flatMap(waitingContainer).at(0),
    /** Why the scheduler cannot place it. */
    unschedulable:
      scheduled?.status === 'False'
        ? scheduled.message ?? scheduled.reason
        : undefined,
  };
}

/** The workload that made a pod, as it is named: a Deployment makes pods by ReplicaSets, which are named after it. */
function makerOf(namespace: string, metadata: Fields): string | undefined {
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

/** Why a container keeps its pod from being ready; nothing where it does not. */
function waitingContainer(container: Fields) {
  const { waiting, terminated } = fieldsAt(container.state);
  const { reason: waitsFor, message } = fieldsAt(waiting);
  const ended = record(terminated);
  const failed = ended?.exitCode === 0 ? undefined : ended;
  /** E.g. `CrashLoopBackOff`, `ImagePullBackOff`, `Error`. */
  const reason = text(waitsFor) ?? (failed && (text(failed.reason) ?? 'Error'));
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
      message: text(message) ?? text(failed?.message),
      /** Of its last end. */
      exitCode: typeof exitCode === 'number' ? exitCode : undefined,
    },
  ];
}
