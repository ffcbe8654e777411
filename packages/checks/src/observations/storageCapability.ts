import type { StorageClassFact } from '../facts/storage';
import type { Profile, ProvisionerCapability } from '../profiles';
import { wildcard } from '../profiles/wildcard';

/** What the volumes of a provisioner can do, as far as is known. */
export interface StorageCapability {
  /** Which volumes many nodes may write to: `depends` on the backend, which the class does not tell. */
  readonly sharing: 'filesystem' | 'block' | 'never' | 'depends' | 'unknown';
  /** The data is out of reach without its node; undefined where that is not known. */
  readonly nodeBound?: boolean;
  /** Each of its volumes is tied to a node by an affinity of its own. */
  readonly tiesVolumes: boolean;
  /** A volume is reached from one zone alone. */
  readonly zonal: boolean;
  /** The product, else the provisioner's name. */
  readonly title: string;
  /** What `depends` depends on. */
  readonly when?: string;
  /** Where the knowledge comes from. */
  readonly source: string;
  /** The surest last. */
  readonly knownBy: 'nothing' | 'name' | 'table' | 'storageProfile' | 'volumes';
}

/** Looks a StorageClass up in the profile's provisioners and the shipped table; the first row that matches counts. */
export function capabilityOf(
  {
    provisioner,
    parameters,
  }: Pick<StorageClassFact, 'provisioner' | 'parameters'>,
  profile: Profile,
): StorageCapability {
  const row = profile.storage.provisioners.find(({ name }) =>
    wildcard(name)(provisioner),
  );
  const known: Partial<ProvisionerCapability> = row ?? {};
  const byTable = known.verified === 'unverified' ? 'name' : 'table';
  return {
    sharing: row ? sharingOf(row, parameters) : 'unknown',
    nodeBound: known.nodeBound,
    tiesVolumes: known.tiesVolumes ?? false,
    zonal: known.zonal ?? false,
    title: known.title ?? (provisioner || 'no provisioner'),
    source: known.source ?? 'in no table',
    when: known.rwxWhen,
    knownBy: row ? byTable : 'nothing',
  };
}

function sharingOf(
  row: ProvisionerCapability,
  parameters: StorageClassFact['parameters'],
): StorageCapability['sharing'] {
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
