import type { Remediation } from '@runai-portal/backstage-plugin-runai-common';
import { legacyCheck, type CheckContext } from '../../declarations';
import type { NodeFact } from '../../facts/nodeFact';
import { blockedBy } from '../../engine/findings';
import { nodesFact } from '../../facts/nodes';
import type { PodsByNode } from '../../observations/followUps/podsOnNodes';
import { systemPodsFact } from '../../observations/followUps/systemPods';
import { somePods, userPods } from '../../observations/residents';
import {
  findSystemNodes,
  unfitness,
  type SystemNodes,
} from '../../observations/systemNodes';
import { someNames } from '../../words';
import { productionOnly, quoted } from './productionOnly';

/** Seed B9: at least one dedicated worker for Run:ai's own services, in production. */
export const systemDedicated = legacyCheck({
  id: 'nodes.system-dedicated',
  title: 'Run:ai has system nodes of its own',
  category: 'nodes',
  requirements: ['B9'],
  description:
    'Services of Run:ai run on workers that are set apart for them, so that GPU machines do not lose cycles to them. A system node carries the label of the profile or matches the selector of the settings; it has no GPU, does not belong to the control plane, is Ready and not cordoned.',
  scope: 'cluster',
  severity: productionOnly,
  facts: { nodes: nodesFact },
  optionalFacts: { pods: systemPodsFact },
  reasons: [
    'Dedicated',
    'NotLabelled',
    'LabelledUnusable',
    'FewerThanRecommended',
    'ForeignPods',
    'SelectorUnreadable',
  ],
  evaluate: context => {
    const { facts, optional, profile } = context;
    const found = findSystemNodes(facts.nodes, context);
    const { minimum, recommended, statement } = profile.systemNodes;
    const base = {
      expected: `at least ${minimum} with ${found.selector}`,
      actual: `${found.usable.length}`,
    };
    if (!found.readable) {
      return {
        ...base,
        status: 'unknown',
        reason: 'SelectorUnreadable',
        message: `The selector of system nodes cannot be read. The setting systemNodes.selector is "${found.selector}"`,
        remediation: {
          owner: 'portal-admin',
          text: 'Write it as kubectl takes it with -l, e.g. node-role.kubernetes.io/runai-system or pool=system.',
          commands: [],
          docs: [],
        },
      };
    }
    if (facts.nodes.length === 0) {
      return blockedBy(
        'platform.nodes-ready',
        'The cluster has no nodes. Which are set apart for Run:ai can be told when there are some',
      );
    }
    const evidence = labelEvidence(found, context);
    if (found.usable.length < minimum) {
      const none = found.labelled.length === 0;
      return {
        ...base,
        evidence,
        status: 'fail',
        reason: none ? 'NotLabelled' : 'LabelledUnusable',
        message: `${
          none ? nobody(found) : unusable(found, minimum, context)
        }${quoted(statement, context)}`,
        remediation: labelNodes(found),
      };
    }
    const names = found.usable.map(({ name }) => name);
    const dedicated = `Run:ai has ${names.length} system ${
      names.length === 1 ? 'node' : 'nodes'
    } of its own. By name: ${someNames(names, 5)}`;
    const foreign = optional.pods.ok
      ? crowded(optional.pods.value, found.usable, profile)
      : [];
    if (foreign.length > 0) {
      return {
        ...base,
        status: 'warn',
        reason: 'ForeignPods',
        message: `System nodes also run pods of others. By node: ${foreign
          .map(
            ({ node, pods }) =>
              `${node} runs ${pods.length}: ${somePods(pods)}`,
          )
          .join('; ')}`,
        evidence: [
          ...evidence,
          ...foreign.map(({ node, pods }) => ({
            what: `node/${node}`,
            key: 'pods of others',
            value: `${pods.length}`,
          })),
        ],
        remediation: keepOthersAway(found, foreign[0].node),
      };
    }
    if (recommended && found.usable.length < recommended) {
      return {
        ...base,
        evidence,
        status: 'warn',
        reason: 'FewerThanRecommended',
        message: `${names.length} of ${recommended} recommended system nodes are there. ${dedicated}`,
        remediation: labelNodes(found),
      };
    }
    return {
      ...base,
      evidence,
      status: 'pass',
      reason: 'Dedicated',
      message: optional.pods.ok
        ? dedicated
        : `${dedicated}. Whether pods of others run there could not be read: ${optional.pods.message}`,
    };
  },
});

type Context = Pick<CheckContext, 'profile' | 'settings'>;

function labelEvidence(found: SystemNodes, context: Context) {
  return found.labelled.length === 0
    ? [{ what: 'nodes', key: found.selector, value: 'absent' }]
    : found.labelled.slice(0, 10).map(node => ({
        what: `node/${node.name}`,
        key: found.selector,
        value: unfitness(node, context).join(', ') || 'can serve',
      }));
}

function nobody(found: SystemNodes): string {
  const best = found.candidates.map(sizeOf).join('; ');
  return `No node is set apart for Run:ai. None carries ${found.selector}${
    best
      ? `. Best candidates: ${best}`
      : ', and no Ready worker without GPUs could take the part'
  }`;
}

function unusable(
  found: SystemNodes,
  minimum: number,
  context: Context,
): string {
  const why = found.labelled
    .filter(node => unfitness(node, context).length > 0)
    .slice(0, 5)
    .map(node => `${node.name}: ${unfitness(node, context).join(', ')}`);
  return `Run:ai needs ${minimum} system ${
    minimum === 1 ? 'node' : 'nodes'
  }, and ${howMany(found)}. The label is ${found.selector}${
    why.length > 0 ? `; ${why.join('; ')}` : ''
  }`;
}

function howMany({ labelled, usable }: SystemNodes): string {
  if (usable.length === labelled.length) {
    return `${labelled.length} ${
      labelled.length === 1 ? 'is' : 'are'
    } labelled`;
  }
  if (labelled.length === 1) {
    return 'the one that is labelled cannot serve';
  }
  return `${usable.length === 0 ? 'none' : usable.length} of the ${
    labelled.length
  } labelled can serve`;
}

function sizeOf({ name, capacity }: NodeFact): string {
  const tell = (resource: string) => capacity?.[resource] ?? 'unknown';
  return `${name} (cpu ${tell('cpu')}, memory ${tell('memory')}, disk ${tell(
    'ephemeral-storage',
  )})`;
}

/** Usable nodes that run more pods of others than the profile calls few. */
function crowded(
  podsByNode: PodsByNode,
  usable: readonly NodeFact[],
  profile: CheckContext['profile'],
) {
  return usable
    .map(({ name }) => ({
      node: name,
      pods: usersOf(podsByNode, name, profile),
    }))
    .filter(
      entry => entry.pods.length > profile.systemNodes.foreignPodsWarnAbove,
    );
}

function usersOf(
  podsByNode: PodsByNode,
  name: string,
  profile: CheckContext['profile'],
) {
  return userPods(
    Object.hasOwn(podsByNode, name) ? podsByNode[name] : [],
    profile,
  );
}

function labelNodes(found: SystemNodes): Remediation {
  const [first] = found.candidates;
  return {
    owner: 'cluster-admin',
    text: `Choose a worker without GPUs that is large enough${
      first ? ` (${first.name} is the largest)` : ', or add one'
    }, and label it. A taint keeps others away, where Run:ai's services tolerate it.`,
    commands: first
      ? [`kubectl label node ${first.name} ${labelOf(found)}`]
      : ['kubectl get nodes -o wide'],
    docs: [],
  };
}

function keepOthersAway(found: SystemNodes, node: string): Remediation {
  return {
    owner: 'cluster-admin',
    text: 'Move the pods of others to other workers, or label another node in place of this one.',
    commands: [
      `kubectl get pods --all-namespaces --field-selector spec.nodeName=${node}`,
      `kubectl taint node ${node} ${
        labelOf(found).split('=')[0]
      }=:PreferNoSchedule`,
    ],
    docs: [],
  };
}

/** `key=value` as `kubectl label` takes it; a selector that is more than a key or an equality is left to the reader. */
function labelOf({ selector }: SystemNodes): string {
  if (/^[\w./-]+$/.test(selector)) {
    return `${selector}=true`;
  }
  const equality = /^([\w./-]+)==?([\w.-]*)$/.exec(selector);
  return equality ? `${equality[1]}=${equality[2]}` : 'KEY=VALUE';
}
