import { defineObservation } from '../declarations';
import {
  persistentVolumesFact,
  type SharedVolumeFact,
  storageClassesFact,
  type StorageClassFact,
} from '../facts/storage';
import type { Profile } from '../profiles';
import { volumeTable } from '../profiles/tables';
import { capabilityOf } from './storageCapability';

/** Volumes that say ReadWriteMany, by what they prove. */
export const sharedVolumesObservation = defineObservation({
  id: 'shared-volumes',
  uses: { volumes: persistentVolumesFact },
  optional: { classes: storageClassesFact },
  observe: ({ volumes, classes = [], profile }) => {
    const having = (wanted: ReturnType<typeof proofOf>) =>
      volumes.readWriteMany.filter(
        volume => proofOf(volume, classes, profile) === wanted,
      );
    return {
      /** Many nodes share them now. */
      proven: having('proven'),
      /** By all that can be read they are shared; a look from two nodes would show it. */
      likely: having('likely'),
      /** They cannot be shared, whatever is written on them. */
      others: having('none'),
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
