import { z } from 'zod';
import { lazyTable } from './loadTable';
import { anyOf } from './wildcard';

const reach = z.enum(['many', 'one', 'node', 'depends']);

/** How many nodes reach a volume of a source at once. */
export type SourceReach = z.infer<typeof reach>;

const table = lazyTable(
  'volumes',
  z.strictObject({
    sources: z.record(z.string(), reach),
    nodeKeys: z.array(z.string().min(1)),
    source: z.string(),
  }),
  ({ sources, nodeKeys }) => ({ sources, namesNodes: anyOf(nodeKeys) }),
);

/** By the source as a PersistentVolume's spec names it, e.g. `nfs`. */
export function reachOfSource(source: string): SourceReach {
  const { sources } = table();
  return Object.hasOwn(sources, source) ? sources[source] : 'depends';
}

/** Whether a key of a node affinity names single nodes. */
export function namesNodes(key: string): boolean {
  return table().namesNodes(key);
}
