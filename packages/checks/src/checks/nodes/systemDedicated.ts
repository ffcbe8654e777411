import {
  defineCheck,
  type EvidenceLine,
  type Remedy,
  type Values,
} from '../../declarations';
import type { NodeFact } from '../../facts/nodeFact';
import type { PodsByNode } from '../../observations/followUps/podsOnNodes';
import { systemPodsFact } from '../../observations/followUps/systemPods';
import { somePods, userPods } from '../../observations/residents';
import {
  systemNodesObservation,
  type SystemNodes,
} from '../../observations/systemNodes';
import type { Profile } from '../../profiles';
import { someNames } from '../../words';
import { BY_THESE_WORDS, productionOnly, quoted } from './productionOnly';

const LABEL_A_NODE: Remedy = {
  owner: 'cluster-admin',
  text: "Choose a worker without GPUs that is large enough[ ({first} is the largest)][, {or} add one], and label it. A taint keeps others away, where Run:ai's services tolerate it.",
  commands: ['kubectl label node {first} {label}', 'kubectl get nodes -o {as}'],
};

/** Seed B9: at least one dedicated worker for Run:ai's own services, in production. */
export const systemDedicated = defineCheck({
  id: 'nodes.system-dedicated',
  title: 'Run:ai has system nodes of its own',
  category: 'nodes',
  requirements: ['B9'],
  description:
    'Services of Run:ai run on workers that are set apart for them, so that GPU machines do not lose cycles to them. A system node carries the label of the profile or matches the selector of the settings; it has no GPU, does not belong to the control plane, is a machine that is Ready, not cordoned, and takes pods.',
  scope: 'cluster',
  severity: productionOnly,
  uses: { system: systemNodesObservation },
  optional: { pods: systemPodsFact },
  dependsOn: ['platform.nodes-ready'],
  expected: 'at least {minimum} with {selector}',
  actual: '{count}',
  outcomes: {
    Dedicated: {
      status: 'pass',
      says: 'Run:ai has {count} system {count:node|nodes} of its own. By name: {names}[. Whether pods of others run there could not be {read}]',
    },
    NotLabelled: {
      status: 'fail',
      says: `No node is set apart for Run:ai. None carries {selector}[. Best candidates: {candidates}][, and no Ready worker without GPUs could take the {part}]${BY_THESE_WORDS}`,
      remedy: LABEL_A_NODE,
    },
    LabelledUnusable: {
      status: 'fail',
      says: `Run:ai needs {minimum} system {minimum:node|nodes}, and [the {one} that is labelled cannot serve][{labelled} {labelled:is|are} labelled][{able} of the {all} labelled can serve]. The label is {selector}[; {why}]${BY_THESE_WORDS}`,
      remedy: LABEL_A_NODE,
    },
    FewerThanRecommended: {
      status: 'warn',
      says: '{count} of {recommended} recommended system nodes are there. By name: {names}',
      remedy: LABEL_A_NODE,
    },
    ForeignPods: {
      status: 'warn',
      says: 'System nodes also run pods of others. By node: {crowded}',
      remedy: {
        owner: 'cluster-admin',
        text: 'Move the pods of others to other workers, or label another node in place of this one.',
        commands: [
          'kubectl get pods --all-namespaces --field-selector spec.nodeName={node}',
          'kubectl taint node {node} {key}=:PreferNoSchedule',
        ],
      },
    },
    SelectorUnreadable: {
      status: 'unknown',
      because: 'unreadable',
      says: 'The selector of system nodes cannot be read. The setting systemNodes.selector is "{selector}"',
      remedy: {
        owner: 'portal-admin',
        text: 'Write it as kubectl takes it with -l, e.g. node-role.kubernetes.io/runai-system or pool=system.',
      },
    },
  },
  evaluate: context => {
    const { system, pods, profile } = context;
    const { usable, labelled, selector } = system;
    const { minimum, recommended, statement } = profile.systemNodes;
    const values: Values = {
      count: usable.length,
      minimum,
      recommended,
      selector,
      names: someNames(
        usable.map(({ name }) => name),
        5,
      ),
      ...labelValues(system),
    };
    const evidence = labelEvidence(system);
    if (!system.readable) {
      return { outcome: 'SelectorUnreadable', values };
    }
    if (usable.length < minimum) {
      const demand = { statement: quoted(statement, context) };
      return labelled.length === 0
        ? {
            outcome: 'NotLabelled',
            values: { ...values, ...demand, ...candidateValues(system) },
            evidence,
          }
        : {
            outcome: 'LabelledUnusable',
            values: { ...values, ...demand, ...unusableValues(system) },
            evidence,
          };
    }
    const crowded = pods ? crowdedNodes(pods, usable, profile) : [];
    const [first] = crowded;
    if (first) {
      return {
        outcome: 'ForeignPods',
        values: {
          ...values,
          node: first.node,
          crowded: crowded
            .map(
              ({ node, users }) =>
                `${node} runs ${users.length}: ${somePods(users)}`,
            )
            .join('; '),
        },
        evidence: [
          ...evidence,
          ...crowded.map(({ node, users }) => ({
            what: `node/${node}`,
            key: 'pods of others',
            value: `${users.length}`,
          })),
        ],
      };
    }
    return recommended && usable.length < recommended
      ? { outcome: 'FewerThanRecommended', values, evidence }
      : {
          outcome: 'Dedicated',
          values: { ...values, read: pods ? undefined : 'read' },
          evidence,
        };
  },
});

function labelEvidence({ labelled, selector }: SystemNodes): EvidenceLine[] {
  return labelled.length === 0
    ? [{ what: 'nodes', key: selector, value: 'absent' }]
    : labelled.slice(0, 10).map(({ node, unfit }) => ({
        what: `node/${node.name}`,
        key: selector,
        value: unfit.join(', ') || 'can serve',
      }));
}

function candidateValues({ candidates }: SystemNodes): Values {
  return candidates.length > 0
    ? { candidates: candidates.map(sizeOf).join('; ') }
    : { part: 'part' };
}

function unusableValues({ labelled, usable }: SystemNodes): Values {
  const why = labelled
    .filter(({ unfit }) => unfit.length > 0)
    .slice(0, 5)
    .map(({ node, unfit }) => `${node.name}: ${unfit.join(', ')}`)
    .join('; ');
  if (usable.length === labelled.length) {
    return { labelled: labelled.length };
  }
  return labelled.length === 1
    ? { one: 'one', why }
    : {
        able: usable.length === 0 ? 'none' : usable.length,
        all: labelled.length,
        why,
      };
}

/** What `kubectl label` takes; a selector that is more than a key or an equality is left to the reader. */
function labelValues({ selector, candidates: [first] }: SystemNodes): Values {
  const equality = /^([\w./-]+)(?:==?([\w.-]*))?$/.exec(selector);
  const [, key, value = 'true'] = equality ?? [];
  return {
    key: key ?? 'KEY',
    label: key ? `${key}=${value}` : 'KEY=VALUE',
    first: first?.name,
    or: first ? undefined : 'or',
    as: first ? undefined : 'wide',
  };
}

function sizeOf({ name, capacity }: NodeFact): string {
  const tell = (resource: string) => capacity?.[resource] ?? 'unknown';
  return `${name} (cpu ${tell('cpu')}, memory ${tell('memory')}, disk ${tell(
    'ephemeral-storage',
  )})`;
}

/** Usable nodes that run more pods of others than the profile calls few. */
function crowdedNodes(
  pods: PodsByNode,
  usable: readonly NodeFact[],
  profile: Profile,
) {
  return usable
    .map(({ name }) => ({
      node: name,
      users: userPods(Object.hasOwn(pods, name) ? pods[name] : [], profile),
    }))
    .filter(
      ({ users }) => users.length > profile.systemNodes.foreignPodsWarnAbove,
    );
}
