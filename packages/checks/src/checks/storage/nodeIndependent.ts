import { legacyCheck, type LegacyFinding } from '../../declarations';
import { blockedBy } from '../../engine/findings';
import type { NodeFact } from '../../facts/nodeFact';
import { nodesFact } from '../../facts/nodes';
import {
  storageClassesFact,
  type StorageClassFact,
} from '../../facts/storageClasses';
import type { Profile } from '../../profiles';
import { capabilityOf } from '../../observations/storage';

const EXPECTED = 'a class whose volumes every node reaches';
const ORDER = ['fail', 'warn', 'pass'];

type Reason =
  | 'NetworkStorage'
  | 'DeclaredNfs'
  | 'ClassMissing'
  | 'NodeBound'
  | 'ZonalVolume'
  | 'AssumedByName'
  | 'UnknownProvisioner';

/** Seed B11: "needs to save data on a storage device that is not dependent on a specific node". */
export const nodeIndependent = legacyCheck({
  id: 'storage.node-independent',
  title: 'Data of Run:ai does not depend on one node',
  category: 'storage',
  requirements: ['B11'],
  description:
    'The class that Run:ai will use (the one that the settings name, else the default) must keep its volumes where every node reaches them. With local volumes the data of Run:ai is lost, or out of reach, with one node.',
  scope: 'cluster',
  severity: 'required',
  facts: { classes: storageClassesFact },
  optionalFacts: { nodes: nodesFact },
  reasons: [
    'NetworkStorage',
    'DeclaredNfs',
    'ClassMissing',
    'NodeBound',
    'ZonalVolume',
    'AssumedByName',
    'UnknownProvisioner',
  ],
  evaluate: ({ facts: { classes }, optional, profile, settings }) => {
    const declared = settings.storage?.class;
    if (!declared && settings.storage?.nfsServer) {
      return {
        status: 'pass',
        reason: 'DeclaredNfs',
        message: `An NFS server keeps the data. The settings name ${settings.storage.nfsServer}, which does not depend on a node of the cluster`,
        evidence: [
          {
            what: 'settings',
            key: 'storage.nfsServer',
            value: settings.storage.nfsServer,
          },
        ],
        expected: EXPECTED,
        actual: `NFS ${settings.storage.nfsServer}`,
      };
    }
    const used = classes.filter(entry =>
      declared ? entry.name === declared : entry.isDefault,
    );
    if (used.length === 0 && !declared) {
      return blockedBy(
        'storage.default-class',
        'Which storage class Run:ai would use is not known. The settings name none, and none is the default',
      );
    }
    if (used.length === 0) {
      return {
        status: 'fail',
        reason: 'ClassMissing',
        message: `The storage class ${declared} does not exist. The settings name it as the one that Run:ai uses`,
        evidence: classes.slice(0, 20).map(({ name, provisioner }) => ({
          what: `storageclass/${name}`,
          key: 'provisioner',
          value: provisioner,
        })),
        expected: `storage class ${declared}`,
        actual: classes.map(({ name }) => name).join(', ') || 'no classes',
        remediation: {
          owner: 'storage',
          text: 'Make the class, or name one that exists.',
          commands: ['kubectl get storageclasses'],
          docs: [],
        },
      };
    }
    const nodes = optional.nodes.ok ? optional.nodes.value : [];
    // Of several defaults any may be taken: the worst one counts.
    const findings = used.map(entry => judgeClass(entry, nodes, profile));
    return [...findings].sort(
      (a, b) => ORDER.indexOf(a.status) - ORDER.indexOf(b.status),
    )[0];
  },
});

function judgeClass(
  entry: StorageClassFact,
  nodes: readonly NodeFact[],
  profile: Profile,
): LegacyFinding<Reason> {
  const capability = capabilityOf(entry, profile);
  const { name, provisioner, volumeBindingMode } = entry;
  const base = {
    expected: EXPECTED,
    actual: `${name}: ${capability.title}`,
    evidence: [
      { what: `storageclass/${name}`, key: 'provisioner', value: provisioner },
      {
        what: `storageclass/${name}`,
        key: 'volumeBindingMode',
        value: volumeBindingMode,
      },
      {
        what: 'table of provisioners',
        key: provisioner,
        value:
          capability.nodeBound === undefined
            ? 'absent'
            : `${
                capability.nodeBound ? 'tied to a node' : 'over the network'
              } (${capability.source})`,
      },
    ],
  };
  const remediation = {
    owner: 'storage' as const,
    text: 'Name a class of network storage at the installation, and in the settings of the cluster, or make such a class the default.',
    commands: [
      `kubectl get storageclass ${name} -o yaml`,
      'kubectl get storageclasses',
    ],
    docs: [
      {
        title: 'Storage classes',
        url: 'https://kubernetes.io/docs/concepts/storage/storage-classes/',
      },
    ],
  };
  if (capability.nodeBound === undefined) {
    return {
      ...base,
      status: 'warn',
      reason: 'UnknownProvisioner',
      message: `Whether volumes of ${name} depend on a node is not known. Its provisioner, ${
        provisioner || 'none'
      }, is in no table. Run the storage probe`,
      remediation: {
        ...remediation,
        text: 'Find out where the provisioner keeps its volumes; the storage probe shows it. Add the provisioner to a profile of the site, so that it is known from then on.',
      },
    };
  }
  if (capability.guessed) {
    return {
      ...base,
      status: 'warn',
      reason: 'AssumedByName',
      message: `${name} seems to keep its volumes ${
        capability.nodeBound ? 'on single nodes' : 'on the network'
      }. By its name alone, ${provisioner} is ${
        capability.title
      }. Run the storage probe to be sure`,
      remediation,
    };
  }
  if (capability.nodeBound) {
    return {
      ...base,
      status: 'fail',
      reason: 'NodeBound',
      message: `${name} keeps its volumes on single nodes. It is ${capability.title}: data of Run:ai would depend on one of them`,
      remediation,
    };
  }
  const zones = zonesOf(nodes);
  if (
    capability.zonal &&
    volumeBindingMode === 'WaitForFirstConsumer' &&
    zones.length > 1
  ) {
    return {
      ...base,
      status: 'warn',
      reason: 'ZonalVolume',
      message: `A volume of ${name} is reached from one zone alone. It is ${
        capability.title
      } and stays in the zone of its first pod; the nodes are in ${
        zones.length
      } zones: ${zones.slice(0, 5).join(', ')}`,
      remediation: {
        ...remediation,
        text: 'Have at least two workers in each zone that system nodes are in, or use storage that spans zones.',
      },
    };
  }
  return {
    ...base,
    status: 'pass',
    reason: 'NetworkStorage',
    message: `${name} keeps its volumes on the network. It is ${capability.title}`,
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
