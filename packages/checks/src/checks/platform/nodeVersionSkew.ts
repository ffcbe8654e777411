import { compareVersions, type KubernetesVersion } from '@runai-portal/kube';
import { defineCheck, type Remedy } from '../../declarations';
import { forEachSubject, nodeSubject } from '../../engine/findings';
import type { NodeInfo } from '../../facts/nodeFact';
import { nodesFact } from '../../facts/nodes';
import { versionFact } from '../../facts/version';
import { releasedVersion } from '../../observations/releasedVersion';
import { memoize } from '../../observations/memoize';
import { simulationOf } from '../../observations/simulatedNodes';
import type { Profile } from '../../profiles';

const UPGRADE_NODE: Remedy = {
  owner: 'cluster-admin',
  text: 'Drain the node, upgrade its kubelet, and let pods return.',
  commands: [
    'kubectl drain {node} --ignore-daemonsets',
    'kubectl uncordon {node}',
  ],
  docs: [
    {
      title: 'Version skew policy',
      url: 'https://kubernetes.io/releases/version-skew-policy/',
    },
  ],
};

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
      because: 'unreadable',
      says: 'The kubelet of {node} cannot be compared with the API server[. It calls itself "{unreadable}", which is no version][. The API server calls itself "{unreadableServer}", which is no version]',
      expected:
        '[{oldest} to {newest}][a version that fits {unreadableServer}]',
      remedy: {
        owner: 'cluster-admin',
        text: 'See what the API server and the nodes call themselves; a build without a version has to be compared by hand.',
        commands: ['kubectl get --raw /version', 'kubectl get nodes -o wide'],
      },
    },
  },
  evaluate: ({ nodes, version: { gitVersion }, profile }) => {
    const server = releasedVersion(gitVersion);
    const allowed = server && allowedOlderMinors(server, profile);
    const serverText = gitVersion || 'absent';
    const shared = {
      server: serverText,
      allowed,
      ...(server &&
        allowed !== undefined && {
          oldest: `${server.major}.${server.minor - allowed}`,
          newest: `${server.major}.${server.minor}`,
        }),
    };
    const versionOf = memoize(({ kubeletVersion = '' }: NodeInfo) =>
      releasedVersion(kubeletVersion),
    );
    return forEachSubject(
      nodes,
      ({ name }) => nodeSubject(name),
      node => {
        const { name, nodeInfo } = node;
        const kubelet = nodeInfo && versionOf(nodeInfo);
        const written = nodeInfo?.kubeletVersion || 'absent';
        const by = simulationOf(node)?.by;
        return {
          outcome: by ? 'NoKubelet' : outcomeOf(kubelet, server, allowed),
          values: {
            by,
            ...shared,
            node: name,
            kubelet: written,
            behind: kubelet && server && server.minor - kubelet.minor,
            unreadable: kubelet ? undefined : written,
            unreadableServer: server ? undefined : serverText,
          },
          evidence: [
            {
              what: `node/${name}`,
              key: 'nodeInfo.kubeletVersion',
              value: written,
              how: 'reported',
            },
          ],
        };
      },
    );
  },
});

function outcomeOf(
  kubelet: KubernetesVersion | undefined,
  server: KubernetesVersion | undefined,
  allowed = 0,
) {
  if (!kubelet || !server) {
    return 'SchemaUnexpected';
  }
  const older = server.minor - kubelet.minor;
  if (older > allowed || kubelet.major < server.major) {
    return 'TooOld';
  }
  return older < 0 ? 'Newer' : 'WithinSkew';
}

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
