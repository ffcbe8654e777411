import { defineFact } from '../declarations';
import { servedResources } from './servedResources';
import { array, record, text } from './untrusted';

/** What the Containerized Data Importer says that a StorageClass can do. */
export interface StorageProfileFact {
  /** The same as the StorageClass's. */
  readonly name: string;
  readonly claimPropertySets: readonly {
    readonly accessModes: readonly string[];
    readonly volumeMode: string;
  }[];
}

const GROUP = 'cdi.kubevirt.io';
const VERSION = 'v1beta1';

/** StorageProfiles, on clusters that have KubeVirt's importer (OpenShift Virtualization); none elsewhere. */
export const storageProfilesFact = defineFact<readonly StorageProfileFact[]>({
  id: 'storage-profiles',
  title: 'Storage profiles of the Containerized Data Importer',
  permissions: [
    {
      verb: 'list',
      group: GROUP,
      resource: 'storageprofiles',
      onlyWhereServed: true,
    },
  ],
  ttlSeconds: 300,
  collect: async context => {
    const served = await servedResources(context, GROUP, VERSION);
    if (!served.has('storageprofiles')) {
      return [];
    }
    const { items } = await context.client.list<unknown, StorageProfileFact>(
      { group: GROUP, version: VERSION, resource: 'storageprofiles' },
      { signal: context.signal, project: projectStorageProfile },
    );
    return items;
  },
});

function projectStorageProfile(item: unknown): StorageProfileFact | undefined {
  const name = text(record(record(item)?.metadata)?.name);
  const sets = array(record(record(item)?.status)?.claimPropertySets);
  return name
    ? {
        name,
        claimPropertySets: sets.map(entry => ({
          accessModes: array(record(entry)?.accessModes).flatMap(
            mode => text(mode) ?? [],
          ),
          volumeMode: text(record(entry)?.volumeMode) ?? 'Filesystem',
        })),
      }
    : undefined;
}
