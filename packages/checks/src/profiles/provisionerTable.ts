import { loadTable } from '../tables/loadTable';
import { provisionerTableSchema, type ProvisionerCapability } from './schema';

let table: readonly ProvisionerCapability[] | undefined;

/** The shipped table of storage provisioners, read once. */
export function loadProvisionerTable(): readonly ProvisionerCapability[] {
  table ??= loadTable('provisioners', provisionerTableSchema).provisioners;
  return table;
}
