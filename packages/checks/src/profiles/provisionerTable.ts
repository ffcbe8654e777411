import { readFileSync } from 'node:fs';
import { parse } from 'yaml';
import { resolveInPackage } from './packageFolder';
import { provisionerTableSchema, type ProvisionerCapability } from './schema';

let table: readonly ProvisionerCapability[] | undefined;

/** The shipped table of storage provisioners, read once. */
export function loadProvisionerTable(): readonly ProvisionerCapability[] {
  table ??= provisionerTableSchema.parse(
    parse(
      readFileSync(
        resolveInPackage('profiles', 'tables', 'provisioners.yaml'),
        'utf8',
      ),
    ),
  ).provisioners;
  return table;
}
