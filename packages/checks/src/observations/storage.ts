import { defineObservation, type ValueOf } from '../declarations';
import {
  persistentVolumesFact,
  storageClassesFact,
  storageProfilesFact,
  type SharedVolumeFact,
  type StorageClassFact,
  type VolumePlaces,
} from '../facts/storage';
import type { Profile, ProvisionerCapability } from '../profiles';
import { volumeTable } from '../profiles/tables';
import { wildcard } from '../profiles/wildcard';
import { groupBy, sum } from './collections';

/** By what it is known, the surest last. */
type KnownBy = 'nothing' | 'name' | 'table' | 'storageProfile' | 'volumes';

/** Which volumes many nodes may write to: `depends` on the backend, which the class does not tell. */
type Sharing = 'filesystem' | 'block' | 'never' | 'depends' | 'unknown';

type Provision = Pick<StorageClassFact, 'provisioner' | 'parameters'>;

/** What the volumes of a provisioner can do, as far as the profile's and the shipped table tell it; the first row that matches counts. */
export function capabilityOf(provision: Provision, profile: Profile) {
  const { provisioner } = provision;
  const row = profile.storage.provisioners.find(({ name }) =>
    wildcard(name)(provisioner),
  );
  const known: Partial<ProvisionerCapability> = row ?? {};
  const byTable = known.verified === 'unverified' ? 'name' : 'table';
  return {
    sharing: row ? sharingOf(row, provision) : 'unknown',
    /** The data is out of reach without its node; undefined where that is not known. */
    nodeBound: known.nodeBound,
    /** The kubelet mounts its volumes with the NFS client of the node. */
    mountedByKubelet: known.mountedByKubelet ?? false,
    /** Each of its volumes is tied to a node by an affinity of its own. */
    tiesVolumes: known.tiesVolumes ?? false,
    /** A volume is reached from one zone alone. */
    zonal: known.zonal ?? false,
    /** The product, else the provisioner's name. */
    title: known.title ?? (provisioner || 'no provisioner'),
    /** Where the knowledge comes from. */
    source: known.source ?? 'in no table',
    /** What `depends` depends on. */
    when: known.rwxWhen,
    // A class may be known by more than its provisioner.
    knownBy: (row ? byTable : 'nothing') as KnownBy,
  };
}

function sharingOf(
  row: ProvisionerCapability,
  { parameters }: Provision,
): Sharing {
  const decided = row.parameters?.find(({ name, value }) =>
    Object.entries(parameters).some(
      ([key, written]) =>
        new RegExp(name, 'i').test(key) && new RegExp(value, 'i').test(written),
    ),
  );
  if (decided) {
    return decided.readWriteMany;
  }
  return row.modes.includes('ReadWriteMany')
    ? row.rwxOnlyFor ?? (row.rwxWhen ? 'depends' : 'filesystem')
    : 'never';
}

/** A StorageClass with what its volumes can do: by its provisioner, by its StorageProfile, and by the volumes that it has. */
export type ObservedStorageClass = ValueOf<
  typeof storageClassesObservation
>[number];

/** All StorageClasses. What a cluster shows by its volumes goes before what a provisioner's name makes one expect. */
export const storageClassesObservation = defineObservation({
  id: 'storage-classes',
  uses: { classes: storageClassesFact },
  optional: { volumes: persistentVolumesFact, profiles: storageProfilesFact },
  observe: ({ classes, volumes, profiles = [], profile }) => {
    const placesOf = new Map(Object.entries(volumes?.byClass ?? {}));
    return classes.map(entry => {
      const { name } = entry;
      const places = placesOf.get(name) ?? {};
      const capability = capabilityOf(entry, profile);
      const shown = shownBy(places, capability);
      const placed: typeof capability = {
        ...capability,
        ...(shown && {
          source: `volumes of storageclass/${name}`,
          knownBy: 'volumes',
          ...shown,
        }),
      };
      const own = profiles.find(one => one.name === name);
      return {
        ...entry,
        ...placed,
        // It was made for this cluster: it goes before the table, but for volumes that are tied to a node.
        ...(own &&
          !placed.nodeBound && {
            sharing: own.sharing,
            source: `storageprofile/${name}`,
            knownBy: 'storageProfile' as const,
          }),
        /** How `nodeBound` is known, where `knownBy` is for `sharing`. */
        placeKnownBy: placed.knownBy,
        /** How many volumes it has. */
        volumes: sum(Object.values(places)),
      };
    });
  },
});

type Capability = ReturnType<typeof capabilityOf>;

/** What the places of its volumes show of a class against the table, or where the table says nothing. */
function shownBy(
  places: VolumePlaces,
  { nodeBound, tiesVolumes, knownBy }: Capability,
): Partial<Capability> | undefined {
  const { node = 0, zone = 0, network = 0 } = places;
  const total = sum(Object.values(places));
  const allLeaveNode = zone + network === total;
  const zonal = zone > 0;
  if (total === 0) {
    return undefined;
  }
  if (nodeBound && allLeaveNode) {
    return { nodeBound: false, zonal, sharing: 'unknown' };
  }
  if (nodeBound) {
    // Directories that are not tied to a node: of a file system that every node mounts, or so it seems.
    return tiesVolumes && node === 0
      ? { nodeBound: undefined, sharing: 'filesystem' }
      : undefined;
  }
  if (node === total) {
    return { nodeBound: true, sharing: 'never' };
  }
  return knownBy !== 'table' && allLeaveNode
    ? { nodeBound: false, zonal }
    : undefined;
}

/** Volumes that say ReadWriteMany, by what they prove. */
export const sharedVolumesObservation = defineObservation({
  id: 'shared-volumes',
  uses: { volumes: persistentVolumesFact },
  optional: { classes: storageClassesFact },
  observe: ({ volumes, classes = [], profile }) => {
    const by = groupBy(volumes.readWriteMany, volume =>
      proofOf(volume, classes, profile),
    );
    return {
      /** Many nodes share them now. */
      proven: by.get('proven') ?? [],
      /** By all that can be read they are shared; a look from two nodes would show it. */
      likely: by.get('likely') ?? [],
      /** They cannot be shared, whatever is written on them. */
      others: by.get('none') ?? [],
    };
  },
});

/**
 * What a volume proves. Access modes are what somebody wrote: a host path may call itself ReadWriteMany, and each node then has
 * its own. A volume that is released or being deleted tells of storage that was.
 */
function proofOf(
  volume: SharedVolumeFact,
  classes: readonly StorageClassFact[],
  profile: Profile,
): 'proven' | 'likely' | 'none' {
  const { volumeMode, terminating, phase, tiedTo, source } = volume;
  const isAlive = !terminating && ['Bound', 'Available'].includes(phase);
  if (volumeMode !== 'Filesystem' || !isAlive || tiedTo === 'node') {
    return 'none';
  }
  const entry = classes.find(({ name }) => name === volume.storageClass);
  const [, provisioner] = /^csi\/(.*)/.exec(source) ?? [];
  if (provisioner) {
    const parameters = entry?.parameters ?? {};
    const driver = capabilityOf({ provisioner, parameters }, profile);
    if (driver.nodeBound || ['never', 'block'].includes(driver.sharing)) {
      return 'none';
    }
    return !tiedTo || driver.sharing === 'filesystem' ? 'proven' : 'likely';
  }
  const reach = volumeTable().sources.get(source) ?? 'depends';
  // A directory by a provisioner that else ties each of its volumes to a node, and this one not.
  const isUntied =
    reach === 'node' && entry && capabilityOf(entry, profile).tiesVolumes;
  const byReach = {
    many: 'proven',
    depends: 'likely',
    node: tiedTo === 'nodes' || isUntied ? 'likely' : 'none',
    one: 'none',
  } as const;
  return byReach[reach];
}
