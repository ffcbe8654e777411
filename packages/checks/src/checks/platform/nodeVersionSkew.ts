import {
  compareVersions,
  parseKubernetesVersion,
  type KubernetesVersion,
} from '@runai-portal/kube';
import { defineCheck } from '../../declarations';
import { forEachSubject, nodeSubject } from '../../engine/findings';
import type { NodeInfo } from '../../facts/nodeFact';
import { nodesFact } from '../../facts/nodes';
import { versionFact } from '../../facts/version';
import type { Profile } from '../../profiles';
import { remember } from '../../recognition/remember';

/** Kubernetes' own version skew policy: how far a kubelet may be behind its API server. */
export const nodeVersionSkew = defineCheck({
  id: 'platform.node-version-skew',
  title: 'Every kubelet fits the API server',
  category: 'platform',
  requirements: ['B1'],
  description:
    'A kubelet may be a few minor versions older than the API server, and never newer. Beyond that Kubernetes promises nothing, and pods fail in ways that look like faults of Run:ai.',
  scope: 'node',
  severity: 'recommended',
  facts: { nodes: nodesFact, version: versionFact },
  reasons: ['WithinSkew', 'TooOld', 'Newer'],
  evaluate: ({ facts, profile }) => {
    const { gitVersion } = facts.version;
    const server = parseKubernetesVersion(gitVersion);
    if (!server) {
      return {
        status: 'unknown',
        reason: 'SchemaUnexpected',
        message: `Kubelets cannot be compared with the API server. ${
          gitVersion
            ? `It calls its version "${gitVersion}"`
            : 'It does not tell its version'
        }`,
        evidence: [
          {
            what: 'GET /version',
            key: 'gitVersion',
            value: gitVersion || 'absent',
          },
        ],
      };
    }
    const allowed = allowedOlderMinors(server, profile);
    const kubeletVersion = remember(({ kubeletVersion: text = '' }: NodeInfo) =>
      parseKubernetesVersion(text),
    );
    const expected = `1.${server.minor - allowed} to 1.${server.minor}`;
    return forEachSubject(
      facts.nodes,
      node => nodeSubject(node.name),
      node => {
        const written = node.nodeInfo?.kubeletVersion;
        const kubelet = node.nodeInfo && kubeletVersion(node.nodeInfo);
        const evidence = [
          {
            what: `node/${node.name}`,
            key: 'nodeInfo.kubeletVersion',
            value: written ?? 'absent',
          },
        ];
        if (!kubelet) {
          return {
            status: 'unknown',
            reason: 'SchemaUnexpected',
            message: `The version of the kubelet of ${
              node.name
            } cannot be read. ${
              written
                ? `It calls itself "${written}"`
                : 'The node does not tell it'
            }`,
            evidence,
            expected,
          };
        }
        const older = server.minor - kubelet.minor;
        const behind = `${older} minor version${older === 1 ? '' : 's'}`;
        const base = { evidence, expected, actual: written };
        if (older > allowed || kubelet.major < server.major) {
          return {
            ...base,
            status: 'warn',
            reason: 'TooOld',
            message: `${node.name} has a kubelet ${behind} behind the API server. It is ${written}, the API server ${gitVersion}; ${allowed} minor versions are allowed`,
            remediation: upgradeNode(node.name),
          };
        }
        if (older < 0) {
          return {
            ...base,
            status: 'warn',
            reason: 'Newer',
            message: `${node.name} has a kubelet newer than the API server. It is ${written}, the API server ${gitVersion}; that is never supported`,
            remediation: {
              ...upgradeNode(node.name),
              text: 'Upgrade the control plane to the version of the kubelet, or go back with the kubelet.',
            },
          };
        }
        return {
          ...base,
          status: 'pass',
          reason: 'WithinSkew',
          message: `The kubelet of ${node.name} fits the API server. It is ${written}`,
        };
      },
    );
  },
});

/** How many minor versions behind a kubelet may be, by the version of the API server. */
function allowedOlderMinors(
  server: KubernetesVersion,
  { nodeSkew }: Profile,
): number {
  const newest = nodeSkew.from
    .filter(rule => compareVersions(server, rule.server) >= 0)
    .sort((a, b) => compareVersions(b.server, a.server))[0];
  return newest?.olderMinors ?? nodeSkew.olderMinors;
}

function upgradeNode(node: string) {
  return {
    owner: 'cluster-admin' as const,
    text: 'Drain the node, upgrade its kubelet, and let pods return.',
    commands: [
      `kubectl drain ${node} --ignore-daemonsets`,
      `kubectl uncordon ${node}`,
    ],
    docs: [
      {
        title: 'Version skew policy',
        url: 'https://kubernetes.io/releases/version-skew-policy/',
      },
    ],
  };
}
