import type { WorkloadFact } from '../facts/workloads';
import { groupBy, sum } from './collections';
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
  // Nodes of one pool share their labels: each kind of node is looked at once.
  const kinds = groupBy(nodes, ({ node }) => node.labels);
  const selected = (workload: WorkloadFact) =>
    sum(
      [...kinds].map(([labels, alike]) =>
        selects(workload, labels) ? alike.length : 0,
      ),
    );
  return new Set(
    daemonSets.filter(
      workload => workload.ready > 0 && workload.ready >= selected(workload),
    ),
  );
}
