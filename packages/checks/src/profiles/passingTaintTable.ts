import { z } from 'zod';
import { lazyTable, pattern } from './loadTable';

const row = z.strictObject({
  key: pattern,
  kind: z.enum(['state', 'starting', 'leaving']),
  removedBy: z.string(),
  look: z.string(),
  docs: z.url(),
});

/** A taint that something sets for a while and takes away again. */
export type PassingTaint = z.infer<typeof row>;

const table = lazyTable(
  'passing-taints',
  z.strictObject({ taints: z.array(row) }),
  ({ taints }) => ({
    taints,
    known: new Map<string, PassingTaint | undefined>(),
  }),
);

/** Which passing taint a key is; undefined for one that is there to stay. */
export function passingTaint(key: string): PassingTaint | undefined {
  const { taints, known } = table();
  if (!known.has(key)) {
    known.set(
      key,
      taints.find(taint => taint.key(key)),
    );
  }
  return known.get(key);
}
