import { z } from 'zod';
import { lazyTable } from './loadTable';
import { wildcard, type Matcher } from './wildcard';

const schema = z.strictObject({
  taints: z.array(
    z.strictObject({
      key: z.string(),
      kind: z.enum(['state', 'starting', 'leaving']),
      removedBy: z.string(),
      look: z.string(),
      docs: z.url(),
    }),
  ),
});

/** A taint that something sets for a while and takes away again. */
export type PassingTaint = z.infer<typeof schema>['taints'][number];

const table = lazyTable('passing-taints', schema, ({ taints }) => ({
  rows: taints.map(row => ({ row, matches: wildcard(row.key) })),
  known: new Map<string, PassingTaint | undefined>(),
}));

/** Which passing taint a key is; undefined for one that is there to stay. */
export function passingTaint(key: string): PassingTaint | undefined {
  const { rows, known } = table();
  if (!known.has(key)) {
    known.set(key, rowOf(key, rows));
  }
  return known.get(key);
}

function rowOf(
  key: string,
  rows: readonly { row: PassingTaint; matches: Matcher }[],
): PassingTaint | undefined {
  return rows.find(({ matches }) => matches(key))?.row;
}
