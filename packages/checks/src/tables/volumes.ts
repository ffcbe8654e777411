import { z } from 'zod';
import { loadTable } from './loadTable';
import { matchesWildcard } from './wildcard';

/** How many nodes reach a volume of a source at once. */
export type SourceReach = 'many' | 'one' | 'node' | 'depends';

const table = loadTable(
  'volumes',
  z.strictObject({
    sources: z.record(z.string(), z.enum(['many', 'one', 'node', 'depends'])),
    nodeKeys: z.array(z.string().min(1)),
    source: z.string(),
  }),
);

/** By the source as a PersistentVolume's spec names it, e.g. `nfs`. */
export function reachOfSource(source: string): SourceReach {
  return Object.hasOwn(table.sources, source)
    ? table.sources[source]
    : 'depends';
}

/** Whether a key of a node affinity names single nodes. */
export function namesNodes(key: string): boolean {
  return table.nodeKeys.some(pattern => matchesWildcard(pattern, key));
}
