import { conditionOf, projectConditions } from './conditions';
import { array, counter, optional, record, text } from './untrusted';

/** What is kept of a pod that is looked at because something waits for it. */
export interface PodFact {
  readonly namespace: string;
  readonly name: string;
  readonly node?: string;
  /** The controller that made it, e.g. `DaemonSet` `nvidia-driver-daemonset`. */
  readonly owner?: { readonly kind: string; readonly name: string };
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
export interface PodWaiting {
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
  const metadata = record(record(item)?.metadata);
  const spec = record(record(item)?.spec);
  const status = record(record(item)?.status);
  const name = text(metadata?.name);
  const namespace = text(metadata?.namespace);
  if (!name || !namespace) {
    return undefined;
  }
  const conditions = projectConditions(status?.conditions);
  const containers = [
    ...array(status?.initContainerStatuses),
    ...array(status?.containerStatuses),
  ];
  const scheduled = conditionOf(conditions, 'PodScheduled');
  return {
    namespace,
    name,
    phase: text(status?.phase) ?? 'Unknown',
    ready: conditionOf(conditions, 'Ready')?.status === 'True',
    restarts: containers.reduce<number>(
      (sum, container) => sum + counter(record(container)?.restartCount),
      0,
    ),
    claims: array(spec?.volumes).flatMap(volume => {
      const claim = text(
        record(record(volume)?.persistentVolumeClaim)?.claimName,
      );
      return claim ? [claim] : [];
    }),
    ...optional('createdAt', text(metadata?.creationTimestamp)),
    ...optional('node', text(spec?.nodeName)),
    ...optional('owner', ownerOf(metadata)),
    ...optional(
      'waiting',
      containers.map(waitingContainer).find(waiting => waiting !== undefined),
    ),
    ...optional(
      'unschedulable',
      scheduled?.status === 'False'
        ? scheduled.message ?? scheduled.reason
        : undefined,
    ),
  };
}

/** Why a pod is not ready, in one clause; undefined for a ready one. */
export function podTrouble(pod: PodFact): string | undefined {
  if (pod.ready) {
    return undefined;
  }
  if (pod.unschedulable) {
    return `it cannot be placed: ${pod.unschedulable}`;
  }
  const { waiting } = pod;
  if (waiting) {
    const image =
      /image/i.test(waiting.reason) && waiting.image
        ? ` (${waiting.image})`
        : '';
    const exit =
      waiting.exitCode === undefined
        ? ''
        : `, last exit code ${waiting.exitCode}`;
    const message = waiting.message ? `: ${waiting.message}` : '';
    return `container ${waiting.container} is in ${waiting.reason}${image}${exit}${message}`;
  }
  return `its phase is ${pod.phase} and it is not ready`;
}

function ownerOf(
  metadata: Record<string, unknown> | undefined,
): PodFact['owner'] {
  const owners = array(metadata?.ownerReferences).map(record);
  const owner =
    owners.find(candidate => candidate?.controller === true) ?? owners[0];
  const kind = text(owner?.kind);
  const name = text(owner?.name);
  return kind && name ? { kind, name } : undefined;
}

/** Reasons with which a pod that is merely starting waits: they say nothing. */
const STARTING = new Set(['PodInitializing', 'ContainerCreating']);

function waitingContainer(value: unknown): PodWaiting | undefined {
  const container = record(value);
  const state = record(container?.state);
  const waiting = record(state?.waiting);
  const terminated = record(state?.terminated);
  const last = record(record(container?.lastState)?.terminated);
  const failed =
    terminated && terminated.exitCode !== 0 ? terminated : undefined;
  const reason =
    text(waiting?.reason) ?? (failed && (text(failed.reason) ?? 'Error'));
  if (!reason || STARTING.has(reason)) {
    return undefined;
  }
  const exitCode = failed?.exitCode ?? last?.exitCode;
  return {
    container: text(container?.name) ?? '',
    reason,
    ...optional('image', text(container?.image)),
    ...optional('message', text(waiting?.message) ?? text(failed?.message)),
    ...optional(
      'exitCode',
      typeof exitCode === 'number' ? exitCode : undefined,
    ),
  };
}
