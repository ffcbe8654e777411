import { listFact } from './request';
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

/** StorageProfiles, on clusters that have KubeVirt's importer (OpenShift Virtualization); none elsewhere. */
export const storageProfilesFact = listFact<StorageProfileFact>({
  id: 'storage-profiles',
  title: 'Storage profiles of the Containerized Data Importer',
  group: 'cdi.kubevirt.io',
  version: 'v1beta1',
  resource: 'storageprofiles',
  whereServed: true,
  ttlSeconds: 300,
  project: projectStorageProfile,
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
