import { defineObservation } from '../declarations';
import {
  persistentVolumesFact,
  type VolumePlaces,
  storageClassesFact,
  type StorageClassFact,
  storageProfilesFact,
} from '../facts/storage';
import { capabilityOf, type StorageCapability } from './storageCapability';

/** A StorageClass with what its volumes can do: by its provisioner, by its StorageProfile, and by the volumes that it has. */
export type ObservedStorageClass = ReturnType<
  typeof storageClassesObservation.observe
>[number];

/** All StorageClasses. What a cluster shows by its volumes goes before what a provisioner's name makes one expect. */
export const storageClassesObservation = defineObservation({
  id: 'storage-classes',
  uses: { classes: storageClassesFact },
  optional: { volumes: persistentVolumesFact, profiles: storageProfilesFact },
  observe: ({ classes, volumes, profiles = [], profile }) => {
    const placesOf = new Map(Object.entries(volumes?.byClass ?? {}));
    return classes.map(entry => {
      const places = placesOf.get(entry.name) ?? {};
      const capability = capabilityOf(entry, profile);
      const placed = { ...capability, ...shownBy(places, capability, entry) };
      const own = profiles.find(({ name }) => name === entry.name);
      return {
        ...entry,
        ...placed,
        // It was made for this cluster: it goes before the table, but for volumes that are tied to a node.
        ...(own?.sharing &&
          !placed.nodeBound && {
            sharing: own.sharing,
            source: `storageprofile/${own.name}`,
            knownBy: 'storageProfile' as const,
          }),
        /** How `nodeBound` is known, where `knownBy` is for `sharing`. */
        placeKnownBy: placed.knownBy,
        /** How many volumes it has. */
        volumes: totalOf(places),
      };
    });
  },
});

/** What the places of its volumes show of a class against the table, or where the table says nothing. */
function shownBy(
  places: VolumePlaces,
  { nodeBound, tiesVolumes, knownBy }: StorageCapability,
  { name }: StorageClassFact,
): Partial<StorageCapability> | undefined {
  const { node = 0, zone = 0, network = 0 } = places;
  const total = totalOf(places);
  const allLeaveNode = zone + network === total;
  const shown = (capability: Partial<StorageCapability>) => ({
    source: `volumes of storageclass/${name}`,
    knownBy: 'volumes' as const,
    ...capability,
  });
  if (total === 0) {
    return undefined;
  }
  if (nodeBound && allLeaveNode) {
    return shown({ nodeBound: false, zonal: zone > 0, sharing: 'unknown' });
  }
  if (nodeBound) {
    // Directories that are not tied to a node: of a file system that every node mounts, or so it seems.
    return tiesVolumes && node === 0
      ? shown({ nodeBound: undefined, sharing: 'filesystem' })
      : undefined;
  }
  if (node === total) {
    return shown({ nodeBound: true, sharing: 'never' });
  }
  return knownBy !== 'table' && allLeaveNode
    ? shown({ nodeBound: false, zonal: zone > 0 })
    : undefined;
}

function totalOf(places: VolumePlaces): number {
  return Object.values(places).reduce((sum, number) => sum + number, 0);
}
