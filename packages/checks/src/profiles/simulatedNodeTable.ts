import { z } from 'zod';
import { lazyTable, patterns } from './loadTable';
import { wildcard } from './wildcard';

/** A key and what its value has to be. */
const signs = z.array(
  z
    .strictObject({ key: z.string(), value: z.string().default('*') })
    .transform(({ key, value }) => ({ key, matches: wildcard(value) })),
);

/** The shipped table of what pretends to be a node, and by what each is known. */
export const simulatedNodeTable = lazyTable(
  'simulated-nodes',
  z.strictObject({
    nodes: z.array(
      z.strictObject({
        title: z.string(),
        pods: z.enum(['nowhere', 'elsewhere']),
        labels: signs,
        taints: signs,
        annotations: signs,
        kubeletVersion: patterns,
        providerID: patterns,
      }),
    ),
  }),
  ({ nodes }) => nodes,
);

/** What pretends to be a node, and by what it is known. */
export type SimulatedNodeRow = ReturnType<typeof simulatedNodeTable>[number];
