import type { StorageClassFact } from '../facts/storageClasses';
import type { Profile, ProvisionerCapability } from '../profiles';

/** What the volumes of a StorageClass can do, as far as it is known. */
export interface StorageCapability {
  /** `depends`: on the backend, which the class does not tell; `unknown`: the provisioner is in no table. */
  readonly readWriteMany:
    | 'filesystem'
    | 'block'
    | 'never'
    | 'depends'
    | 'unknown';
  /** The data is out of reach without its node; undefined where the provisioner is unknown. */
  readonly nodeBound?: boolean;
  /** A volume is reached from one zone alone. */
  readonly zonal: boolean;
  /** The product, else the provisioner's name. */
  readonly title: string;
  /** What `depends` depends on. */
  readonly when?: string;
  /** Where the knowledge comes from. */
  readonly source: string;
  /** It rests on the provisioner's name alone. */
  readonly guessed: boolean;
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
    matches(name, provisioner),
  );
  if (!row) {
    return {
      readWriteMany: 'unknown',
      zonal: false,
      title: provisioner || 'no provisioner',
      source: 'in no table',
      guessed: false,
    };
  }
  const readWriteMany = byParameters(row, parameters) ?? byRow(row);
  return {
    readWriteMany,
    nodeBound: row.nodeBound,
    zonal: row.zonal === true,
    title: row.title,
    source: row.source,
    guessed: row.verified === 'unverified',
    ...(readWriteMany === 'depends' && row.rwxWhen && { when: row.rwxWhen }),
  };
}

function byRow(row: ProvisionerCapability): StorageCapability['readWriteMany'] {
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
): StorageCapability['readWriteMany'] | undefined {
  const decided = row.parameters?.find(({ name, value }) =>
    Object.entries(parameters).some(
      ([key, written]) =>
        new RegExp(name, 'i').test(key) && new RegExp(value, 'i').test(written),
    ),
  );
  return decided?.readWriteMany;
}

/** Whether a name matches a pattern in which a `*` stands for anything. */
function matches(pattern: string, name: string): boolean {
  const parts = pattern
    .split('*')
    .map(part => part.replace(/[.+?^${}()|[\]\\]/g, '\\$&'));
  return new RegExp(`^${parts.join('.*')}$`).test(name);
}
