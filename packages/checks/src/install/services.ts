import type {
  InstallState,
  RunaiService,
} from '@runai-portal/backstage-plugin-runai-common';
import { firstOf } from '../engine/findings';
import type { NodeFact } from '../facts/nodeFact';
import { podTrouble, type PodFact } from '../facts/pod';
import { isReady, workloadName, type WorkloadFact } from '../facts/workloads';
import type { InstallSignals } from './table';

/** A workload of Run:ai: how it is, and as it is shown, with what keeps it from being ready. */
export interface Service {
  /** As the signals of the installation call it; `stopped`: it wants no pod. */
  readonly state: Exclude<InstallSignals['workloads'], 'none' | 'unknown'>;
  readonly shown: RunaiService;
}

/** What a service is judged by, besides its workload. */
interface ServiceContext {
  /** Pods that are not ready; none where they could not be read. */
  readonly pods: readonly PodFact[];
  /** Those whose GPUs containers are to use; none where nodes could not be read. */
  readonly gpuNodes: readonly NodeFact[];
  readonly now: Date;
  /** The state that was last told of the component, where somebody remembers it: what is not ready now was lost then. */
  readonly previous?: InstallState;
}

/** After that long a service that is not ready is not merely starting: the vendor's scripts wait 20 to 25 minutes. */
const START_GRACE_MS = 30 * 60_000;

/** Kubernetes' own default of a Deployment's progress deadline: so long a pod that was made anew may take. */
const MOVE_GRACE_MS = 10 * 60_000;

/**
 * Labels by which GPU nodes are told. A DaemonSet that asks for another one is for some nodes alone, or was kept off all of them on
 * purpose: Run:ai's documents of 2021 do that by `non-existing=true`.
 */
const TELLS_OF_GPUS =
  /^(nvidia\.com|feature\.node\.kubernetes\.io|node-role\.kubernetes\.io|kubernetes\.io)\//;

/** Reads one service. */
export function readService(
  workload: WorkloadFact,
  context: ServiceContext,
): Service {
  const { kind, namespace, name, ready, desired, nodeSelector } = workload;
  const service = (state: Service['state'], more?: Partial<RunaiService>) => ({
    state,
    shown: { kind, namespace, name, ready, desired, ...more },
  });
  if (desired > 0) {
    const pods = context.pods.filter(
      ({ maker }) => maker === workloadName(workload),
    );
    const message = troubleOf(workload, pods);
    return service(stateOf(workload, { ...context, pods }), { message });
  }
  if (kind !== 'DaemonSet') {
    return service('stopped');
  }
  if (!workload.observed) {
    const message = 'its controller has not looked at it yet';
    return service('starting', { message });
  }
  // Without GPU nodes it is as it should be, beside them it is a fault. Nodes that have just joined are not labelled yet.
  const count = context.gpuNodes.filter(({ createdAt }) =>
    olderThan(MOVE_GRACE_MS, createdAt, context),
  ).length;
  const labels = Object.entries(nodeSelector);
  if (count === 0 || !labels.every(([key]) => TELLS_OF_GPUS.test(key))) {
    return service('stopped', { message: 'no GPU node selected' });
  }
  const nodes = count === 1 ? 'GPU node' : 'GPU nodes';
  const selector = labels.map(([key, value]) => `${key}=${value}`).join(',');
  const by = selector && `, by ${selector}`;
  return service(wasReady(workload, context) ? 'lost' : 'starting', {
    desired: count,
    message: `it selects none of ${count} ${nodes}${by}`,
  });
}

/** The waiting services in a clause, the first three by name. */
export function waitingClause(services: readonly Service[]): string {
  const waiting = services.filter(
    ({ state, shown }) => shown.ready < shown.desired || state === 'starting',
  );
  const clauses = waiting.map(({ shown }) => {
    const { name, ready, desired, message } = shown;
    const counts = `${name} has ${ready} of ${desired} ready`;
    return message ? `${counts} (${message})` : counts;
  });
  const more = clauses.splice(3).length;
  return [...clauses, ...(more > 0 ? [`and ${more} more`] : [])].join('; ');
}

/** Tells a service that starts, is replaced or moves from one that is lost. */
function stateOf(
  workload: WorkloadFact,
  context: ServiceContext,
): Service['state'] {
  const { rollout, revision = 0 } = workload;
  return firstOf(
    [rollout === 'stuck', 'stuck'],
    [rollout === 'underway' && revision > 1, 'updating'],
    [isReady(workload), 'ready'],
    [!wasReady(workload, context), 'starting'],
    [haveMoved(context), 'moving'],
    'lost',
  );
}

function wasReady(
  { completedOnce, createdAt }: WorkloadFact,
  context: ServiceContext,
): boolean {
  return (
    completedOnce === true ||
    ['installed', 'upgrading', 'degraded'].includes(context.previous ?? '') ||
    olderThan(START_GRACE_MS, createdAt, context)
  );
}

/** Each pod that is not ready is young and none of its containers failed: a node was drained, a pod evicted or deleted. */
function haveMoved(context: ServiceContext): boolean {
  const { pods } = context;
  return (
    pods.length > 0 &&
    pods.every(
      ({ createdAt, waiting }) =>
        createdAt !== undefined &&
        waiting === undefined &&
        !olderThan(MOVE_GRACE_MS, createdAt, context),
    )
  );
}

function olderThan(
  milliseconds: number,
  time: string | undefined,
  { now }: ServiceContext,
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
