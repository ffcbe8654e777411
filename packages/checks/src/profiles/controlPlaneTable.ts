import { z } from 'zod';
import { lazyTable } from './loadTable';

const row = z.strictObject({
  label: z.string(),
  values: z.array(z.string()).optional(),
  part: z.enum(['control plane', 'API server', 'etcd']),
  taint: z.string(),
  seen: z.string(),
});

/** What a label of a node says of its part in the control plane. */
export type ControlPlaneRole = z.infer<typeof row>;

/** The labels by which nodes of the control plane are known, the surest first. */
export const controlPlaneTable = lazyTable(
  'control-plane',
  z.strictObject({ nodes: z.array(row) }),
  ({ nodes }) => nodes,
);
