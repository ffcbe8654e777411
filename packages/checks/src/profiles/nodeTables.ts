import { z } from 'zod';
import { lazyTable, pattern, patterns } from './loadTable';
import { wildcard } from './wildcard';

const controlPlaneRow = z.strictObject({
  label: z.string(),
  values: z.array(z.string()).optional(),
  part: z.enum(['control plane', 'API server', 'etcd']),
  taint: z.string(),
  seen: z.string(),
});

/** What a label of a node says of its part in the control plane. */
export type ControlPlaneRole = z.infer<typeof controlPlaneRow>;

/** The labels by which nodes of the control plane are known, the surest first. */
export const controlPlaneTable = lazyTable(
  'control-plane',
  z.strictObject({ nodes: z.array(controlPlaneRow) }),
  ({ nodes }) => nodes,
);

const taintRow = z.strictObject({
  key: pattern,
  kind: z.enum(['state', 'starting', 'leaving']),
  removedBy: z.string(),
  look: z.string(),
  docs: z.url(),
});

/** A taint that something sets for a while and takes away again. */
export type PassingTaint = z.infer<typeof taintRow>;

const passingTaints = lazyTable(
  'passing-taints',
  z.strictObject({ taints: z.array(taintRow) }),
  ({ taints }) => ({
    taints,
    known: new Map<string, PassingTaint | undefined>(),
  }),
);

/** Which passing taint a key is; undefined for one that is there to stay. */
export function passingTaint(key: string): PassingTaint | undefined {
  const { taints, known } = passingTaints();
  if (!known.has(key)) {
    known.set(
      key,
      taints.find(taint => taint.key(key)),
    );
  }
  return known.get(key);
}

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
