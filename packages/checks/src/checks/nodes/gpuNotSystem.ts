import { defineCheck } from '../../declarations';
import { evidenceOf, firstOf } from '../../engine/findings';
import { gpuNodesObservation } from '../../observations/gpuNodes';
import { systemNodesObservation } from '../../observations/systemNodes';
import { namesOf } from '../../words';
import { labelOf } from './systemLabel';

/** Seed B9: the machine for Run:ai's own services is a dedicated one, so that no GPU machine loses cycles to them. */
export const gpuNotSystem = defineCheck({
  id: 'nodes.gpu-not-system',
  title: 'No GPU node is a system node',
  category: 'nodes',
  requirements: ['B9'],
  description:
    'Services of Run:ai are drawn to nodes that carry the system label, and take cores and memory there. A node with GPUs that carries it has less of both for the pods that its GPUs are for. A node whose GPUs are simulated counts as one without.',
  verify: {
    text: 'List the nodes with the label of the profile, or with the selector of the settings, and look for GPUs among them.',
    commands: [
      'kubectl get nodes -l node-role.kubernetes.io/runai-system -o custom-columns=NAME:.metadata.name,GPUS:.status.capacity.nvidia\\.com/gpu',
    ],
  },
  severity: 'recommended',
  uses: { system: systemNodesObservation, gpus: gpuNodesObservation },
  expected: 'no node with GPUs among those with {selector}',
  actual: '{count} of {labelled}',
  outcomes: {
    None: {
      status: 'pass',
      says: 'No system node has GPUs. {labelled} {labelled:node is|nodes are} chosen by {selector}',
    },
    GpuNodesLabelled: {
      status: 'warn',
      says: '{count} GPU {count:node carries|nodes carry} the system label. By name: {names}; chosen by {selector}',
      remedy: {
        text: 'Take the label off {count:the node|these nodes}, and label a worker without GPUs in place of {count:it|them}[: {candidate} is the largest].',
        commands: [
          'kubectl label node {first} {key}-',
          'kubectl label node {candidate} {label}',
        ],
      },
    },
    NotApplicable: {
      status: 'notApplicable',
      says: 'No node is a system node. None is chosen by {selector}',
      actual: 'no system node',
    },
  },
  evaluate: ({ system, gpus }) => {
    const { labelled, selector, candidates } = system;
    const both = labelled.filter(({ node }) => {
      const gpu = gpus.byName.get(node.name);
      const why = gpu?.excluded?.why;
      return gpu && why !== 'Simulated' && why !== 'RunsElsewhere';
    });
    const [first] = both;
    return {
      outcome: firstOf(
        [labelled.length === 0, 'NotApplicable'],
        [both.length > 0, 'GpuNodesLabelled'],
        'None',
      ),
      values: {
        selector,
        ...labelOf(selector),
        labelled: labelled.length,
        count: both.length,
        names: namesOf(both.map(({ node }) => node)),
        first: first?.node.name,
        candidate: candidates[0]?.name,
      },
      evidence: evidenceOf(
        both.slice(0, 10).map(({ node: { name } }) => {
          const [sign] = gpus.byName.get(name)?.signals ?? [];
          return [`node/${name}`, sign?.key, sign?.value];
        }),
        [`nodes with ${selector}`, 'with GPUs', both.length],
      ),
      judged: labelled.length,
      of: labelled.length,
    };
  },
});
