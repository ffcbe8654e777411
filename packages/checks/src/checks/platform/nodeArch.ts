import { defineCheck } from '../../declarations';
import { forEachSubject, nodeSubject } from '../../engine/findings';
import {
  operatingSystem,
  type NodeFact,
  type NodeInfo,
} from '../../facts/nodeFact';
import { nodesFact } from '../../facts/nodes';
import { memoize } from '../../observations/memoize';

const KEEP_OFF = {
  owner: 'cluster-admin',
  text: 'Keep pods of Run:ai off the node, or use a version of Run:ai whose images are built for {system} on {architecture}.',
  commands: [
    'kubectl taint node {node} kubernetes.io/arch={architecture}:NoSchedule',
  ],
} as const;

/** The images of a version of Run:ai are built for certain architectures; those of 2021 for amd64 alone. */
export const nodeArch = defineCheck({
  id: 'platform.node-arch',
  title: 'Every node has an architecture that Run:ai has images for',
  category: 'platform',
  requirements: [],
  description:
    'Images of Run:ai run on the architectures that the profile names. Shows also operating system, kernel and container runtime of each node.',
  scope: 'node',
  severity: 'informational',
  uses: { nodes: nodesFact },
  expected: 'linux on {supported}',
  actual: '{system}[ on {architecture}]',
  outcomes: {
    Supported: {
      status: 'pass',
      says: '{node} is {system} on {architecture}. {software}',
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
      because: 'unreadable',
      says: 'The architecture of {node} is not told. It has neither status.nodeInfo nor the label kubernetes.io/arch',
      remedy: {
        owner: 'cluster-admin',
        text: 'See whether the kubelet of {node} has ever reported; it writes both.',
        commands: ['kubectl describe node {node}'],
      },
    },
  },
  evaluate: ({ nodes, profile }) => {
    const { supported } = profile.architectures;
    const shared = { supported: supported.join(' or '), profile: profile.id };
    return forEachSubject(
      nodes,
      ({ name }) => nodeSubject(name),
      node => {
        const { name, nodeInfo } = node;
        const { architecture, system, software } = platformOf(node);
        return {
          outcome: outcomeOf(system, architecture, supported),
          values: { ...shared, node: name, architecture, system, software },
          evidence: [
            {
              what: `node/${name}`,
              key: 'nodeInfo',
              value: nodeInfo
                ? [architecture, software].filter(Boolean).join(', ')
                : 'absent',
              how: 'reported',
            },
          ],
        };
      },
    );
  },
});

function outcomeOf(
  system: string,
  architecture: string | undefined,
  supported: readonly string[],
) {
  if (!architecture) {
    return 'SchemaUnexpected';
  }
  if (system !== 'linux') {
    return 'OtherOperatingSystem';
  }
  return supported.includes(architecture) ? 'Supported' : 'OtherArchitecture';
}

const NOT_TOLD: NodeInfo = {};

/** The same on all nodes of a pool, and looked at once a pool. */
const softwareOf = memoize((nodeInfo: NodeInfo, system: string) =>
  [
    nodeInfo.osImage || system,
    nodeInfo.kernelVersion && `kernel ${nodeInfo.kernelVersion}`,
    nodeInfo.containerRuntimeVersion?.replace('://', ' '),
  ]
    .filter(Boolean)
    .join(', '),
);

function platformOf(node: NodeFact) {
  const { nodeInfo = NOT_TOLD, labels } = node;
  const system = operatingSystem(node);
  return {
    architecture: nodeInfo.architecture ?? labels['kubernetes.io/arch'],
    system,
    software: softwareOf(nodeInfo, system),
  };
}
