import { defineObservation } from '../declarations';
import {
  persistentVolumesFact,
  type SharedVolumeFact,
} from '../facts/persistentVolumes';
import {
  storageClassesFact,
  type StorageClassFact,
} from '../facts/storageClasses';
import type { Profile } from '../profiles';
import { reachOfSource } from '../profiles/volumeTable';
import { capabilityOf } from './storageCapability';

/** Volumes that say ReadWriteMany, by what they prove. */
export interface SharedVolumes {
  /** Many nodes share them now. */
  readonly proven: readonly SharedVolumeFact[];
  /** By all that can be read they are shared; a look from two nodes would show it. */
  readonly likely: readonly SharedVolumeFact[];
  /** They cannot be shared, whatever is written on them. */
  readonly others: readonly SharedVolumeFact[];
}

/** Which volumes are shared already. */
export const sharedVolumesObservation = defineObservation({
  id: 'shared-volumes',
  uses: { volumes: persistentVolumesFact },
  optional: { classes: storageClassesFact },
  observe: ({ volumes, classes = [], profile }): SharedVolumes => {
    const judged = volumes.readWriteMany.map(volume => ({
      volume,
      proof: proofOf(volume, { classes, profile }),
    }));
    const having = (wanted: Proof) =>
      judged
        .filter(({ proof }) => proof === wanted)
        .map(({ volume }) => volume);
    return {
      proven: having('proven'),
      likely: having('likely'),
      others: having('none'),
    };
  },
});

type Proof = 'proven' | 'likely' | 'none';

interface ProofContext {
  classes: readonly StorageClassFact[];
  profile: Profile;
}

/**
 * What a volume proves. Access modes are what somebody wrote: a host path may call itself ReadWriteMany, and each node then has
 * its own. A volume that is released or being deleted tells of storage that was.
 */
function proofOf(volume: SharedVolumeFact, context: ProofContext): Proof {
  if (
    volume.volumeMode !== 'Filesystem' ||
    volume.terminating ||
    !['Bound', 'Available'].includes(volume.phase) ||
    volume.tiedTo === 'node'
  ) {
    return 'none';
  }
  if (volume.source.startsWith('csi/')) {
    return proofOfDriver(volume, context);
  }
  switch (reachOfSource(volume.source)) {
    case 'many':
      return 'proven';
    case 'depends':
      return 'likely';
    case 'node':
      return volume.tiedTo === 'nodes' || isUntiedByRule(volume, context)
        ? 'likely'
        : 'none';
    default:
      return 'none';
  }
}

function proofOfDriver(
  volume: SharedVolumeFact,
  { classes, profile }: ProofContext,
): Proof {
  const provisioner = volume.source.slice('csi/'.length);
  const { parameters = {} } =
    classes.find(({ name }) => name === volume.storageClass) ?? {};
  const { nodeBound, sharing } = capabilityOf(
    { provisioner, parameters },
    profile,
  );
  if (nodeBound || sharing === 'never' || sharing === 'block') {
    return 'none';
  }
  return volume.tiedTo === undefined || sharing === 'filesystem'
    ? 'proven'
    : 'likely';
}

/** A directory by a provisioner that else ties each of its volumes to a node, and this one not. */
function isUntiedByRule(
  volume: SharedVolumeFact,
  { classes, profile }: ProofContext,
): boolean {
  const entry = classes.find(({ name }) => name === volume.storageClass);
  return entry !== undefined && capabilityOf(entry, profile).tiesVolumes;
}
