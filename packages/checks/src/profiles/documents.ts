import type { DocLink } from '@runai-portal/backstage-plugin-runai-common';
import { z } from 'zod';
import { lazyTable } from './loadTable';

const table = lazyTable(
  'documents',
  z.record(z.string(), z.strictObject({ title: z.string(), url: z.url() })),
);

/**
 * A page that a remedy points to, by its key in the shipped table.
 *
 * @throws Error for a key that is not in it
 */
export function documentOf(key: string): DocLink {
  if (!Object.hasOwn(table(), key)) {
    throw new Error(`There is no document "${key}" in tables/documents.yaml`);
  }
  return table()[key];
}
