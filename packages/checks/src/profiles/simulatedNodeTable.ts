import { z } from 'zod';
import { lazyTable } from './loadTable';
import { anyOf, wildcard, type Matcher } from './wildcard';

const signs = z.array(
  z.strictObject({ key: z.string(), value: z.string().optional() }),
);

const schema = z.strictObject({
  nodes: z.array(
    z.strictObject({
      title: z.string(),
      pods: z.enum(['nowhere', 'elsewhere']),
      labels: signs,
      taints: signs,
      annotations: signs,
      kubeletVersion: z.array(z.string()),
      providerID: z.array(z.string()),
    }),
  ),
});

/** A key and what its value has to be. */
export interface Sign {
  readonly key: string;
  readonly matches: Matcher;
}

/** What pretends to be a node, and by what it is known. */
export interface SimulatedNodeRow {
  readonly title: string;
  readonly pods: 'nowhere' | 'elsewhere';
  readonly labels: readonly Sign[];
  readonly taints: readonly Sign[];
  readonly annotations: readonly Sign[];
  readonly kubeletVersion: Matcher;
  readonly providerID: Matcher;
}

/** The shipped table of what pretends to be a node. */
export const simulatedNodeTable: () => readonly SimulatedNodeRow[] = lazyTable(
  'simulated-nodes',
  schema,
  ({ nodes }) =>
    nodes.map(row => ({
      ...row,
      labels: row.labels.map(compiled),
      taints: row.taints.map(compiled),
      annotations: row.annotations.map(compiled),
      kubeletVersion: anyOf(row.kubeletVersion),
      providerID: anyOf(row.providerID),
    })),
);

function compiled({ key, value = '*' }: z.infer<typeof signs>[number]): Sign {
  return { key, matches: wildcard(value) };
}
