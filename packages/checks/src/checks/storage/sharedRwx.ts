import type { Evidence } from '@runai-portal/backstage-plugin-runai-common';
import { legacyCheck } from '../../declarations';
import { csiDriversFact } from '../../facts/csiDrivers';
import {
  persistentVolumesFact,
  type SharedVolumeFact,
} from '../../facts/persistentVolumes';
import {
  storageClassesFact,
  type StorageClassFact,
} from '../../facts/storageClasses';
import {
  storageProfilesFact,
  type StorageProfileFact,
} from '../../facts/storageProfiles';
import type { Profile } from '../../profiles';
import {
  capabilityOf,
  type StorageCapability,
} from '../../observations/storage';
import { capitalised } from '../../words';

const WORDS = {
  filesystem: 'ReadWriteMany',
  block: 'ReadWriteMany for block devices alone',
  never: 'one node at a time',
  depends: 'depends on the backend',
  unknown: 'unknown',
} as const;

/** Seed B10: researchers' containers see the same data from any machine. */
export const sharedRwx = legacyCheck({
  id: 'storage.shared-rwx',
  title: 'Researchers see the same data from every node',
  category: 'storage',
  requirements: ['B10'],
  description:
    'Containers of researchers must read and write the same data from any node (ReadWriteMany). A volume of that kind that exists proves it; else the provisioners of the storage classes are looked up, or an NFS server is declared.',
  scope: 'cluster',
  severity: 'required',
  facts: { classes: storageClassesFact, volumes: persistentVolumesFact },
  optionalFacts: { drivers: csiDriversFact, profiles: storageProfilesFact },
  reasons: [
    'ProvenByVolume',
    'DeclaredNfs',
    'ClassCanShare',
    'AssumedByName',
    'UnknownProvisioner',
    'OnlyBlock',
    'NoSharedStorage',
  ],
  evaluate: ({ facts, optional, profile, settings }) => {
    const expected =
      'storage that many nodes may write to (ReadWriteMany, file system)';
    const shared = facts.volumes.readWriteMany.filter(volume =>
      isShared(volume, profile),
    );
    if (shared.length > 0) {
      const [first] = shared;
      return {
        status: 'pass',
        reason: 'ProvenByVolume',
        message: `${
          shared.length === 1 ? 'A volume is' : `${shared.length} volumes are`
        } shared already. One is ${first.name}: ${
          first.nfs ? `NFS ${first.nfs}` : first.source
        }, ${first.phase}`,
        evidence: shared.slice(0, 5).map(volumeEvidence),
        expected,
        actual: `${shared.length} ReadWriteMany ${
          shared.length === 1 ? 'volume' : 'volumes'
        }`,
      };
    }
    if (settings.storage?.nfsServer) {
      const { nfsServer } = settings.storage;
      return {
        status: 'pass',
        reason: 'DeclaredNfs',
        message: `The settings name an NFS server. It is ${nfsServer}; that nodes reach it is for the storage probe to show`,
        evidence: [
          { what: 'settings', key: 'storage.nfsServer', value: nfsServer },
        ],
        expected,
        actual: `NFS ${nfsServer}, as declared`,
      };
    }
    const unproven = facts.volumes.readWriteMany;
    const profiles = optional.profiles.ok ? optional.profiles.value : [];
    const classes = facts.classes.map(entry => ({
      entry,
      can: canShare(entry, profiles, profile),
    }));
    const base = {
      expected,
      actual:
        classes
          .map(({ entry, can }) => `${entry.name}: ${WORDS[can.readWriteMany]}`)
          .join(', ') || 'no storage classes',
      evidence: [
        ...(classes.length === 0
          ? [{ what: 'storageclasses', value: 'absent' }]
          : classes
              .slice(0, 20)
              .map(({ entry, can }) => classEvidence(entry, can))),
        ...unproven.slice(0, 5).map(volumeEvidence),
      ],
    };
    const having = (...kinds: StorageCapability['readWriteMany'][]) =>
      classes.filter(({ can }) => kinds.includes(can.readWriteMany));
    const known = having('filesystem').filter(({ can }) => !can.guessed);
    const names = (list: typeof classes) =>
      list
        .map(({ entry, can }) => `${entry.name} (${can.title})`)
        .slice(0, 5)
        .join(', ');
    if (known.length > 0) {
      return {
        ...base,
        status: 'pass',
        reason: 'ClassCanShare',
        message: `Volumes of ${
          known[0].entry.name
        } can be shared. Known to serve many nodes: ${names(known)}`,
      };
    }
    const guessed = having('filesystem');
    const open = having('depends', 'unknown');
    const remediation = shareRemediation(
      optional.drivers.ok ? optional.drivers.value.map(({ name }) => name) : [],
      profile,
    );
    if (guessed.length > 0) {
      return {
        ...base,
        status: 'warn',
        reason: 'AssumedByName',
        message: `${
          guessed[0].entry.name
        } seems to share volumes. Its provisioner is known by its name alone: ${names(
          guessed,
        )}. Run the storage probe to be sure`,
        remediation,
      };
    }
    if (open.length > 0) {
      const why = open.map(({ entry, can }) =>
        can.when
          ? `${entry.name} shares volumes where ${can.when}`
          : `the provisioner of ${entry.name}, ${
              entry.provisioner || 'none'
            }, is in no table`,
      );
      return {
        ...base,
        status: 'warn',
        reason: 'UnknownProvisioner',
        message: `Whether volumes can be shared is not known. ${why
          .slice(0, 3)
          .map(capitalised)
          .join('; ')}. Run the storage probe`,
        remediation,
      };
    }
    const block = having('block');
    if (block.length > 0) {
      return {
        ...base,
        status: 'warn',
        reason: 'OnlyBlock',
        message: `${
          block[0].entry.name
        } shares raw block devices alone. That is of no use for a directory of data: ${names(
          block,
        )}`,
        remediation,
      };
    }
    return {
      ...base,
      status: 'fail',
      reason: 'NoSharedStorage',
      message:
        classes.length === 0
          ? 'No volume can be shared. There is no storage class, no shared volume, and no NFS server is declared'
          : `No volume can be shared. Class ${names(classes)} ${
              classes.length === 1 ? 'serves' : 'serve'
            } one node at a time, and ${
              unproven.length === 0
                ? 'there is no ReadWriteMany volume'
                : `of the volumes that say ReadWriteMany none can be shared, e.g. ${unproven[0].name}`
            }`,
      remediation,
    };
  },
});

/** Volumes of one node, and disks that one node at a time attaches: no access mode that is written on them changes that. */
const NEVER_SHARED = new Set([
  'hostPath',
  'local',
  'awsElasticBlockStore',
  'azureDisk',
  'cinder',
  'fc',
  'gcePersistentDisk',
  'iscsi',
  'rbd',
]);

/**
 * Whether a volume can be shared now. Access modes are what somebody wrote: a host path may call itself ReadWriteMany, and each
 * node then has its own. A volume that is released or being deleted tells of storage that was.
 */
function isShared(volume: SharedVolumeFact, profile: Profile): boolean {
  if (
    volume.volumeMode !== 'Filesystem' ||
    volume.terminating ||
    !['Bound', 'Available'].includes(volume.phase) ||
    NEVER_SHARED.has(volume.source)
  ) {
    return false;
  }
  if (!volume.source.startsWith('csi/')) {
    return true;
  }
  const provisioner = volume.source.slice('csi/'.length);
  const { nodeBound, readWriteMany } = capabilityOf(
    { provisioner, parameters: {} },
    profile,
  );
  // A driver that is in no table may tie its volumes to a node: then the volume itself says so.
  return readWriteMany === 'unknown'
    ? !volume.nodeAffinity
    : !nodeBound && readWriteMany !== 'never' && readWriteMany !== 'block';
}

/** What a StorageProfile says of the class goes before the table: it was made for this cluster. */
function canShare(
  entry: StorageClassFact,
  profiles: readonly StorageProfileFact[],
  profile: Profile,
): StorageCapability {
  const capability = capabilityOf(entry, profile);
  const sets =
    profiles.find(({ name }) => name === entry.name)?.claimPropertySets ?? [];
  const many = sets.filter(({ accessModes }) =>
    accessModes.includes('ReadWriteMany'),
  );
  if (capability.nodeBound || many.length === 0) {
    return capability;
  }
  return {
    ...capability,
    readWriteMany: many.some(({ volumeMode }) => volumeMode === 'Filesystem')
      ? 'filesystem'
      : 'block',
    source: `storageprofile/${entry.name}`,
    guessed: false,
  };
}

function classEvidence(
  { name, provisioner }: StorageClassFact,
  can: StorageCapability,
): Omit<Evidence, 'observedAt'> {
  return {
    what: `storageclass/${name}`,
    key: provisioner || 'provisioner',
    value: `${WORDS[can.readWriteMany]} (${can.source})`,
  };
}

function volumeEvidence({
  name,
  nfs,
  source,
  phase,
  claim,
  terminating,
}: SharedVolumeFact): Omit<Evidence, 'observedAt'> {
  return {
    what: `persistentvolume/${name}`,
    key: nfs ? `nfs ${nfs}` : source,
    value: `ReadWriteMany, ${phase}${claim ? ` to ${claim}` : ''}${
      terminating ? ', being deleted' : ''
    }`,
  };
}

function shareRemediation(drivers: readonly string[], profile: Profile) {
  const ready = drivers.filter(
    provisioner =>
      capabilityOf({ provisioner, parameters: {} }, profile).readWriteMany ===
      'filesystem',
  );
  return {
    owner: 'storage' as const,
    text:
      ready.length > 0
        ? `The driver ${ready.join(
            ', ',
          )} is installed: make a storage class of it. Or declare the NFS server that researchers use, by the setting storage.nfsServer.`
        : 'Offer storage that many nodes mount: an NFS server with its CSI driver, or the file service of your storage or cloud. Declare an NFS server that researchers use already, by the setting storage.nfsServer.',
    commands: [
      'kubectl get storageclasses,csidrivers',
      'kubectl get persistentvolumes -o wide',
    ],
    docs: [
      {
        title: 'Access modes',
        url: 'https://kubernetes.io/docs/concepts/storage/persistent-volumes/#access-modes',
      },
      {
        title: 'NFS CSI driver',
        url: 'https://github.com/kubernetes-csi/csi-driver-nfs',
      },
    ],
  };
}
