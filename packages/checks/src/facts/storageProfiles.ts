import { namedObject } from './object';
import { listFact } from './request';
import { array, fieldsAt } from './untrusted';

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
  project: item => {
    const { name, status } = namedObject(item) ?? {};
    const modes = array(status?.claimPropertySets)
      .map(set => fieldsAt(set))
      .filter(set => array(set.accessModes).includes('ReadWriteMany'))
      .map(({ volumeMode = 'Filesystem' }) => volumeMode);
    return name && modes.length > 0
      ? { name, sharing: modes.includes('Filesystem') ? 'filesystem' : 'block' }
      : undefined;
  },
});
