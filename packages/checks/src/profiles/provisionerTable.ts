import { lazyTable } from './loadTable';
import { provisionerTableSchema, type ProvisionerCapability } from './schema';

/** The shipped table of storage provisioners, read once. */
export const loadProvisionerTable: () => readonly ProvisionerCapability[] =
  lazyTable(
    'provisioners',
    provisionerTableSchema,
    ({ provisioners }) => provisioners,
  );
