import { compareVersions, type KubernetesVersion } from '@runai-portal/kube';
import { defineCheck, type Remedy } from '../../declarations';
import { forNodesAlike } from '../../engine/alike';
import { evidenceOf, firstOf } from '../../engine/findings';
import type { NodeFact } from '../../facts/nodeFact';
import { nodesFact } from '../../facts/nodes';
import { releasedVersion, versionFact } from '../../facts/version';
import { simulationOf } from '../../observations/simulatedNodes';
import type { Profile } from '../../profiles';

const UPGRADE_NODE: Remedy = {
  text: 'Drain the node, upgrade its kubelet, and let pods return.',
  commands: [
    'kubectl drain {node} --ignore-daemonsets',
    'kubectl uncordon {node}',
  ],
  docs: ['versionSkew'],
};

/** What is judged of a node but its name. */
const partsOf = (node: NodeFact) => ({
  kubeletVersion: node.nodeInfo?.kubeletVersion,
  by: simulationOf(node)?.by,
});

/** Kubernetes' own version skew policy: how far a kubelet may be behind its API server. */
export const nodeVersionSkew = defineCheck({
  id: 'platform.node-version-skew',
  title: 'Every kubelet fits the API server',
  category: 'platform',
  requirements: ['B1'],
  description:
    'A kubelet may be a few minor versions older than the API server, and never newer. Beyond that Kubernetes promises nothing, and pods fail in ways that look like faults of Run:ai.',
  verify: {
    text: "Compare the version of each node's kubelet with that of the API server.",
    commands: [
      'kubectl get --raw /version',
      'kubectl get nodes -o custom-columns=NODE:.metadata.name,KUBELET:.status.nodeInfo.kubeletVersion',
    ],
  },
  scope: 'node',
  severity: 'recommended',
  uses: { nodes: nodesFact, version: versionFact },
  expected: '{oldest} to {newest}',
  actual: '{kubelet}',
  outcomes: {
    WithinSkew: {
      status: 'pass',
      says: 'The kubelet of {node} fits the API server. It is {kubelet}',
    },
    TooOld: {
      status: 'warn',
      says: '{node} has a kubelet {behind} minor {behind:version|versions} behind the API server. It is {kubelet}, the API server {server}; {allowed} minor {allowed:version is|versions are} allowed',
      remedy: UPGRADE_NODE,
    },
    Newer: {
      status: 'warn',
      says: '{node} has a kubelet newer than the API server. It is {kubelet}, the API server {server}; that is never supported',
      remedy: {
        ...UPGRADE_NODE,
        text: 'Upgrade the control plane to the version of the kubelet, or go back with the kubelet.',
      },
    },
    NoKubelet: {
      status: 'notApplicable',
      says: '{node} is no machine: it is kept by {by}, which has no kubelet to upgrade. It calls itself {kubelet}',
    },
    SchemaUnexpected: {
      status: 'unknown',
      says: 'The kubelet of {node} cannot be compared with the API server[. It calls itself "{unreadable}", which is no version][. The API server calls itself "{unreadableServer}", which is no version]',
      expected:
        '[{oldest} to {newest}][a version that fits {unreadableServer}]',
      remedy: {
        text: 'See what the API server and the nodes call themselves; a build without a version has to be compared by hand.',
        commands: ['kubectl get --raw /version', 'kubectl get nodes -o wide'],
      },
    },
  },
  evaluate: ({ nodes, version: { gitVersion }, profile }) => {
    const server = releasedVersion(gitVersion);
    const allowed = server ? allowedOlderMinors(server, profile) : 0;
    const written = gitVersion || 'absent';
    const unreadableServer = server ? undefined : written;
    const oldest = server && `${server.major}.${server.minor - allowed}`;
    const newest = server && `${server.major}.${server.minor}`;
    return forNodesAlike(
      nodes,
      partsOf,
      (name, { kubeletVersion = '', by }) => {
        const version = releasedVersion(kubeletVersion);
        const kubelet = kubeletVersion || 'absent';
        const behind = version && server ? server.minor - version.minor : 0;
        const isOfOlderMajor =
          version && server && version.major < server.major;
        return {
          outcome: firstOf(
            [by, 'NoKubelet'],
            [!version || !server, 'SchemaUnexpected'],
            [behind > allowed || isOfOlderMajor, 'TooOld'],
            [behind < 0, 'Newer'],
            'WithinSkew',
          ),
          values: {
            server: written,
            unreadableServer,
            allowed,
            oldest,
            newest,
            by,
            node: name,
            kubelet,
            behind,
            unreadable: version ? undefined : kubelet,
          },
          evidence: evidenceOf([
            `node/${name}`,
            'nodeInfo.kubeletVersion',
            kubelet,
            'reported',
          ]),
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
