import {
  compareVersions,
  parseKubernetesVersion,
  type KubernetesVersion,
} from '@runai-portal/kube';
import type { Remediation } from '@runai-portal/backstage-plugin-runai-common';
import {
  legacyCheck,
  type EngineReason,
  type LegacyFinding,
} from '../../declarations';
import { forEachSubject, nodeSubject } from '../../engine/findings';
import type { NodeInfo } from '../../facts/nodeFact';
import { nodesFact } from '../../facts/nodes';
import { versionFact } from '../../facts/version';
import type { Profile } from '../../profiles';
import { remember } from '../../observations/remember';

const REASONS = ['WithinSkew', 'TooOld', 'Newer'] as const;
type Reason = (typeof REASONS)[number];

/** Kubernetes' own version skew policy: how far a kubelet may be behind its API server. */
export const nodeVersionSkew = legacyCheck({
  id: 'platform.node-version-skew',
  title: 'Every kubelet fits the API server',
  category: 'platform',
  requirements: ['B1'],
  description:
    'A kubelet may be a few minor versions older than the API server, and never newer. Beyond that Kubernetes promises nothing, and pods fail in ways that look like faults of Run:ai.',
  scope: 'node',
  severity: 'recommended',
  facts: { nodes: nodesFact, version: versionFact },
  reasons: REASONS,
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
      ({ name, nodeInfo }) => {
        const written = nodeInfo?.kubeletVersion;
        const kubelet = nodeInfo && kubeletVersion(nodeInfo);
        const say = (
          status: LegacyFinding['status'],
          reason: Reason | EngineReason,
          message: string,
          remediation?: Remediation,
        ) => ({
          status,
          reason,
          message,
          evidence: [
            {
              what: `node/${name}`,
              key: 'nodeInfo.kubeletVersion',
              value: written ?? 'absent',
            },
          ],
          expected,
          actual: written,
          remediation,
        });
        if (!kubelet) {
          return say(
            'unknown',
            'SchemaUnexpected',
            `The version of the kubelet of ${name} cannot be read. ${
              written
                ? `It calls itself "${written}"`
                : 'The node does not tell it'
            }`,
          );
        }
        const older = server.minor - kubelet.minor;
        if (older > allowed || kubelet.major < server.major) {
          const behind = `${older} minor version${older === 1 ? '' : 's'}`;
          return say(
            'warn',
            'TooOld',
            `${name} has a kubelet ${behind} behind the API server. It is ${written}, the API server ${gitVersion}; ${allowed} minor versions are allowed`,
            upgradeNode(name),
          );
        }
        if (older < 0) {
          return say(
            'warn',
            'Newer',
            `${name} has a kubelet newer than the API server. It is ${written}, the API server ${gitVersion}; that is never supported`,
            {
              ...upgradeNode(name),
              text: 'Upgrade the control plane to the version of the kubelet, or go back with the kubelet.',
            },
          );
        }
        return say(
          'pass',
          'WithinSkew',
          `The kubelet of ${name} fits the API server. It is ${written}`,
        );
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
