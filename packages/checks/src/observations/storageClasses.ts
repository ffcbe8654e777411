import { defineObservation } from '../declarations';
import {
  persistentVolumesFact,
  type VolumePlaces,
} from '../facts/persistentVolumes';
import {
  storageClassesFact,
  type StorageClassFact,
} from '../facts/storageClasses';
import {
  storageProfilesFact,
  type StorageProfileFact,
} from '../facts/storageProfiles';
import {
  capabilityOf,
  type KnownBy,
  type StorageCapability,
} from './storageCapability';

/** A StorageClass with what its volumes can do: by its provisioner, by its StorageProfile, and by the volumes that it has. */
export interface ObservedStorageClass extends StorageClassFact {
  readonly capability: StorageCapability;
  /** How `capability.nodeBound` is known; that of `sharing` is in the capability. */
  readonly placeKnownBy: KnownBy;
  /** How many volumes it has. */
  readonly volumes: number;
}

/** All StorageClasses. What a cluster shows by its volumes goes before what a provisioner's name makes one expect. */
export const storageClassesObservation = defineObservation({
  id: 'storage-classes',
  uses: { classes: storageClassesFact },
  optional: { volumes: persistentVolumesFact, profiles: storageProfilesFact },
  observe: ({ classes, volumes, profiles = [], profile }) =>
    classes.map((entry): ObservedStorageClass => {
      const places =
        volumes && Object.hasOwn(volumes.byClass, entry.name)
          ? volumes.byClass[entry.name]
          : {};
      const placed = byVolumes(
        { entry, capability: capabilityOf(entry, profile) },
        places,
      );
      return {
        ...entry,
        capability: byStorageProfile(
          placed,
          profiles.find(({ name }) => name === entry.name),
          entry.name,
        ),
        placeKnownBy: placed.knownBy,
        volumes: totalOf(places),
      };
    }),
});

/** What the places of the volumes say against the table, or where it says nothing. */
function byVolumes(
  {
    entry,
    capability,
  }: { entry: StorageClassFact; capability: StorageCapability },
  places: VolumePlaces,
): StorageCapability {
  const { node = 0, zone = 0, network = 0 } = places;
  const total = totalOf(places);
  if (total === 0) {
    return capability;
  }
  const known = {
    ...capability,
    knownBy: 'volumes' as const,
    source: `volumes of storageclass/${entry.name}`,
  };
  if (capability.nodeBound && network + zone === total) {
    return { ...known, nodeBound: false, zonal: zone > 0, sharing: 'unknown' };
  }
  if (capability.nodeBound && capability.tiesVolumes && node === 0) {
    // Directories that are not tied to a node: of a file system that every node mounts, or so it seems.
    return { ...known, nodeBound: undefined, sharing: 'filesystem' };
  }
  if (capability.nodeBound) {
    return capability;
  }
  if (node === total) {
    return { ...known, nodeBound: true, sharing: 'never' };
  }
  return capability.knownBy !== 'table' && zone + network === total
    ? { ...known, nodeBound: false, zonal: zone > 0 }
    : capability;
}

function totalOf(places: VolumePlaces): number {
  return Object.values(places).reduce((sum, number) => sum + number, 0);
}

/** A StorageProfile was made for this cluster: it goes before the table, but for volumes that are tied to a node. */
function byStorageProfile(
  capability: StorageCapability,
  storageProfile: StorageProfileFact | undefined,
  name: string,
): StorageCapability {
  const many = (storageProfile?.claimPropertySets ?? []).filter(
    ({ accessModes }) => accessModes.includes('ReadWriteMany'),
  );
  if (capability.nodeBound || many.length === 0) {
    return capability;
  }
  return {
    ...capability,
    sharing: many.some(({ volumeMode }) => volumeMode === 'Filesystem')
      ? 'filesystem'
      : 'block',
    source: `storageprofile/${name}`,
    knownBy: 'storageProfile',
  };
}
