import type { WorkloadFact } from '../facts/workloads';
import type { GpuNode } from './gpuNodes';
import { selects } from './gpuStack';

/**
 * Those DaemonSets that have as many pods ready as there are GPU nodes which their selectors take: each of these nodes has one then,
 * and no pod needs to be looked at.
 */
export function readyEverywhere(
  daemonSets: readonly WorkloadFact[],
  nodes: readonly GpuNode[],
): ReadonlySet<WorkloadFact | undefined> {
  const selected = (workload: WorkloadFact) =>
    nodes.filter(({ node }) => selects(workload, node.labels)).length;
  return new Set(
    daemonSets.filter(
      workload => workload.ready > 0 && workload.ready >= selected(workload),
    ),
  );
}
