import type {
  AxisName,
  ClusterSummary,
} from '@runai-portal/backstage-plugin-runai-common';
import { axisReason } from './axisReason';
import { headline } from './headline';
import { stateLook } from './states';

/** The first of a cluster's axes that is not as it should be. */
export interface WorstAxis {
  axis: AxisName;
  /** Why, in a sentence without its full stop, where that is told. */
  reason?: string;
}

/**
 * What is wrong with a cluster first: that it cannot be reached, its health, that it is not ready, then its installation.
 * Undefined where all is well; a cluster without Run:ai is.
 */
export function worstReason(cluster: ClusterSummary): WorstAxis | undefined {
  const { readiness } = cluster;
  const axis = (['connection', 'health', 'readiness', 'install'] as const).find(
    name =>
      !['ok', 'neutral'].includes(stateLook(name, cluster[name].state).tone),
  );
  if (!axis) return undefined;
  const said =
    axis === 'readiness'
      ? readiness.blockers[0]?.message ?? readiness.sentence
      : axisReason(cluster, cluster[axis]);
  return { axis, ...(said && { reason: headline(said) }) };
}
