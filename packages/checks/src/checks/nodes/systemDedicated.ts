import { defineCheck, type Remedy } from '../../declarations';
import { evidenceOf, firstOf } from '../../engine/findings';
import type { NodeFact } from '../../facts/nodeFact';
import {
  podsOf,
  somePods,
  systemPodsFact,
  userPods,
} from '../../observations/followUps/podsOnNodes';
import { systemNodesObservation } from '../../observations/systemNodes';
import { known } from '../../profiles';
import { namesOf } from '../../words';
import { BY_THESE_WORDS, quoted } from './requiredWords';
import { labelOf } from './systemLabel';

const LABEL_A_NODE: Remedy = {
  text: "Choose a worker without GPUs that is large enough[ ({first} is the largest)|, or add one], and label it. A taint keeps others away, where Run:ai's services tolerate it.",
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
  verify: {
    text: 'At least one worker without GPU must carry the label of system nodes, be Ready and take pods; hardly anything but Run:ai should run on it.',
    commands: [
      'kubectl get nodes -l node-role.kubernetes.io/runai-system -o wide',
      'kubectl describe node NODE',
      'kubectl get pods --all-namespaces -o wide --field-selector spec.nodeName=NODE',
    ],
  },
  uses: { system: systemNodesObservation },
  optional: { pods: systemPodsFact },
  dependsOn: ['platform.nodes-ready'],
  expected: 'at least [{minimum}|one] with {selector}',
  actual: '{count}',
  outcomes: {
    Dedicated: {
      status: 'pass',
      says: 'Run:ai has {count} system {count:node|nodes} of its own. By name: {names}[. Whether pods of others run there could not be {read}]',
    },
    NotLabelled: {
      status: 'fail',
      says: `No node is set apart for Run:ai. None carries {selector}[. Best candidates: {candidates}|, and no Ready worker without GPUs could take the part]${BY_THESE_WORDS}`,
      remedy: LABEL_A_NODE,
    },
    LabelledUnusable: {
      status: 'fail',
      says: `Run:ai needs {minimum} system {minimum:node|nodes}, and [{labelled} {labelled:is|are} labelled|{able} of the {all} labelled can serve|the one that is labelled cannot serve]. The label is {selector}[; {why}]${BY_THESE_WORDS}`,
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
        text: 'Move the pods of others to other workers, or label another node in place of this one.',
        commands: [
          'kubectl get pods --all-namespaces --field-selector spec.nodeName={node}',
          'kubectl taint node {node} {key}=:PreferNoSchedule',
        ],
      },
    },
    SelectorUnreadable: {
      status: 'unknown',
      says: 'The selector of system nodes cannot be read. The setting systemNodes.selector is "{selector}"',
      remedy: {
        owner: 'portal-admin',
        text: 'Write it as kubectl takes it with -l, e.g. node-role.kubernetes.io/runai-system or pool=system.',
      },
    },
  },
  evaluate: ({ system, pods, profile, settings }) => {
    const { usable, labelled, candidates, selector } = system;
    const { foreignPodsWarnAbove, count } = profile.systemNodes;
    const { minimum, recommended, statement } = known(count) ?? {};
    const unfit = labelled.filter(node => node.unfit.length > 0);
    const crowded = usable
      .map(({ name }) => ({
        name,
        users: userPods(podsOf(pods, name) ?? [], profile),
      }))
      .filter(({ users }) => users.length > foreignPodsWarnAbove);
    const tooFew = usable.length < (minimum ?? 0);
    const [first] = candidates;
    return {
      outcome: firstOf(
        [!system.readable, 'SelectorUnreadable'],
        [minimum === undefined, 'NotInProfile'],
        [tooFew && labelled.length === 0, 'NotLabelled'],
        [tooFew, 'LabelledUnusable'],
        [crowded.length > 0, 'ForeignPods'],
        [recommended && usable.length < recommended, 'FewerThanRecommended'],
        'Dedicated',
      ),
      values: {
        profile: profile.id,
        what: 'how many system nodes it asks for',
        seen: usable.length,
        count: usable.length,
        minimum,
        recommended,
        selector,
        ...labelOf(selector),
        names: namesOf(usable),
        statement: quoted(statement, settings),
        labelled: unfit.length === 0 ? labelled.length : undefined,
        able: labelled.length > 1 ? usable.length || 'none' : undefined,
        all: labelled.length,
        why:
          unfit
            .slice(0, 5)
            .map(({ node, unfit: why }) => `${node.name}: ${why.join(', ')}`)
            .join('; ') || undefined,
        candidates: candidates.map(sizeOf).join('; ') || undefined,
        first: first?.name,
        as: first ? undefined : 'wide',
        node: crowded[0]?.name,
        crowded: crowded
          .map(
            ({ name, users }) =>
              `${name} runs ${users.length}: ${somePods(users)}`,
          )
          .join('; '),
        read: pods ? undefined : 'read',
      },
      evidence: evidenceOf(
        system.readable &&
          labelled.length === 0 && ['nodes', selector, 'absent'],
        labelled
          .slice(0, 10)
          .map(({ node, unfit: why }) => [
            `node/${node.name}`,
            selector,
            why.join(', ') || 'can serve',
          ]),
        crowded.map(({ name, users }) => [
          `node/${name}`,
          'pods of others',
          users.length,
        ]),
      ),
    };
  },
});

function sizeOf({ name, capacity = {} }: NodeFact): string {
  const { cpu = 'unknown', memory = 'unknown' } = capacity;
  const disk = capacity['ephemeral-storage'] ?? 'unknown';
  return `${name} (cpu ${cpu}, memory ${memory}, disk ${disk})`;
}
