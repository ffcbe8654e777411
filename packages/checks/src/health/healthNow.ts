import type {
  Axis,
  ConnectionState,
} from '@runai-portal/backstage-plugin-runai-common';
import type { FactOutcome } from '../declarations';
import type { NodeFact } from '../facts/nodeFact';
import { isControlPlane, nodeReady } from '../facts/nodeFact';
import type { Profile } from '../profiles';
import { gpuResources, gpuNodes, totalOf } from '../observations/gpuNodes';
import type { ClusterSettings } from '../settings';
import type { HealthNow } from '../snapshot/ClusterSnapshot';
import { someNames } from '../words';

/** What health is told by. */
export interface HealthInput {
  connection: Axis<ConnectionState>;
  nodes: FactOutcome<readonly NodeFact[]> | undefined;
  profile: Profile;
  settings: ClusterSettings;
  /** GPUs are offered by Dynamic Resource Allocation: a node then has no `nvidia.com/gpu`, and that is no fault. */
  dra: boolean;
}

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
    degradation(input, all) ?? {
      state: 'healthy',
      reason: 'AllWell',
      message: `The API answers and all ${all.length} nodes are ready`,
    }
  );
}

function degradation(
  { profile, settings, dra }: HealthInput,
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
  const offersNone = dra
    ? []
    : gpuNodes(nodes, profile, settings)
        .map(({ node }) => node)
        .filter(
          node =>
            !node.labels['nvidia.com/gpu.workload.config']?.startsWith('vm-'),
        )
        .filter(
          node =>
            totalOf(gpuResources(node, profile.gpu.signals)).allocatable === 0,
        );
  if (offersNone.length > 0) {
    findings.push({
      reason: 'GpuNodeOffersNoGpu',
      message: `${count(offersNone.length, 'GPU node')} ${
        offersNone.length === 1 ? 'offers' : 'offer'
      } no GPU: ${names(offersNone)}`,
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
