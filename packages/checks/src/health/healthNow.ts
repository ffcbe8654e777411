import type {
  Axis,
  ConnectionState,
  HealthState,
  InstallView,
} from '@runai-portal/backstage-plugin-runai-common';
import type { Reading } from '../engine/Reading';
import { renderSentence } from '../engine/render';
import {
  isControlPlane,
  nodeReady,
  pressuresOf,
  type NodeFact,
} from '../facts/nodeFact';
import { nodesFact } from '../facts/nodes';
import { gpuNodesObservation, offersNone } from '../observations/gpuNodes';
import { gpuStackObservation } from '../observations/gpuStack';
import { repelledNodesObservation } from '../observations/repelledNodes';
import { namesOf } from '../words';

/** Health as it looks right now: hysteresis is applied by whoever keeps the time series. */
export interface HealthNow {
  state: HealthState;
  reason: string;
  message: string;
}

/** Reasons of a component's state while its services come up inside their deadlines. */
const COMING_UP = new Set(['RollingOut', 'PodsMoving', 'ServicesStarting']);

/** Health right now, from the API, the nodes, and GPU nodes that offer no GPU. Pure; without hysteresis. */
export function healthNow(
  reading: Reading,
  connection: Axis<ConnectionState>,
  { cluster, backend }: Pick<InstallView, 'cluster' | 'backend'>,
): HealthNow {
  if (connection.state !== 'connected') {
    const { message = 'The cluster is not connected' } = connection;
    return { state: 'unknown', reason: 'NotConnected', message };
  }
  const nodes = reading.answer(nodesFact);
  if (!nodes.ok) {
    const { reason, message: why } = nodes.unread[0].failure;
    const isDenied = reason === 'Forbidden';
    const message = isDenied ? why : `The nodes could not be read. ${why}`;
    return { state: 'unknown', reason, message };
  }
  const trouble = outage(nodes.value) ?? degradation(reading, nodes.value);
  if (trouble) {
    return trouble;
  }
  // A rollout that is inside its progress deadline is no trouble, and not yet well.
  const rollout = [cluster, backend].find(({ reason }) =>
    COMING_UP.has(reason),
  );
  if (rollout) {
    const { message } = rollout;
    return { state: 'progressing', reason: 'RolloutInProgress', message };
  }
  const message = `The API answers and all ${nodes.value.length} nodes are ready`;
  return { state: 'healthy', reason: 'AllWell', message };
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

type Trouble = [
  reason: string,
  affected: readonly { readonly name: string }[],
  says: string,
];

/** What is wrong with nodes of a cluster that works; the first of it is the reason. */
function degradation(
  reading: Reading,
  nodes: readonly NodeFact[],
): HealthNow | undefined {
  const gpus = reading.value(gpuNodesObservation);
  const dra = reading.value(gpuStackObservation)?.dra;
  // That a node is not ready says already why it offers none.
  const silent = gpus?.nodes.filter(
    gpu => nodeReady(gpu.node) === 'True' && offersNone(gpu, gpus, dra),
  );
  const notReady = nodes.filter(node => nodeReady(node) !== 'True');
  const pressed = nodes.filter(node => pressuresOf(node).length > 0);
  const repelled = reading.value(repelledNodesObservation)?.values() ?? [];
  const kept = [...repelled].map(({ node }) => node);
  const troubles: Trouble[] = [
    ['NodeNotReady', notReady, '{count:node is|nodes are} not ready'],
    [
      'GpuNodeOffersNoGpu',
      silent ?? [],
      '{count:GPU node offers|GPU nodes offer} no GPU',
    ],
    ['NodePressure', pressed, '{count:node is|nodes are} under pressure'],
    [
      'NodesTakeNoPods',
      kept,
      '{count:node is|nodes are} kept from taking pods by a taint',
    ],
  ];
  const found = troubles.filter(([, affected]) => affected.length > 0);
  const messages = found.map(([, affected, says]) =>
    renderSentence(`{count} ${says}: {names}`, {
      count: affected.length,
      names: namesOf(affected, 3),
    }),
  );
  return found.length === 0
    ? undefined
    : { state: 'degraded', reason: found[0][0], message: messages.join('. ') };
}
