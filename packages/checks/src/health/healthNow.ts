import type {
  Axis,
  ConnectionState,
  HealthState,
  InstallView,
} from '@runai-portal/backstage-plugin-runai-common';
import type { FactOutcome } from '../declarations';
import type { NodeFact } from '../facts/nodeFact';
import { isControlPlane, nodeReady } from '../facts/nodeFact';
import { offersNone, type GpuNodes } from '../observations/gpuNodes';
import type { RepelledNode } from '../observations/repelledNodes';
import { someNames } from '../words';

/** Health as it looks right now: hysteresis is applied by whoever keeps the time series. */
export interface HealthNow {
  state: HealthState;
  reason: string;
  message: string;
}

/** What health is told by. */
interface HealthInput {
  connection: Axis<ConnectionState>;
  nodes: FactOutcome<readonly NodeFact[]> | undefined;
  /** Undefined where they could not be read. */
  gpus: GpuNodes | undefined;
  /** GPUs are offered by Dynamic Resource Allocation; undefined where workloads could not be read. */
  dra: boolean | undefined;
  /** Nodes that are Ready and yet take no pods; undefined where nodes could not be read. */
  repelled: ReadonlyMap<string, RepelledNode> | undefined;
  /** The components of Run:ai, whose services may be rolled out or move. */
  install: Pick<InstallView, 'cluster' | 'backend'>;
}

/** Reasons of a component's state while its services come up inside their deadlines. */
const COMING_UP = new Set(['RollingOut', 'PodsMoving', 'ServicesStarting']);

const PRESSURES = new Set([
  'MemoryPressure',
  'DiskPressure',
  'PIDPressure',
  'NetworkUnavailable',
]);

/** Health right now, from the API, the nodes, and GPU nodes that offer no GPU. Pure; without hysteresis. */
export function healthNow(input: HealthInput): HealthNow {
  const { connection, nodes } = input;
  if (connection.state !== 'connected') {
    const { message = 'The cluster is not connected' } = connection;
    return { state: 'unknown', reason: 'NotConnected', message };
  }
  if (!nodes?.ok) {
    const { reason, message } = nodes ?? {
      reason: 'NotRun',
      message: 'Nobody asked',
    };
    return {
      state: 'unknown',
      reason,
      message:
        reason === 'Forbidden'
          ? message
          : `The nodes could not be read. ${message}`,
    };
  }
  return (
    outage(nodes.value) ??
    degradation(input, nodes.value) ??
    progress(input) ?? {
      state: 'healthy',
      reason: 'AllWell',
      message: `The API answers and all ${nodes.value.length} nodes are ready`,
    }
  );
}

function outage(nodes: readonly NodeFact[]): HealthNow | undefined {
  const workers = nodes.filter(node => !isControlPlane(node));
  const candidates = workers.length > 0 ? workers : nodes;
  if (candidates.length === 0) {
    const message = 'The cluster has no node';
    return { state: 'unavailable', reason: 'NoNodes', message };
  }
  const who = workers.length > 0 ? 'workers' : 'nodes';
  const message = `None of ${candidates.length} ${who} is ready`;
  return candidates.some(node => nodeReady(node) === 'True')
    ? undefined
    : { state: 'unavailable', reason: 'NoReadyNode', message };
}

/** A rollout that is inside its progress deadline is no trouble, and not yet well. */
function progress({
  install: { cluster, backend },
}: HealthInput): HealthNow | undefined {
  const component = [cluster, backend].find(({ reason }) =>
    COMING_UP.has(reason),
  );
  return (
    component && {
      state: 'progressing',
      reason: 'RolloutInProgress',
      message: component.message,
    }
  );
}

function degradation(
  { gpus, dra, repelled = new Map() }: HealthInput,
  nodes: readonly NodeFact[],
): HealthNow | undefined {
  // That a node is not ready says already why it offers none.
  const silent = (gpus?.nodes ?? [])
    .filter(({ node }) => nodeReady(node) === 'True')
    .filter(gpu => gpus && offersNone(gpu, gpus, dra));
  const troubles: [string, readonly NodeFact[], one: string, many: string][] = [
    [
      'NodeNotReady',
      nodes.filter(node => nodeReady(node) !== 'True'),
      'node is not ready',
      'nodes are not ready',
    ],
    [
      'GpuNodeOffersNoGpu',
      silent.map(({ node }) => node),
      'GPU node offers no GPU',
      'GPU nodes offer no GPU',
    ],
    [
      'NodePressure',
      nodes.filter(isUnderPressure),
      'node is under pressure',
      'nodes are under pressure',
    ],
    [
      'NodesTakeNoPods',
      [...repelled.values()].map(({ node }) => node),
      'node is kept from taking pods by a taint',
      'nodes are kept from taking pods by a taint',
    ],
  ];
  const found = troubles.filter(([, affected]) => affected.length > 0);
  const messages = found.map(([, affected, one, many]) => {
    const names = affected.map(({ name }) => name);
    const what = names.length === 1 ? one : many;
    return `${names.length} ${what}: ${someNames(names, 3)}`;
  });
  return found.length === 0
    ? undefined
    : { state: 'degraded', reason: found[0][0], message: messages.join('. ') };
}

function isUnderPressure({ conditions }: NodeFact): boolean {
  return conditions.some(
    ({ type, status }) => status === 'True' && PRESSURES.has(type),
  );
}
