import { z } from 'zod';
import { lazyTable, patterns } from './loadTable';

const names = z.array(z.string().min(1)).transform(list => new Set(list));

/** How a Prometheus server is known among the workloads. */
export const prometheusTable = lazyTable(
  'prometheus',
  z.strictObject({
    flags: names,
    images: patterns,
    containers: patterns,
    labels: z.array(z.record(z.string(), z.string()).transform(Object.entries)),
    others: patterns,
    openshift: names,
  }),
  table => table,
);
