import { parseDriverVersion, compareDriverVersions } from '@runai-portal/kube';
import { defineCheck, notInProfile } from '../../declarations';
import { evidenceOf, firstOf, forEachNode } from '../../engine/findings';
import { nodesFact } from '../../facts/nodes';
import { answeredOnce } from '../../memoize';
import { distributionObservation } from '../../observations/distribution';
import { known, type Profile } from '../../profiles';

// Nodes of a pool have the same.
const versionOf = answeredOnce(parseDriverVersion);

/** Later versions of Run:ai name the container runtimes that nodes may have, and GPU fractions of 3.0 ask for a version of one. */
export const containerRuntime = defineCheck({
  id: 'platform.container-runtime',
  title: 'Every node has a container runtime that is supported',
  category: 'platform',
  description:
    'Run:ai runs on the container runtimes that the profile names, some of them on certain distributions alone; GPU fractions ask for a runtime that can be extended (NRI). Whether NRI is switched on cannot be seen from outside of a node.',
  verify: {
    text: 'Compare the container runtimes of the nodes with those that the vendor names.',
    commands: ['kubectl get nodes --output wide'],
  },
  scope: 'node',
  severity: 'recommended',
  asked: ({ containerRuntimes }: Profile) => containerRuntimes,
  uses: { nodes: nodesFact, distribution: distributionObservation },
  expected: '{wanted}',
  actual: '[{runtime}|absent]',
  outcomes: {
    Supported: {
      status: 'pass',
      says: '{node} has {runtime}',
    },
    NotSupported: {
      status: 'fail',
      says: '{node} has {runtime}. The profile {profile} asks for {wanted}',
      remedy: {
        text: 'Replace the container runtime of {node} by one that is supported ({wanted}): drain the node first, and let it take pods again afterwards.',
        commands: [
          'kubectl drain {node} --ignore-daemonsets --delete-emptydir-data',
        ],
      },
    },
    TooOld: {
      status: 'fail',
      says: '{node} has {runtime}, {minimum} or later is needed',
      remedy: {
        text: 'Upgrade the container runtime of {node} to {minimum} or later: drain the node first, and let it take pods again afterwards.',
        commands: [
          'kubectl drain {node} --ignore-daemonsets --delete-emptydir-data',
        ],
      },
    },
    NotTold: {
      status: 'unknown',
      says: 'The container runtime of {node} is not told[: it calls it "{runtime}"]',
      remedy: {
        text: 'See what the kubelet of {node} reports.',
        commands: ['kubectl describe node {node}'],
      },
    },
  },
  evaluate: ({ nodes, distribution, profile, settings: { uses = [] } }) => {
    const told = known(profile.containerRuntimes)?.supported ?? [];
    const forUse = told.filter(({ uses: use }) => use && uses.includes(use));
    const wanted = (
      forUse.length > 0 ? forUse : told.filter(({ uses: use }) => !use)
    ).filter(({ distributions = [distribution.id] }) =>
      distributions.includes(distribution.id),
    );
    if (wanted.length === 0) {
      return notInProfile(profile, 'which container runtimes nodes may have');
    }
    const names = wanted
      .map(({ name, minimum }) => [name, minimum].filter(Boolean).join(' '))
      .join(' or ');
    return forEachNode(nodes, ({ name: node, nodeInfo }) => {
      const runtime = nodeInfo?.containerRuntimeVersion?.replace('://', ' ');
      const [name, version = ''] = runtime?.split(' ') ?? [];
      const rule = wanted.find(one => one.name === name);
      const minimum = rule?.minimum;
      const own = versionOf(version);
      return {
        outcome: firstOf(
          [!name || (minimum && !own), 'NotTold'],
          [!rule, 'NotSupported'],
          [minimum && own && compareDriverVersions(own, minimum) < 0, 'TooOld'],
          'Supported',
        ),
        values: {
          profile: profile.id,
          wanted: names,
          node,
          runtime,
          minimum: minimum && `${name} ${minimum}`,
        },
        evidence: evidenceOf([
          `node/${node}`,
          'nodeInfo.containerRuntimeVersion',
          nodeInfo?.containerRuntimeVersion ?? 'absent',
          'reported',
        ]),
      };
    });
  },
});
