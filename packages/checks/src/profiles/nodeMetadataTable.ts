import { z } from 'zod';
import { distributionTable } from './distributionTable';
import { lazyTable } from './loadTable';
import { anyOf } from './wildcard';

const texts = z.array(z.string());

/** The part of a key that names its owner, with the `/`; empty where it has none. */
export function domainOf(key: string): string {
  return key.slice(0, key.indexOf('/') + 1);
}

/** The shipped table of what is kept of nodes' labels and annotations, ready to be asked for each node. */
export const nodeMetadataTable = lazyTable(
  'node-metadata',
  z.strictObject({
    labels: z.strictObject({
      domains: texts,
      beginnings: texts,
      keys: texts,
      leftOut: texts,
    }),
    annotations: z.strictObject({ values: texts, domains: texts }),
  }),
  ({ labels, annotations }) => {
    const ofDistributions = distributionTable()
      .flatMap(row => [...row.labels, ...row.annotations])
      .map(domainOf);
    return {
      labels: {
        domains: new Set([...labels.domains, ...ofDistributions]),
        beginnings: labels.beginnings,
        keys: new Set(labels.keys),
        leftOut: new Set(labels.leftOut),
      },
      annotations: {
        values: anyOf(annotations.values),
        domains: new Set([...annotations.domains, ...ofDistributions]),
      },
    };
  },
);
