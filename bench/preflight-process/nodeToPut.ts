import { asOnRealClusters } from '../passive-run/asOnRealClusters';
import { declareNode } from '../passive-run/simulatedCluster';
import type { NodeToPut } from './RealCluster';

/** A node of a large cluster with 50 images, for a real server, which keeps its own account of who set which field. */
export function nodeToPut(index: number): NodeToPut {
  const { metadata, spec, status } = asOnRealClusters(
    declareNode(index),
  ) as NodeToPut & { metadata: { managedFields?: unknown } };
  const { managedFields, ...rest } = metadata;
  return { metadata: rest, spec, status };
}
