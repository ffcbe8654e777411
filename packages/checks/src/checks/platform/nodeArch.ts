import { defineCheck } from '../../declarations';
import { forNodesAlike } from '../../engine/alike';
import { evidenceOf, firstOf } from '../../engine/findings';
import {
  architectureOf,
  operatingSystem,
  type NodeFact,
  type NodeInfo,
} from '../../facts/nodeFact';
import { nodesFact } from '../../facts/nodes';
import {
  apiGroupsFact,
  type ApiGroupsFact,
} from '../../facts/request/apiGroups';
import { memoize } from '../../memoize';
import { isOpenShift } from '../../observations/openshift';
import { known, type Profile } from '../../profiles';

const KEEP_OFF = {
  text: 'Keep pods of Run:ai off the node, or use a version of Run:ai whose images are built for {system} on {architecture}.',
  commands: [
    'kubectl taint node {node} kubernetes.io/arch={architecture}:NoSchedule',
  ],
} as const;

/** The same on all nodes of a pool, and looked at once a pool. */
const softwareOf = memoize(
  (nodeInfo: NodeInfo) =>
    [
      nodeInfo.osImage,
      nodeInfo.kernelVersion && `kernel ${nodeInfo.kernelVersion}`,
      nodeInfo.containerRuntimeVersion?.replace('://', ' '),
    ]
      .filter(Boolean)
      .join(', ') || undefined,
);

/** What is judged of a node but its name. */
const partsOf = ({ labels, nodeInfo }: NodeFact) => ({ labels, nodeInfo });

/** The images of a version of Run:ai are built for certain architectures; those of 2021 for amd64 alone. */
export const nodeArch = defineCheck({
  id: 'platform.node-arch',
  title: 'Every node has an architecture that Run:ai has images for',
  category: 'platform',
  description:
    'Images of Run:ai run on the architectures that the profile names. Shows also operating system, kernel and container runtime of each node.',
  verify: {
    text: 'See the architecture, the system, the kernel and the container runtime of each node.',
    commands: [
      'kubectl get nodes -o wide -L kubernetes.io/arch,kubernetes.io/os',
    ],
  },
  scope: 'node',
  severity: 'informational',
  uses: { nodes: nodesFact },
  // Some versions have images for fewer of them on OpenShift.
  optional: { apiGroups: apiGroupsFact },
  expected: 'linux[ on {supported}]',
  actual: '{system}[ on {architecture}]',
  outcomes: {
    Supported: {
      status: 'pass',
      says: '{node} is {system} on {architecture}[. {software}]',
    },
    OtherArchitecture: {
      status: 'warn',
      says: '{node} is {architecture}. The profile {profile} knows images for {supported}',
      remedy: KEEP_OFF,
    },
    OtherOperatingSystem: {
      status: 'warn',
      says: '{node} runs {system}. Images of Run:ai run on linux',
      remedy: KEEP_OFF,
    },
    SchemaUnexpected: {
      status: 'unknown',
      says: 'The architecture of {node} is not told. It has neither status.nodeInfo nor the label kubernetes.io/arch',
      remedy: {
        text: 'See whether the kubelet of {node} has ever reported; it writes both.',
        commands: ['kubectl describe node {node}'],
      },
    },
  },
  evaluate: ({ nodes, apiGroups, profile }) => {
    const supported = supportedHere(profile, apiGroups);
    const wanted = supported?.join(' or ');
    return forNodesAlike(nodes, partsOf, (name, node) => {
      const { nodeInfo } = node;
      const system = operatingSystem(node);
      const software = nodeInfo && softwareOf(nodeInfo);
      const architecture = architectureOf(node);
      const what = `node/${name}`;
      const parts = [architecture, software].filter(Boolean).join(', ');
      const told = nodeInfo ? parts : 'absent';
      return {
        outcome: firstOf(
          [!architecture, 'SchemaUnexpected'],
          [system !== 'linux', 'OtherOperatingSystem'],
          [!supported, 'NotInProfile'],
          [!supported?.includes(architecture ?? ''), 'OtherArchitecture'],
          'Supported',
        ),
        values: {
          supported: wanted,
          profile: profile.id,
          what: 'which architectures it has images for',
          seen: parts,
          node: name,
          architecture,
          system,
          software,
        },
        evidence: evidenceOf([what, 'nodeInfo', told, 'reported']),
      };
    });
  },
});

/** Undefined where it is not known. */
function supportedHere(
  profile: Profile,
  apiGroups: ApiGroupsFact | undefined,
): readonly string[] | undefined {
  const { supported, onOpenShift } = known(profile.architectures) ?? {};
  return apiGroups && isOpenShift(apiGroups)
    ? onOpenShift ?? supported
    : supported;
}
