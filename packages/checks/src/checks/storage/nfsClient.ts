import { defineCheck } from '../../declarations';
import { evidenceOf, firstOf, forEachNode } from '../../engine/findings';
import {
  isGuardedControlPlane,
  operatingSystem,
  type NodeFact,
} from '../../facts/nodeFact';
import { nodesFact } from '../../facts/nodes';
import {
  sharedVolumesObservation,
  storageClassesObservation,
} from '../../observations/storage';
import { simulationOf } from '../../observations/simulatedNodes';
import { nodeImage } from '../../profiles/tables';

const LOOK = [
  'kubectl debug node/{node} -it --image=busybox -- chroot /host mount.nfs -V',
];

/** Where data is on volumes of the type nfs, the kubelet of each node mounts them with the client that the node has. */
export const nfsClient = defineCheck({
  id: 'storage.nfs-client',
  title: 'No node image rules out NFS',
  category: 'storage',
  description:
    'A volume of the type nfs, as a declared NFS server, a provisioner of NFS subdirectories and volumes by hand have it, is mounted by the kubelet with the client of its node. Images that have none, and take no packages, leave pods waiting with "bad option; you might need a /sbin/mount.nfs helper program". Whether a package is installed on the others shows on the node alone. CSI drivers bring a client of their own.',
  verify: {
    text: 'Ask the node for its client.',
    commands: [
      'kubectl get nodes -o custom-columns=NAME:.metadata.name,OS:.status.nodeInfo.osImage',
      'kubectl debug node/NODE -it --image=busybox -- chroot /host mount.nfs -V',
    ],
  },
  scope: 'node',
  severity: 'recommended',
  uses: {
    classes: storageClassesObservation,
    volumes: sharedVolumesObservation,
  },
  optional: { nodes: nodesFact },
  expected: 'an image with an NFS client, or with a package of it',
  actual: '[{image}|not told]',
  outcomes: {
    ClientBrought: {
      status: 'pass',
      says: '{node} brings an NFS client. It is part of {system}',
    },
    ClientByPackage: {
      status: 'pass',
      says: 'The image of {node} does not rule NFS out. It is {image}, whose package {package} is the client; whether it is installed shows on the node alone',
    },
    NoClient: {
      status: 'warn',
      says: '{node} cannot mount NFS. It is {image}: {system} has no client and takes no packages, and {need} is mounted by the kubelet',
      remedy: {
        text: 'Use nodes of another image for pods that need this data, or have it mounted by a CSI driver, which brings its own client: nfs.csi.k8s.io, or the one of the storage.',
        commands: ['kubectl get storageclasses,csidrivers', ...LOOK],
        docs: ['nfsDriver'],
      },
    },
    ImageUnknown: {
      status: 'unknown',
      because: 'unsupported',
      says: 'Whether {node} can mount NFS is not known. [It is {image}, which is in no table|It does not tell its operating system], and {need} is mounted by the kubelet',
      remedy: {
        text: 'Ask the node for its client.',
        commands: LOOK,
        docs: ['nfsDriver'],
      },
    },
    NodesUnread: {
      status: 'unknown',
      because: 'notRun',
      says: 'Whether nodes can mount NFS is not known. They could not be read, and {need} is mounted by the kubelet',
      actual: 'not known',
      remedy: {
        text: 'Allow the account to list nodes.',
        commands: ['kubectl auth can-i list nodes'],
      },
    },
    NotApplicable: {
      status: 'notApplicable',
      says: 'No volume is mounted by NFS on the nodes themselves. There is no volume and no class of the type nfs, and no NFS server is declared',
      actual: 'no NFS',
    },
  },
  evaluate: ({ nodes, classes, volumes, settings: { storage = {} } }) => {
    const { proven, likely } = volumes;
    const volume = [...proven, ...likely].find(
      ({ source }) => source === 'nfs',
    );
    const byClass = classes.find(({ mountedByKubelet }) => mountedByKubelet);
    const needs = [
      volume && `volume ${volume.name} (${volume.nfs})`,
      byClass && `what class ${byClass.name} provides`,
      storage.nfsServer && `what ${storage.nfsServer} has, as declared,`,
    ];
    const need = needs.find(Boolean);
    if (!need) {
      return { outcome: 'NotApplicable' };
    }
    if (!nodes) {
      return { outcome: 'NodesUnread', values: { need } };
    }
    return forEachNode(nodes.filter(runsPods), ({ name, nodeInfo }) => {
      const image = nodeInfo?.osImage;
      const row = image === undefined ? undefined : nodeImage(image);
      return {
        outcome: firstOf(
          [!row, 'ImageUnknown'],
          [row?.nfsClient === 'brought', 'ClientBrought'],
          [row?.nfsClient === 'package', 'ClientByPackage'],
          'NoClient',
        ),
        values: {
          node: name,
          image,
          system: row?.title,
          package: row?.package,
          need,
        },
        evidence: evidenceOf(
          [`node/${name}`, 'osImage', image ?? 'absent', 'reported'],
          ['table of node images', 'NFS client', row?.nfsClient, 'inferred'],
        ),
      };
    });
  },
});

/** A machine of Linux on which pods of users, or of Run:ai, are placed. */
function runsPods(node: NodeFact): boolean {
  return (
    operatingSystem(node) === 'linux' &&
    !isGuardedControlPlane(node) &&
    simulationOf(node) === undefined
  );
}
