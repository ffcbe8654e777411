import {
  defineCheck,
  type EvidenceLine,
  type Values,
} from '../../declarations';
import { csiDriversFact } from '../../facts/csiDrivers';
import type { SharedVolumeFact } from '../../facts/persistentVolumes';
import { sharedVolumesObservation } from '../../observations/sharedVolumes';
import {
  storageClassesObservation,
  type ObservedStorageClass,
} from '../../observations/storageClasses';
import {
  capabilityOf,
  type Sharing,
} from '../../observations/storageCapability';
import type { Profile } from '../../profiles';
import { someNames } from '../../words';

const WORDS: Record<Sharing, string> = {
  filesystem: 'ReadWriteMany',
  block: 'ReadWriteMany for block devices alone',
  never: 'one node at a time',
  depends: 'depends on the backend',
  unknown: 'unknown',
};

const OFFER = {
  owner: 'storage',
  text: '[The driver {drivers} is installed: make a storage class of it. Or declare][Offer {storage} that many nodes mount: an NFS server with its CSI driver, or the file service of your storage or cloud. Or declare] the NFS server that researchers use already, by the setting storage.nfsServer.',
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
} as const;

/** Seed B10: researchers' containers see the same data from any machine. */
export const sharedRwx = defineCheck({
  id: 'storage.shared-rwx',
  title: 'Researchers see the same data from every node',
  category: 'storage',
  requirements: ['B10'],
  description:
    'Containers of researchers must read and write the same data from any node (ReadWriteMany). A volume of that kind that exists proves it; else the provisioners of the storage classes are looked up, or an NFS server is declared.',
  scope: 'cluster',
  severity: 'required',
  uses: {
    classes: storageClassesObservation,
    volumes: sharedVolumesObservation,
  },
  optional: { drivers: csiDriversFact },
  expected: 'storage that many nodes may write to (ReadWriteMany, file system)',
  actual: '{classes}',
  outcomes: {
    ProvenByVolume: {
      status: 'pass',
      says: '{count} {count:volume is|volumes are} shared already. One is {volume}: {where}, {phase}',
      actual: '{count} ReadWriteMany {count:volume|volumes}',
    },
    DeclaredNfs: {
      status: 'pass',
      says: 'The settings name an NFS server. It is {nfsServer}; that nodes reach it is for the storage probe to show',
      actual: 'NFS {nfsServer}, as declared',
    },
    ClassCanShare: {
      status: 'pass',
      says: 'Volumes of {first} can be shared. Known to serve many nodes: {names}',
    },
    AssumedByVolume: {
      status: 'warn',
      says: 'A volume seems to be shared. [It is {volume}: {where}, which no affinity ties to one node][It would be one of {first}, whose volumes no affinity ties to a node]. Run the storage probe to be sure',
      remedy: {
        ...OFFER,
        text: 'See whether its data is one and the same on every node; the storage probe shows it. Where it is not, offer storage that many nodes mount, or declare the NFS server that researchers use, by the setting storage.nfsServer.',
      },
    },
    AssumedByName: {
      status: 'warn',
      says: '{first} seems to share volumes. Its provisioner is known by its name alone: {names}. Run the storage probe to be sure',
      remedy: OFFER,
    },
    UnknownProvisioner: {
      status: 'warn',
      says: 'Whether volumes can be shared is not known.[ {dependent} shares volumes where {when}.][ The provisioner of {unknown}, {provisioner}, is in no table.] Run the storage probe',
      remedy: OFFER,
    },
    OnlyBlock: {
      status: 'warn',
      says: '{first} shares raw block devices alone. That is of no use for a directory of data: {names}',
      remedy: OFFER,
    },
    NoSharedStorage: {
      status: 'fail',
      says: 'No volume can be shared. [Class {names} {count:serves|serve} one node at a time][There is {no} storage class, and no NFS server is declared], and [of the volumes that say ReadWriteMany none can be shared, e.g. {volume}][there is {none} ReadWriteMany volume]',
      remedy: OFFER,
    },
  },
  evaluate: ({ classes, volumes, drivers = [], profile, settings }) => {
    const [proof] = volumes.proven;
    if (proof) {
      return {
        outcome: 'ProvenByVolume',
        values: { count: volumes.proven.length, ...volumeWords(proof) },
        evidence: volumes.proven.slice(0, 5).map(volumeEvidence),
      };
    }
    const { nfsServer } = settings.storage ?? {};
    if (nfsServer) {
      return {
        outcome: 'DeclaredNfs',
        values: { nfsServer },
        evidence: [
          {
            what: 'settings',
            key: 'storage.nfsServer',
            value: nfsServer,
            how: 'declared',
          },
        ],
      };
    }
    const { outcome, values } = select(classes, volumes.likely);
    const [claimed] = volumes.others;
    return {
      outcome,
      values: {
        classes:
          classes
            .map(
              ({ name, capability }) => `${name}: ${WORDS[capability.sharing]}`,
            )
            .join(', ') || 'no storage classes',
        ...remedyValues(
          drivers.map(({ name }) => name),
          profile,
        ),
        no: classes.length === 0 ? 'no' : undefined,
        none: claimed ? undefined : 'no',
        volume: claimed?.name,
        ...values,
      },
      evidence: [
        ...(classes.length === 0
          ? [{ what: 'storageclasses', value: 'absent' }]
          : classes.slice(0, 20).map(classEvidence)),
        ...[...volumes.likely, ...volumes.others]
          .slice(0, 5)
          .map(volumeEvidence),
      ],
    };
  },
});

/** What the classes, and volumes that seem to be shared, let one say: the surest first. */
function select(
  classes: readonly ObservedStorageClass[],
  likely: readonly SharedVolumeFact[],
) {
  const having = (...wanted: Sharing[]) =>
    classes.filter(({ capability }) => wanted.includes(capability.sharing));
  const can = having('filesystem');
  const known = can.filter(({ capability: { knownBy } }) =>
    ['table', 'storageProfile'].includes(knownBy),
  );
  if (known.length > 0) {
    return { outcome: 'ClassCanShare', values: classWords(known) } as const;
  }
  const [volume] = likely;
  const untied = can.filter(
    ({ capability }) => capability.knownBy === 'volumes',
  );
  if (volume || untied.length > 0) {
    return {
      outcome: 'AssumedByVolume',
      values: volume
        ? volumeWords(volume)
        : { ...classWords(untied), volume: undefined },
    } as const;
  }
  if (can.length > 0) {
    return { outcome: 'AssumedByName', values: classWords(can) } as const;
  }
  const [dependent] = having('depends');
  const [unknown] = having('unknown');
  if (dependent ?? unknown) {
    return {
      outcome: 'UnknownProvisioner',
      values: {
        dependent: dependent?.name,
        when: dependent?.capability.when,
        unknown: unknown?.name,
        provisioner: unknown && (unknown.provisioner || 'none'),
      },
    } as const;
  }
  const block = having('block');
  return block.length > 0
    ? ({ outcome: 'OnlyBlock', values: classWords(block) } as const)
    : ({
        outcome: 'NoSharedStorage',
        values: classes.length > 0 ? classWords(classes) : {},
      } as const);
}

function classWords(classes: readonly ObservedStorageClass[]): Values {
  return {
    count: classes.length,
    first: classes[0].name,
    names: someNames(
      classes.map(({ name, capability }) => `${name} (${capability.title})`),
      5,
    ),
  };
}

function volumeWords({ name, nfs, source, phase }: SharedVolumeFact): Values {
  return { volume: name, where: nfs ? `NFS ${nfs}` : source, phase };
}

/** A driver that could share and has no class is the nearest way. */
function remedyValues(drivers: readonly string[], profile: Profile): Values {
  const ready = drivers.filter(
    provisioner =>
      capabilityOf({ provisioner, parameters: {} }, profile).sharing ===
      'filesystem',
  );
  return ready.length > 0
    ? { drivers: ready.join(', ') }
    : { storage: 'storage' };
}

function classEvidence({
  name,
  provisioner,
  capability,
}: ObservedStorageClass): EvidenceLine {
  return {
    what: `storageclass/${name}`,
    key: provisioner || 'provisioner',
    value: `${WORDS[capability.sharing]} (${capability.source})`,
    how: capability.knownBy === 'storageProfile' ? 'reported' : 'inferred',
  };
}

function volumeEvidence(volume: SharedVolumeFact): EvidenceLine {
  const { name, nfs, source, phase, claim, terminating } = volume;
  return {
    what: `persistentvolume/${name}`,
    key: nfs ? `nfs ${nfs}` : source,
    value: `ReadWriteMany, ${phase}${claim ? ` to ${claim}` : ''}${
      terminating ? ', being deleted' : ''
    }`,
    how: 'observed',
  };
}
