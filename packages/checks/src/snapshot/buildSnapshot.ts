import type { FactOutcomes, ObservationContext } from '../declarations';
import { Reading } from '../engine/Reading';
import { gpuPodsFact } from '../facts/gpuPods';
import { nodesFact } from '../facts/nodes';
import { versionFact } from '../facts/version';
import { healthNow } from '../health/healthNow';
import { installView, type PreviousInstall } from '../install/installView';
import { gpuNodesObservation } from '../observations/gpuNodes';
import { repelledNodesObservation } from '../observations/repelledNodes';
import { gpuStackObservation } from '../observations/gpuStack';
import type { ClusterSnapshot } from './ClusterSnapshot';
import { connectionNow } from './connection';
import { declaredAndDetected } from './declaredAndDetected';
import { capacityOf, gpusByProduct, heldByNode } from './gpuCapacity';
import { toNodeView } from './nodeViews';
import { platformFacts, platformLines } from './platformLines';
import { snapshotFacts } from './snapshotFacts';

/** What the cluster looks like, from facts alone. Pure: a part whose fact failed is undefined, and `unreadable` says why. */
export function buildSnapshot(
  outcomes: FactOutcomes,
  context: ObservationContext & { previous?: PreviousInstall },
): ClusterSnapshot {
  const { previous, ...rest } = context;
  const reading = new Reading(outcomes, rest);
  const connection = connectionNow(reading.outcome(versionFact));
  const install = installView(reading, previous);
  const gpus = reading.value(gpuNodesObservation);
  return {
    observedAt: context.now.toISOString(),
    connection,
    healthNow: healthNow({
      connection,
      nodes: reading.outcome(nodesFact),
      gpus,
      dra: reading.value(gpuStackObservation)?.dra,
      repelled: reading.value(repelledNodesObservation),
      install,
    }),
    install,
    ...nodesAndGpus(reading),
    platform: platformFacts(reading),
    platformLines: platformLines(reading),
    detected: declaredAndDetected(reading),
    unreadable: snapshotFacts.flatMap(fact => {
      const outcome = reading.outcome(fact);
      return outcome && !outcome.ok
        ? [{ fact: fact.id, reason: outcome.reason, message: outcome.message }]
        : [];
    }),
  };
}

function nodesAndGpus(
  reading: Reading,
): Pick<ClusterSnapshot, 'capacity' | 'gpus' | 'nodes'> {
  const outcome = reading.outcome(nodesFact);
  if (!outcome?.ok) {
    return {};
  }
  const { value: nodes, observedAt } = outcome;
  const gpus = reading.value(gpuNodesObservation);
  const pods = reading.value(gpuPodsFact);
  const held = pods && heldByNode(pods);
  const views = nodes.map(node =>
    toNodeView(node, {
      gpu: gpus?.byName.get(node.name),
      observedAt,
      held: held && (held.get(node.name) ?? {}),
    }),
  );
  return {
    capacity: capacityOf(nodes, views, gpus, held !== undefined),
    gpus: gpusByProduct(views, held),
    nodes: views,
  };
}
