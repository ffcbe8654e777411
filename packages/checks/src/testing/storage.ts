import {
  persistentVolumesFact,
  type VolumePlaces,
  type SharedVolumeFact,
  type StorageClassFact,
} from '../facts/storage';
import { fact, type FactEntry } from './outcomes';

/** What the fact `storage-classes` keeps of a class. */
export function storageClassFact(
  name: string,
  provisioner: string,
  options: Partial<StorageClassFact> = {},
): StorageClassFact {
  return {
    name,
    provisioner,
    isDefault: false,
    volumeBindingMode: 'Immediate',
    parameters: {},
    ...options,
  };
}

/** What the fact `persistent-volumes` keeps of a bound NFS volume, unless said otherwise. */
export function sharedVolumeFact(
  name: string,
  options: Partial<SharedVolumeFact> = {},
): SharedVolumeFact {
  return {
    name,
    phase: 'Bound',
    source: 'nfs',
    nfs: 'nfs.corp.example:/data',
    volumeMode: 'Filesystem',
    ...options,
  };
}

/** The fact `persistent-volumes`: these shared volumes, and where each class has its own. */
export function volumesEntry(
  shared: readonly SharedVolumeFact[] = [],
  byClass: Record<string, VolumePlaces> = {},
): FactEntry {
  return fact(persistentVolumesFact, {
    readWriteMany: shared,
    byClass,
  });
}
