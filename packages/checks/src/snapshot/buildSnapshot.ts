import type {
  Axis,
  ConnectionState,
  InstallState,
} from '@runai-portal/backstage-plugin-runai-common';
import type { FactOutcomes } from '../declarations';
import { Reading } from '../engine/Reading';
import { gpuPodsFact } from '../facts/gpuPods';
import { nodesFact } from '../facts/nodes';
import { healthNow } from '../health/healthNow';
import { installView } from '../install/installView';
import type { Profile } from '../profiles';
import { gpuNodesObservation } from '../observations/gpuNodes';
import { repelledNodesObservation } from '../observations/repelledNodes';
import { gpuStackObservation } from '../observations/gpuStack';
import type { ClusterSettings } from '../settings';
import type { ClusterSnapshot, UnreadableFact } from './ClusterSnapshot';
import { connectionNow } from './connection';
import { declaredAndDetected } from './declaredAndDetected';
import { capacityOf, gpusByProduct, heldByNode } from './gpuCapacity';
import { toNodeView } from './nodeViews';
import { platformFacts, platformLines } from './platformLines';
import { snapshotFacts } from './snapshotFacts';

/** What a snapshot is built with, besides the facts. */
export interface SnapshotContext {
  now: Date;
  profile: Profile;
  settings: ClusterSettings;
  /** Found by `GET /version` where absent. */
  connection?: Axis<ConnectionState>;
  /** The install states that were told last: a service that is not ready was lost, where it was installed. */
  previous?: { cluster?: InstallState; backend?: InstallState };
}

/** What the cluster looks like, from facts alone. Pure: a part whose fact failed is undefined, and `unreadable` says why. */
export function buildSnapshot(
  outcomes: FactOutcomes,
  context: SnapshotContext,
): ClusterSnapshot {
  const { now, profile, settings } = context;
  const connection = context.connection ?? connectionNow(outcomes);
  const reading = new Reading(outcomes, { now, profile, settings });
  const gpus = reading.value(gpuNodesObservation);
  const nodes = reading.value(nodesFact);
  const pods = reading.value(gpuPodsFact);
  const held = pods && heldByNode(pods);
  const observedAt =
    reading.outcome(nodesFact)?.observedAt ?? now.toISOString();
  const views = nodes?.map(node =>
    toNodeView(node, {
      gpu: gpus?.byName.get(node.name),
      observedAt,
      ...(held && { held: held.get(node.name) ?? {} }),
    }),
  );
  const install = installView(reading, context.previous);
  const platform = platformFacts(reading);
  return {
    observedAt: now.toISOString(),
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
    ...(nodes &&
      views && {
        capacity: capacityOf(nodes, views, gpus, held !== undefined),
      }),
    ...(views && { gpus: gpusByProduct(views, held), nodes: views }),
    ...(platform && { platform }),
    platformLines: platformLines(reading),
    detected: declaredAndDetected(reading),
    services: install.services,
    conditions: install.conditions,
    unreadable: unreadableFacts(outcomes),
  };
}

function unreadableFacts(outcomes: FactOutcomes): UnreadableFact[] {
  return snapshotFacts.flatMap(({ id }) => {
    const outcome = Object.hasOwn(outcomes, id) ? outcomes[id] : undefined;
    return outcome && !outcome.ok
      ? [{ fact: id, reason: outcome.reason, message: outcome.message }]
      : [];
  });
}
