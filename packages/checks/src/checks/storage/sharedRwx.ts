import { defineCheck, type Values } from '../../declarations';
import { evidenceOf, firstOf, type EvidenceRow } from '../../engine/findings';
import { csiDriversFact, type SharedVolumeFact } from '../../facts/storage';
import { groupBy } from '../../observations/collections';
import {
  capabilityOf,
  sharedVolumesObservation,
  storageClassesObservation,
  type ObservedStorageClass,
} from '../../observations/storage';
import { someNames } from '../../words';
import { classRows, declaredNfs } from './storageFindings';

const WORDS = {
  filesystem: 'ReadWriteMany',
  block: 'ReadWriteMany for block devices alone',
  never: 'one node at a time',
  depends: 'depends on the backend',
  unknown: 'unknown',
} as const;

const OFFER = {
  owner: 'storage',
  text: '[The driver {drivers} is installed: make a storage class of it. Or declare|Offer storage that many nodes mount: an NFS server with its CSI driver, or the file service of your storage or cloud. Or declare] the NFS server that researchers use already, by the setting storage.nfsServer.',
  commands: [
    'kubectl get storageclasses,csidrivers',
    'kubectl get persistentvolumes -o wide',
  ],
  docs: ['accessModes', 'nfsDriver'],
} as const;

/** What classes, and volumes that seem to be shared, let one say. */
const SUREST_FIRST = [
  'ClassCanShare',
  'AssumedByVolume',
  'AssumedByName',
  'UnknownProvisioner',
  'OnlyBlock',
] as const;

/** Seed B10: researchers' containers see the same data from any machine. */
export const sharedRwx = defineCheck({
  id: 'storage.shared-rwx',
  title: 'Researchers see the same data from every node',
  category: 'storage',
  requirements: ['B10'],
  description:
    'Containers of researchers must read and write the same data from any node (ReadWriteMany). A volume of that kind that exists proves it; else the provisioners of the storage classes are looked up, or an NFS server is declared.',
  verify: {
    text: 'Look for volumes that many nodes mount (RWX), and for a class that can make them. To be sure, write a file from a pod on one node and read it from a pod on another.',
    commands: [
      'kubectl get persistentvolumes',
      'kubectl get storageclasses,csidrivers',
      'kubectl get persistentvolumeclaims --all-namespaces | grep RWX',
    ],
  },
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
      says: 'A volume seems to be shared. [It is {volume}: {where}, which no affinity ties to one node|It would be one of {first}, whose volumes no affinity ties to a node]. Run the storage probe to be sure',
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
      says: 'No volume can be shared. [Class {names} {count:serves|serve} one node at a time|There is no storage class, and no NFS server is declared], and [of the volumes that say ReadWriteMany none can be shared, e.g. {claimed}|there is no ReadWriteMany volume]',
      remedy: OFFER,
    },
  },
  evaluate: ({ classes, volumes, drivers = [], profile, settings }) => {
    const { proven, likely, others } = volumes;
    if (proven.length > 0) {
      return {
        outcome: 'ProvenByVolume',
        values: { count: proven.length, ...volumeWords(proven[0]) },
        evidence: evidenceOf(proven.slice(0, 5).map(volumeRow)),
      };
    }
    const { nfsServer } = settings.storage ?? {};
    if (nfsServer) {
      return declaredNfs(nfsServer);
    }
    const told = groupBy(classes, outcomeOf);
    const outcome =
      SUREST_FIRST.find(
        key =>
          told.has(key) || (key === 'AssumedByVolume' && likely.length > 0),
      ) ?? 'NoSharedStorage';
    const shown = classes.map(
      ({ name, sharing }) => `${name}: ${WORDS[sharing]}`,
    );
    // A driver that could share and has no class is the nearest way.
    const able = drivers.filter(
      provisioner =>
        capabilityOf({ provisioner, parameters: {} }, profile).sharing ===
        'filesystem',
    );
    return {
      outcome,
      values: {
        classes: shown.join(', ') || 'no storage classes',
        drivers: able.join(', ') || undefined,
        claimed: others[0]?.name,
        ...classWords(told.get(outcome) ?? []),
        ...(likely.length > 0 && volumeWords(likely[0])),
      },
      evidence: evidenceOf(
        classRows(classes, ({ provisioner, sharing, source, knownBy }) => [
          provisioner || 'provisioner',
          `${WORDS[sharing]} (${source})`,
          knownBy === 'storageProfile' ? 'reported' : 'inferred',
        ]),
        [...likely, ...others].slice(0, 5).map(volumeRow),
      ),
    };
  },
});

type ClassOutcome = (typeof SUREST_FIRST)[number] | 'NoSharedStorage';

/** What a class lets one say: by how it is known that its volumes are shared, else by what they are. */
function outcomeOf({ sharing, knownBy }: ObservedStorageClass): ClassOutcome {
  return firstOf(
    [sharing === 'never', 'NoSharedStorage'],
    [sharing === 'block', 'OnlyBlock'],
    [sharing !== 'filesystem' || knownBy === 'nothing', 'UnknownProvisioner'],
    [knownBy === 'name', 'AssumedByName'],
    [knownBy === 'volumes', 'AssumedByVolume'],
    'ClassCanShare',
  );
}

function classWords(classes: readonly ObservedStorageClass[]): Values {
  const titles = classes.map(({ name, title }) => `${name} (${title})`);
  const dependent = classes.find(({ sharing }) => sharing === 'depends');
  const unknown = classes.find(({ sharing }) => sharing === 'unknown');
  return {
    count: classes.length,
    first: classes[0]?.name,
    names: someNames(titles, 5) || undefined,
    dependent: dependent?.name,
    when: dependent?.when,
    unknown: unknown?.name,
    provisioner: unknown && (unknown.provisioner || 'none'),
  };
}

function volumeWords({ name, nfs, source, phase }: SharedVolumeFact): Values {
  return { volume: name, where: nfs ? `NFS ${nfs}` : source, phase };
}

function volumeRow(volume: SharedVolumeFact): EvidenceRow {
  const { name, nfs, source, phase, claim, terminating } = volume;
  const state = `ReadWriteMany, ${phase}${claim ? ` to ${claim}` : ''}`;
  return [
    `persistentvolume/${name}`,
    nfs ? `nfs ${nfs}` : source,
    terminating ? `${state}, being deleted` : state,
  ];
}
