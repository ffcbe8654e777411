import { compareDriverVersions, parseDriverVersion } from '@runai-portal/kube';
import { conditionOf } from '../../facts/conditions';
import type {
  GpuOperatorFact,
  GpuOperatorObject,
} from '../../facts/gpuOperator';
import { nodeReady } from '../../facts/nodeFact';
import type { WorkloadFact } from '../../facts/workloads';
import { offersNone, type GpuNodes } from '../../observations/gpuNodes';
import { selects, type GpuStack } from '../../observations/gpuStack';
import type { Profile } from '../../profiles';
import type { ClusterSettings } from '../../settings';

/** What an operator is judged by: its own word, its operands, and the nodes that they serve. */
export interface OperatorSources {
  readonly stack: GpuStack;
  readonly objects: GpuOperatorFact;
  readonly gpus: GpuNodes;
  readonly profile: Profile;
  readonly settings: Pick<ClusterSettings, 'uses'>;
  readonly now: Date;
}

/** What stands in the way of the operator, seen together: its word alone proves nothing. */
export function operatorState(sources: OperatorSources) {
  const { stack, objects, gpus, profile, settings, now } = sources;
  const asked = askedVersions(profile.gpu.operator, settings);
  const { graceMinutes } = profile.gpu.operator;
  const inForce = [...objects.clusterPolicies, ...objects.gpuClusters];
  const object = inForce.at(0);
  const word = object && wordOf(object);
  const operands = stack.operands.filter(({ kind }) => kind === 'DaemonSet');
  const installsDriver = (workload: WorkloadFact) =>
    Number(stack.drivers.includes(workload));
  const unready = operands
    .filter(isShort)
    // The others wait for the driver.
    .sort((a, b) => installsDriver(b) - installsDriver(a));
  const nodes = gpus.forContainers;
  const silent = nodes.filter(gpu => offersNone(gpu, gpus, stack.dra));
  const down = nodes.filter(({ node }) => nodeReady(node) !== 'True');
  const drivers = objects.nvidiaDrivers.filter(one => wordOf(one).notReady);
  const minutesSince = (times: readonly (string | undefined)[]) =>
    minutes(newest(times), now);
  const isRecent = (age: number | undefined) =>
    age !== undefined && age < graceMinutes;
  const changed = minutesSince([
    object?.createdAt,
    ...[object, ...drivers].flatMap(
      one => one?.conditions?.map(each => each.lastTransitionTime) ?? [],
    ),
  ]);
  return {
    object,
    word,
    /** Those that are passed over: a second ClusterPolicy never gets a status. */
    ignored: inForce.slice(1),
    operands,
    wanting: operands.filter(({ desired }) => desired > 0),
    unready,
    /** Operands of which not one pod is ready. */
    none: unready.filter(({ ready }) => ready === 0),
    /** Every pod that is missing may be missing since its node is down. */
    waitsForNodes:
      unready.length > 0 &&
      unready.every(
        workload =>
          workload.desired - workload.ready <=
          down.filter(({ node }) => selects(workload, node.labels)).length,
      ),
    drivers,
    runs: (stack.operator?.ready ?? 0) > 0,
    nodes,
    /** GPU nodes that offer no GPU to pods. */
    silent,
    /** Minutes since the object was made or a condition turned; undefined where nothing tells it. */
    changed,
    isFresh: isRecent(changed),
    /** The object is fresh, or each of those nodes has just joined. */
    isSettling:
      isRecent(changed) ||
      silent.every(({ node }) => isRecent(minutesSince([node.createdAt]))),
    version: stack.operator?.version,
    asked,
    range: rangeOf(stack.operator?.version, asked),
    byGpuCluster: objects.clusterPolicies.length === 0,
  };
}

/** Reasons with which the operator calls itself ready and has done nothing. */
const IDLE = ['NoGPUNodes', 'NFDLabelsMissing'] as const;

/** What the operator says in an object of its own. Its message is that of Error: that of Ready is empty where it is False. */
function wordOf({ state, conditions = [] }: GpuOperatorObject) {
  const ready = conditionOf(conditions, 'Ready');
  const error = conditionOf(conditions, 'Error');
  const failed = error?.status === 'True' ? error : undefined;
  const reason = failed?.reason ?? ready?.reason;
  return {
    state,
    reason,
    message: failed?.message ?? ready?.message,
    /** It has nothing to do, by its own word. */
    idle: IDLE.find(known => known === reason),
    notReady:
      state === 'notReady' ||
      (state !== 'ignored' &&
        state !== 'disabled' &&
        (failed !== undefined || ready?.status === 'False')),
  };
}

function isShort({ ready, desired }: WorkloadFact): boolean {
  return ready < desired;
}

function newest(times: readonly (string | undefined)[]): number {
  return Math.max(
    ...times.map(time => Date.parse(time ?? '')).filter(Number.isFinite),
  );
}

/** Whole minutes; undefined for a time that is none. What a clock ahead of ours wrote is of now. */
function minutes(time: number, now: Date): number | undefined {
  return Number.isFinite(time)
    ? Math.max(0, Math.floor((now.getTime() - time) / 60_000))
    : undefined;
}

type Operator = Profile['gpu']['operator'];

/** The range of the profile, with the minimum of what the cluster is used for. */
function askedVersions(
  operator: Operator,
  { uses: used = [] }: Pick<ClusterSettings, 'uses'>,
) {
  const rule = operator.rules?.find(
    ({ uses }) => uses === undefined || used.includes(uses),
  );
  return rule
    ? { ...operator, minimum: rule.minimum, reason: rule.title }
    : { ...operator, reason: undefined };
}

/** How a version of the operator stands to what the profile asks for. */
function rangeOf(
  version: string | undefined,
  { minimum, maxTested, excluded = [], anyVersion }: Profile['gpu']['operator'],
) {
  if (!minimum && !maxTested && excluded.length === 0) {
    return anyVersion ? 'Any' : 'NotKnown';
  }
  const own = parseDriverVersion(version ?? '');
  if (!own) {
    return 'Unreadable';
  }
  // A bound of two numbers stands for all patches of them.
  const standing = (bound: string) => {
    const { length } = bound.split('.');
    const segments = own.segments.slice(0, length);
    return compareDriverVersions({ ...own, segments }, bound);
  };
  if (minimum && standing(minimum) < 0) {
    return 'TooOld';
  }
  if (excluded.some(each => standing(each) === 0)) {
    return 'Excluded';
  }
  return maxTested && standing(maxTested) > 0 ? 'AboveTested' : 'Inside';
}
