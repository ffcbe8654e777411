import { defineCheck } from '../../declarations';
import { forEachSubject, nodeSubject } from '../../engine/findings';
import { nodesFact } from '../../facts/nodes';

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
  facts: { nodes: nodesFact },
  reasons: ['Supported', 'OtherArchitecture', 'OtherOperatingSystem'],
  evaluate: ({ facts, profile }) => {
    const { supported } = profile.architectures;
    const expected = `linux on ${supported.join(' or ')}`;
    return forEachSubject(
      facts.nodes,
      node => nodeSubject(node.name),
      ({ name, nodeInfo, labels }) => {
        const architecture =
          nodeInfo?.architecture ?? labels['kubernetes.io/arch'];
        const system =
          nodeInfo?.operatingSystem ?? labels['kubernetes.io/os'] ?? 'linux';
        const told = [
          architecture,
          nodeInfo?.osImage ?? system,
          nodeInfo?.kernelVersion && `kernel ${nodeInfo.kernelVersion}`,
          nodeInfo?.containerRuntimeVersion,
        ].filter(Boolean);
        const evidence = [
          {
            what: `node/${name}`,
            key: 'nodeInfo',
            value: told.join(', ') || 'absent',
          },
        ];
        if (!architecture) {
          return {
            status: 'unknown',
            reason: 'SchemaUnexpected',
            message: `The architecture of ${name} is not told. It has neither status.nodeInfo nor the label kubernetes.io/arch`,
            evidence,
            expected,
          };
        }
        const base = {
          evidence,
          expected,
          actual: `${system} on ${architecture}`,
        };
        if (system !== 'linux') {
          return {
            ...base,
            status: 'warn',
            reason: 'OtherOperatingSystem',
            message: `${name} runs ${system}. Images of Run:ai run on linux`,
            remediation: keepOff(name, system, architecture),
          };
        }
        if (!supported.includes(architecture)) {
          return {
            ...base,
            status: 'warn',
            reason: 'OtherArchitecture',
            message: `${name} is ${architecture}. The profile ${
              profile.id
            } knows images for ${supported.join(', ')}`,
            remediation: keepOff(name, system, architecture),
          };
        }
        return {
          ...base,
          status: 'pass',
          reason: 'Supported',
          message: `${name} is ${system} on ${architecture}. ${told
            .slice(1)
            .join(', ')}`,
        };
      },
    );
  },
});

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
