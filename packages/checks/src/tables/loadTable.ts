import { readFileSync } from 'node:fs';
import { parse } from 'yaml';
import type { z } from 'zod';
import { resolveInPackage } from '../profiles/packageFolder';

/**
 * A table of the field, read and validated once: what is known of products that clusters have, as data that a requirement
 * profile does not change.
 *
 * @param name - of a file in `profiles/tables`, without its extension
 * @throws ZodError where the file is not what its schema says: a defect of this package
 */
export function loadTable<Schema extends z.ZodType>(
  name: string,
  schema: Schema,
): z.infer<Schema> {
  return schema.parse(
    parse(
      readFileSync(
        resolveInPackage('profiles', 'tables', `${name}.yaml`),
        'utf8',
      ),
    ),
  );
}
