import {
  legacyCheck,
  type EngineReason,
  type LegacyFinding,
} from '../../declarations';
import { forEachSubject, nodeSubject } from '../../engine/findings';
import type { NodeFact, NodeInfo } from '../../facts/nodeFact';
import { nodesFact } from '../../facts/nodes';
import type { Profile } from '../../profiles';
import { remember } from '../../observations/remember';

const REASONS = [
  'Supported',
  'OtherArchitecture',
  'OtherOperatingSystem',
] as const;
type Reason = (typeof REASONS)[number];

/** The images of a version of Run:ai are built for certain architectures; those of 2021 for amd64 alone. */
export const nodeArch = legacyCheck({
  id: 'platform.node-arch',
  title: 'Every node has an architecture that Run:ai has images for',
  category: 'platform',
  requirements: [],
  description:
    'Images of Run:ai run on the architectures that the profile names. Shows also operating system, kernel and container runtime of each node.',
  scope: 'node',
  severity: 'informational',
  facts: { nodes: nodesFact },
  reasons: REASONS,
  evaluate: ({ facts, profile }) =>
    forEachSubject(
      facts.nodes,
      node => nodeSubject(node.name),
      node => judgeNode(node, profile),
    ),
});

const NOT_TOLD: NodeInfo = {};

/** Operating system, kernel and container runtime: the same on all nodes of a pool. */
const softwareOf = remember((nodeInfo: NodeInfo, system: string) =>
  [
    nodeInfo.osImage ?? system,
    nodeInfo.kernelVersion && `kernel ${nodeInfo.kernelVersion}`,
    nodeInfo.containerRuntimeVersion?.replace('://', ' '),
  ]
    .filter(Boolean)
    .join(', '),
);

function judgeNode(
  { name, nodeInfo = NOT_TOLD, labels }: NodeFact,
  { id, architectures: { supported } }: Profile,
): LegacyFinding<Reason | EngineReason> {
  const architecture = nodeInfo.architecture ?? labels['kubernetes.io/arch'];
  const system =
    nodeInfo.operatingSystem ?? labels['kubernetes.io/os'] ?? 'linux';
  const software = softwareOf(nodeInfo, system);
  const told = architecture ? `${architecture}, ${software}` : software;
  const say = (
    status: LegacyFinding['status'],
    reason: Reason | EngineReason,
    message: string,
  ) => ({
    status,
    reason,
    message,
    evidence: [
      {
        what: `node/${name}`,
        key: 'nodeInfo',
        value: nodeInfo === NOT_TOLD ? 'absent' : told,
      },
    ],
    expected: `linux on ${supported.join(' or ')}`,
    actual: architecture && `${system} on ${architecture}`,
    remediation:
      architecture && status === 'warn'
        ? keepOff(name, system, architecture)
        : undefined,
  });
  if (!architecture) {
    return say(
      'unknown',
      'SchemaUnexpected',
      `The architecture of ${name} is not told. It has neither status.nodeInfo nor the label kubernetes.io/arch`,
    );
  }
  if (system !== 'linux') {
    return say(
      'warn',
      'OtherOperatingSystem',
      `${name} runs ${system}. Images of Run:ai run on linux`,
    );
  }
  return supported.includes(architecture)
    ? say(
        'pass',
        'Supported',
        `${name} is ${system} on ${architecture}. ${software}`,
      )
    : say(
        'warn',
        'OtherArchitecture',
        `${name} is ${architecture}. The profile ${id} knows images for ${supported.join(
          ', ',
        )}`,
      );
}

function keepOff(node: string, system: string, architecture: string) {
  return {
    owner: 'cluster-admin' as const,
    text: `Keep pods of Run:ai off the node, or use a version of Run:ai whose images are built for ${system} on ${architecture}.`,
    commands: [
      `kubectl taint node ${node} kubernetes.io/arch=${architecture}:NoSchedule`,
    ],
    docs: [],
  };
}
