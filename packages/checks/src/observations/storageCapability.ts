import type { StorageClassFact } from '../facts/storageClasses';
import type { Profile, ProvisionerCapability } from '../profiles';
import { wildcard } from '../profiles/wildcard';

/** Which volumes many nodes may write to: `depends` on the backend, which the class does not tell. */
export type Sharing = 'filesystem' | 'block' | 'never' | 'depends' | 'unknown';

/** How something is known of a StorageClass: the surest last. */
export type KnownBy =
  | 'nothing'
  | 'name'
  | 'table'
  | 'storageProfile'
  | 'volumes';

/** What the volumes of a provisioner can do, as far as the tables know. */
export interface StorageCapability {
  readonly sharing: Sharing;
  /** The data is out of reach without its node; undefined where the provisioner is unknown. */
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
  readonly knownBy: KnownBy;
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
  if (!row) {
    return {
      sharing: 'unknown',
      tiesVolumes: false,
      zonal: false,
      title: provisioner || 'no provisioner',
      source: 'in no table',
      knownBy: 'nothing',
    };
  }
  const sharing = byParameters(row, parameters) ?? byRow(row);
  return {
    sharing,
    nodeBound: row.nodeBound,
    tiesVolumes: row.tiesVolumes === true,
    zonal: row.zonal === true,
    title: row.title,
    source: row.source,
    knownBy: row.verified === 'unverified' ? 'name' : 'table',
    ...(sharing === 'depends' && row.rwxWhen && { when: row.rwxWhen }),
  };
}

function byRow(row: ProvisionerCapability): Sharing {
  if (!row.modes.includes('ReadWriteMany')) {
    return 'never';
  }
  if (row.rwxOnlyFor) {
    return row.rwxOnlyFor;
  }
  return row.rwxWhen ? 'depends' : 'filesystem';
}

function byParameters(
  row: ProvisionerCapability,
  parameters: StorageClassFact['parameters'],
): Sharing | undefined {
  const decided = row.parameters?.find(({ name, value }) =>
    Object.entries(parameters).some(
      ([key, written]) =>
        new RegExp(name, 'i').test(key) && new RegExp(value, 'i').test(written),
    ),
  );
  return decided?.readWriteMany;
}
