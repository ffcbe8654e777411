import { listFact } from './request';
import { array, record, text } from './untrusted';

/** What the Containerized Data Importer says that many nodes may write to of a StorageClass. */
export interface StorageProfileFact {
  /** The same as the StorageClass's. */
  readonly name: string;
  readonly sharing: 'filesystem' | 'block';
}

/**
 * StorageProfiles with ReadWriteMany, on clusters that have KubeVirt's importer (OpenShift Virtualization); none elsewhere.
 */
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

/** What is kept of a StorageProfile; undefined for one whose volumes one node mounts at a time. */
function projectStorageProfile(item: unknown): StorageProfileFact | undefined {
  const name = text(record(record(item)?.metadata)?.name);
  const modes = array(record(record(item)?.status)?.claimPropertySets)
    .map(record)
    .filter(set => array(set?.accessModes).includes('ReadWriteMany'))
    .map(set => set?.volumeMode ?? 'Filesystem');
  return name && modes.length > 0
    ? { name, sharing: modes.includes('Filesystem') ? 'filesystem' : 'block' }
    : undefined;
}
