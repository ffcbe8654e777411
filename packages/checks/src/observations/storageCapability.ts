import type { StorageClassFact } from '../facts/storage';
import type { Profile, ProvisionerCapability } from '../profiles';
import { wildcard } from '../profiles/wildcard';

/** What the volumes of a provisioner can do, as far as is known. */
export type StorageCapability = ReturnType<typeof capabilityOf>;

/** By what it is known, the surest last. */
type KnownBy = 'nothing' | 'name' | 'table' | 'storageProfile' | 'volumes';

/** Which volumes many nodes may write to: `depends` on the backend, which the class does not tell. */
type Sharing = 'filesystem' | 'block' | 'never' | 'depends' | 'unknown';

/** Looks a StorageClass up in the profile's provisioners and the shipped table; the first row that matches counts. */
export function capabilityOf(
  {
    provisioner,
    parameters,
  }: Pick<StorageClassFact, 'provisioner' | 'parameters'>,
  profile: Profile,
) {
  const row = profile.storage.provisioners.find(({ name }) =>
    wildcard(name)(provisioner),
  );
  const known: Partial<ProvisionerCapability> = row ?? {};
  const byTable = known.verified === 'unverified' ? 'name' : 'table';
  return {
    sharing: row ? sharingOf(row, parameters) : 'unknown',
    /** The data is out of reach without its node; undefined where that is not known. */
    nodeBound: known.nodeBound,
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
  parameters: StorageClassFact['parameters'],
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
