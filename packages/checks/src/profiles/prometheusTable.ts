import { z } from 'zod';
import { lazyTable } from './loadTable';
import { anyOf } from './wildcard';

const strings = z.array(z.string().min(1));

/** How a Prometheus server is known among the workloads. */
export const prometheusTable = lazyTable(
  'prometheus',
  z.strictObject({
    flags: strings,
    images: strings,
    containers: strings,
    labels: z.array(z.record(z.string(), z.string())),
    others: strings,
    openshift: strings,
  }),
  ({ flags, images, containers, labels, others, openshift }) => ({
    flags: new Set(flags),
    isImage: anyOf(images),
    isContainer: anyOf(containers),
    labels: labels.map(set => Object.entries(set)),
    isOther: anyOf(others),
    openshift: new Set(openshift),
  }),
);
