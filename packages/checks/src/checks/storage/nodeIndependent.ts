import { defineCheck, type Finding } from '../../declarations';
import { evidenceOf, firstOf } from '../../engine/findings';
import { nodesFact } from '../../facts/nodes';
import type { NodeFact } from '../../facts/nodeFact';
import {
  storageClassesObservation,
  type ObservedStorageClass,
} from '../../observations/storage';
import { someNames } from '../../words';
import { classRows, declaredNfs } from './storageFindings';

const REMEDY = {
  owner: 'storage',
  text: 'Name a class of network storage at the installation, and in the settings of the cluster, or make such a class the default.',
  commands: [
    'kubectl get storageclass {name} -o yaml',
    'kubectl get storageclasses',
  ],
  docs: ['storageClasses'],
} as const;

/** What may be said of one class. */
const WORST_FIRST = [
  'NodeBound',
  'UnknownProvisioner',
  'AssumedByName',
  'SeemsShared',
  'ZonalVolume',
  'NetworkStorage',
] as const;

/** Seed B11: "needs to save data on a storage device that is not dependent on a specific node". */
export const nodeIndependent = defineCheck({
  id: 'storage.node-independent',
  title: 'Data of Run:ai does not depend on one node',
  category: 'storage',
  requirements: ['B11'],
  description:
    'The class that Run:ai will use (the one that the settings name, else the default) must keep its volumes where every node reaches them. With local volumes the data of Run:ai is lost, or out of reach, with one node. Volumes that the class has already tell it surest; else its provisioner is looked up.',
  verify: {
    text: 'See what serves the class, and whether its volumes are tied to nodes. To be sure, write to a volume from a pod, and read it from a pod on another node.',
    commands: [
      'kubectl get storageclass CLASS -o yaml',
      "kubectl get persistentvolumes -o custom-columns='NAME:.metadata.name,CLASS:.spec.storageClassName,TIED TO:.spec.nodeAffinity.required.nodeSelectorTerms[*].matchExpressions[*].values'",
    ],
  },
  uses: { classes: storageClassesObservation },
  optional: { nodes: nodesFact },
  dependsOn: ['storage.default-class'],
  expected: 'a class whose volumes every node reaches',
  actual: '{name}: {title}',
  outcomes: {
    NetworkStorage: {
      status: 'pass',
      says: '{name} keeps its volumes on the network. It is {title}',
    },
    DeclaredNfs: {
      status: 'pass',
      says: 'An NFS server keeps the data. The settings name {nfsServer}, which does not depend on a node of the cluster',
      actual: 'NFS {nfsServer}',
    },
    ClassMissing: {
      status: 'fail',
      says: 'The storage class {name} does not exist. The settings name it as the one that Run:ai uses',
      expected: 'storage class {name}',
      actual: '{names}',
      remedy: {
        owner: 'storage',
        text: 'Make the class, or name one that exists.',
        commands: ['kubectl get storageclasses'],
      },
    },
    NodeBound: {
      status: 'fail',
      says: '{name} keeps its volumes on single nodes. [Each of its {volumes} {volumes:volume is|volumes are} tied to one|It is {title}]: data of Run:ai would depend on one of them',
      remedy: REMEDY,
    },
    SeemsShared: {
      status: 'warn',
      says: '{name} seems to keep its volumes where every node reaches them. It is {title}, which ties each volume to a node, but none of those that it has is tied: it was given a file system that every node mounts, or so it seems. Run the storage probe to be sure',
      remedy: {
        ...REMEDY,
        text: 'See how the provisioner is configured, and whether its directory is one file system on every node; the storage probe shows it. Where it is, say so in a profile of the site.',
      },
    },
    ZonalVolume: {
      status: 'warn',
      says: 'A volume of {name} is reached from one zone alone. It is {title} and stays in the zone of its first pod; the nodes are in {count} zones: {zones}',
      remedy: {
        ...REMEDY,
        text: 'Have at least two workers in each zone that system nodes are in, or use storage that spans zones.',
      },
    },
    AssumedByName: {
      status: 'warn',
      says: '{name} seems to keep its volumes {place}. By its name alone, {provisioner} is {title}. Run the storage probe to be sure',
      remedy: REMEDY,
    },
    UnknownProvisioner: {
      status: 'warn',
      says: 'Whether volumes of {name} depend on a node is not known. Its provisioner, {provisioner}, is in no table. Run the storage probe',
      remedy: {
        ...REMEDY,
        text: 'Find out where the provisioner keeps its volumes; the storage probe shows it. Add the provisioner to a profile of the site, so that it is known from then on.',
      },
    },
    NoClass: {
      status: 'unknown',
      because: 'notRun',
      says: 'Which storage class Run:ai would use is not known. The settings name none, and none is the default',
      actual: 'no class',
      remedy: { ...REMEDY, commands: ['kubectl get storageclasses'] },
    },
  },
  evaluate: ({ classes, nodes = [], settings: { storage = {} } }) => {
    const { class: named, nfsServer } = storage;
    if (!named && nfsServer) {
      return declaredNfs(nfsServer);
    }
    const zones = zonesOf(nodes);
    const used = classes.filter(({ name, isDefault }) =>
      named ? name === named : isDefault,
    );
    // Of several defaults any may be taken: the worst one counts.
    for (const outcome of WORST_FIRST) {
      const worst = used.find(entry => outcomeOf(entry, zones) === outcome);
      if (worst) {
        return { outcome, ...tell(worst, zones) };
      }
    }
    return named
      ? {
          outcome: 'ClassMissing',
          values: {
            name: named,
            names: classes.map(({ name }) => name).join(', ') || 'no classes',
          },
          evidence: evidenceOf(
            classRows(classes, entry => ['provisioner', entry.provisioner]),
          ),
        }
      : { outcome: 'NoClass' };
  },
});

function outcomeOf(
  { nodeBound, zonal, placeKnownBy, volumeBindingMode }: ObservedStorageClass,
  zones: readonly string[],
): (typeof WORST_FIRST)[number] {
  const isUnknown = nodeBound === undefined;
  const waitsForPod = volumeBindingMode === 'WaitForFirstConsumer';
  return firstOf(
    [isUnknown && placeKnownBy === 'volumes', 'SeemsShared'],
    [isUnknown, 'UnknownProvisioner'],
    [placeKnownBy === 'name', 'AssumedByName'],
    [nodeBound === true, 'NodeBound'],
    [zonal && waitsForPod && zones.length > 1, 'ZonalVolume'],
    'NetworkStorage',
  );
}

function tell(
  entry: ObservedStorageClass,
  zones: readonly string[],
): Pick<Finding, 'values' | 'evidence'> {
  const { name, title, provisioner, volumeBindingMode, nodeBound } = entry;
  const byVolumes = entry.placeKnownBy === 'volumes';
  const what = `storageclass/${name}`;
  const where = nodeBound ? 'on single nodes' : 'on the network';
  const place = nodeBound === undefined ? undefined : where;
  const shown = place ?? 'none is tied to a node';
  const known = place ? `${place} (${entry.source})` : 'absent';
  return {
    values: {
      name,
      title,
      provisioner: provisioner || 'none',
      volumes: byVolumes ? entry.volumes : undefined,
      place,
      count: zones.length,
      zones: someNames(zones, 5),
    },
    evidence: evidenceOf(
      [what, 'provisioner', provisioner],
      [what, 'volumeBindingMode', volumeBindingMode],
      byVolumes
        ? [`volumes of ${what}`, 'nodeAffinity', shown]
        : ['table of provisioners', provisioner, known, 'inferred'],
    ),
  };
}

function zonesOf(nodes: readonly NodeFact[]): string[] {
  const zones = nodes.flatMap(
    ({ labels }) =>
      labels['topology.kubernetes.io/zone'] ??
      labels['failure-domain.beta.kubernetes.io/zone'] ??
      [],
  );
  return [...new Set(zones)].sort();
}
