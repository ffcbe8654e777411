import type {
  Axis,
  ConnectionState,
  InstallView,
} from '@runai-portal/backstage-plugin-runai-common';
import type { FactOutcome } from '../declarations';
import type { NodeFact } from '../facts/nodeFact';
import { isControlPlane, nodeReady } from '../facts/nodeFact';
import { offersNone, type GpuNodes } from '../observations/gpuNodes';
import type { RepelledNode } from '../observations/repelledNodes';
import type { HealthNow } from '../snapshot/ClusterSnapshot';
import { someNames } from '../words';

/** What health is told by. */
export interface HealthInput {
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
    return {
      state: 'unknown',
      reason: 'NotConnected',
      message: connection.message ?? 'The cluster is not connected',
    };
  }
  if (!nodes?.ok) {
    return {
      state: 'unknown',
      reason: nodes?.reason ?? 'NotRun',
      message:
        nodes?.reason === 'Forbidden'
          ? nodes.message
          : `The nodes could not be read. ${nodes?.message ?? 'Nobody asked'}`,
    };
  }
  const all = nodes.value;
  if (all.length === 0) {
    return {
      state: 'unavailable',
      reason: 'NoNodes',
      message: 'The cluster has no node',
    };
  }
  const workers = all.filter(node => !isControlPlane(node));
  const candidates = workers.length > 0 ? workers : all;
  if (!candidates.some(node => nodeReady(node) === 'True')) {
    return {
      state: 'unavailable',
      reason: 'NoReadyNode',
      message: `None of ${candidates.length} ${
        workers.length > 0 ? 'workers' : 'nodes'
      } is ready`,
    };
  }
  return (
    degradation(input, all) ??
    progress(input) ?? {
      state: 'healthy',
      reason: 'AllWell',
      message: `The API answers and all ${all.length} nodes are ready`,
    }
  );
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
  const findings: { reason: string; message: string }[] = [];
  const notReady = nodes.filter(node => nodeReady(node) !== 'True');
  if (notReady.length > 0) {
    findings.push({
      reason: 'NodeNotReady',
      message: `${count(notReady.length, 'node')} ${
        notReady.length === 1 ? 'is' : 'are'
      } not ready: ${names(notReady)}`,
    });
  }
  // That a node is not ready says already why it offers none.
  const silent = (gpus?.nodes ?? [])
    .filter(({ node }) => nodeReady(node) === 'True')
    .filter(gpu => gpus && offersNone(gpu, gpus, { dra }))
    .map(({ node }) => node);
  if (silent.length > 0) {
    findings.push({
      reason: 'GpuNodeOffersNoGpu',
      message: `${count(silent.length, 'GPU node')} ${
        silent.length === 1 ? 'offers' : 'offer'
      } no GPU: ${names(silent)}`,
    });
  }
  const pressed = nodes.filter(node =>
    node.conditions.some(
      ({ type, status }) => status === 'True' && PRESSURES.has(type),
    ),
  );
  if (pressed.length > 0) {
    findings.push({
      reason: 'NodePressure',
      message: `${count(pressed.length, 'node')} ${
        pressed.length === 1 ? 'is' : 'are'
      } under pressure: ${names(pressed)}`,
    });
  }
  if (repelled.size > 0) {
    findings.push({
      reason: 'NodesTakeNoPods',
      message: `${count(repelled.size, 'node')} ${
        repelled.size === 1 ? 'is' : 'are'
      } kept from taking pods by a taint: ${names(
        [...repelled.values()].map(({ node }) => node),
      )}`,
    });
  }
  const [first] = findings;
  return (
    first && {
      state: 'degraded',
      reason: first.reason,
      message: findings.map(({ message }) => message).join('. '),
    }
  );
}

function count(number: number, noun: string): string {
  return `${number} ${noun}${number === 1 ? '' : 's'}`;
}

function names(nodes: readonly NodeFact[]): string {
  return someNames(
    nodes.map(({ name }) => name),
    3,
  );
}
