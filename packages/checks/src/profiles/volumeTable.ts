import { z } from 'zod';
import { lazyTable, patterns } from './loadTable';

/** What a PersistentVolume shows by itself: how many nodes reach a source at once, and which keys of an affinity name single nodes. */
export const volumeTable = lazyTable(
  'volumes',
  z.strictObject({
    sources: z.record(z.string(), z.enum(['many', 'one', 'node', 'depends'])),
    nodeKeys: patterns,
    source: z.string(),
  }),
  ({ sources, nodeKeys }) => ({
    reachOf: new Map(Object.entries(sources)),
    namesNodes: nodeKeys,
  }),
);
