import type { Condition } from '@runai-portal/backstage-plugin-runai-common';
import { defineCheck } from '../../declarations';
import { forNodesAlike } from '../../engine/alike';
import { evidenceOf, firstOf, type EvidenceRow } from '../../engine/findings';
import { conditionOf } from '../../facts/conditions';
import {
  isGuardedControlPlane,
  nodeReady,
  operatingSystem,
  pressuresOf,
  type NodeFact,
} from '../../facts/nodeFact';
import { nodesFact } from '../../facts/nodes';
import {
  repelledNodesObservation,
  type RepelledNode,
} from '../../observations/repelledNodes';
import { namesOf } from '../../words';

const NONE_READY = {
  status: 'fail',
  expected: 'at least one Ready worker',
  remedy: {
    text: 'Join a worker to the cluster, or repair one of those that are there.',
    commands: ['kubectl get nodes -o wide'],
  },
} as const;

/** Without a ready worker nothing can be placed; without this nothing else of the nodes can be judged. */
export const nodesReady = defineCheck({
  id: 'platform.nodes-ready',
  title: 'Every node is Ready and takes pods',
  category: 'platform',
  description:
    'At least one worker must be Ready. A node that is not Ready, is under pressure or is cordoned is told with what its conditions say; one that is Ready and kept off by a taint that something should have removed, with what that is.',
  verify: {
    text: 'Each node must be Ready and neither cordoned nor kept off by a taint that something should have removed.',
    commands: [
      'kubectl get nodes',
      'kubectl describe node NODE',
      "kubectl get nodes -o custom-columns='NODE:.metadata.name,CORDONED:.spec.unschedulable,TAINTS:.spec.taints[*].key'",
    ],
  },
  scope: 'node',
  uses: { nodes: nodesFact, repelled: repelledNodesObservation },
  expected: 'takes pods',
  outcomes: {
    Ready: { status: 'pass', says: '{node} is Ready and takes pods' },
    NotReady: {
      status: 'warn',
      // What is not heard of cannot be judged by what it said before.
      blocks: true,
      says: '[The control plane does not hear from {silent}|{node} is not Ready]. [Since {since}: {told}|Its condition says: {told}|It has no condition Ready: its kubelet has never reported]',
      expected: 'condition Ready is True',
      actual: '{status}',
      remedy: {
        text: 'Look at what the node reports, then at the kubelet and the container runtime on it.',
        commands: [
          'kubectl describe node {node}',
          'journalctl -u kubelet --since "1 hour ago"',
        ],
        docs: ['nodeStatus'],
      },
    },
    Pressure: {
      status: 'warn',
      says: '{node} has {pressures}. {causes}',
      expected: 'no pressure',
      actual: '{pressures}',
      remedy: {
        text: 'Free what is short on the node: the kubelet evicts pods until the condition is gone.',
        commands: ['kubectl describe node {node}'],
        docs: ['nodePressure'],
      },
    },
    Cordoned: {
      status: 'warn',
      says: '{node} is cordoned and takes no new pods',
      actual: 'cordoned',
      remedy: {
        text: 'Uncordon the node, unless it is kept away on purpose.',
        commands: ['kubectl uncordon {node}'],
      },
    },
    Maintenance: {
      status: 'warn',
      says: '{node} is in maintenance and takes no new pods. [Annotation {annotation}: {said}][Taint {mark}]',
      actual: 'cordoned',
      remedy: {
        text: 'Wait for the maintenance to end, then uncordon the node.',
        commands: ['kubectl uncordon {node}'],
      },
    },
    Repelled: {
      status: 'warn',
      says: '{node} is Ready, and takes no pods. Taint {taint} keeps them off until {by} removes it',
      actual: 'tainted {taint}',
      remedy: {
        text: 'See whether {by} runs and what it says of this node: it takes the taint off itself. Do not remove it by hand while its cause is there.',
        commands: ['{look}', 'kubectl describe node {node}'],
        docs: ['taints'],
      },
    },
    Leaving: {
      status: 'warn',
      says: '{node} is about to be taken away, and takes no pods. Taint {taint} was set by {by}',
      actual: 'tainted {taint}',
      remedy: {
        text: 'Wait until the node is gone. Where it stays, see why {by} neither takes it away nor removes the taint.',
        commands: ['{look}', 'kubectl describe node {node}'],
      },
    },
    NoWorkerTakesPods: {
      status: 'fail',
      says: 'No worker takes pods. {ready} {ready:is|are} Ready, and each is kept off by a taint or cordoned: {names}',
      expected: 'at least one worker that takes pods',
      actual: '0 of {ready}',
      remedy: {
        text: 'Look after what should remove the taint from these nodes: {by}.',
        commands: [
          '{look}',
          'kubectl get nodes -o custom-columns=NAME:.metadata.name,TAINTS:.spec.taints[*].key',
        ],
      },
    },
    NoReadyWorker: {
      ...NONE_READY,
      says: '[None of {workers} {workers:worker|workers} is Ready|None of {nodes} {nodes:node|nodes} is a worker. Each belongs to the control plane and is tainted against pods, or does not run linux]',
      actual: '0 of {count}',
    },
    NoNodes: {
      ...NONE_READY,
      says: 'The cluster has no nodes',
      actual: 'no nodes',
    },
  },
  evaluate: ({ nodes, repelled }) => [
    ...judgeWorkers(nodes, repelled),
    ...forNodesAlike(
      nodes,
      node => partsOf(node, repelled.get(node.name)),
      judgeNode,
    ),
  ],
});

/** Which marks say that a node is cordoned for a maintenance. */
const MAINTENANCE = /maintenance|kubevirt\.io\/drain|medik8s\.io\/drain/i;

/** What is judged of a node but its name. The times of conditions differ from node to node: a node with trouble is like no other. */
function partsOf(node: NodeFact, repelled: RepelledNode | undefined) {
  const ready = conditionOf(node.conditions, 'Ready');
  const isFine =
    ready?.status === 'True' &&
    !node.unschedulable &&
    !repelled &&
    pressuresOf(node).length === 0;
  return isFine ? { reason: ready.reason } : { node, repelled };
}

function judgeNode(name: string, parts: ReturnType<typeof partsOf>) {
  if (parts.node) {
    return judgeTrouble(parts.node, parts.repelled);
  }
  const { reason } = parts;
  const ready = { type: 'Ready', status: 'True', reason };
  return {
    outcome: 'Ready' as const,
    values: { node: name },
    evidence: evidenceOf(conditionRow(name, ready)),
  };
}

function judgeTrouble(node: NodeFact, repelled: RepelledNode | undefined) {
  const { name, conditions, unschedulable, annotations, taints } = node;
  const ready = conditionOf(conditions, 'Ready');
  const pressures = pressuresOf(node);
  const annotation = Object.keys(annotations).find(
    key => MAINTENANCE.test(key) && annotations[key] !== 'false',
  );
  const said = annotation && annotations[annotation];
  const taint = taints.find(({ key }) => MAINTENANCE.test(key));
  return {
    outcome: firstOf(
      [nodeReady(node) !== 'True', 'NotReady'],
      [pressures.length > 0, 'Pressure'],
      [unschedulable && (annotation || taint), 'Maintenance'],
      [unschedulable, 'Cordoned'],
      [repelled?.kind === 'leaving', 'Leaving'],
      'Repelled',
    ),
    values: {
      node: name,
      silent: nodeReady(node) === 'Unknown' ? name : undefined,
      status: ready?.status ?? 'absent',
      since: ready?.lastTransitionTime,
      told: ready && wordsOf(ready),
      pressures: pressures.map(({ type }) => type).join(' and '),
      causes: pressures.map(causeOf).join('; '),
      annotation,
      said,
      mark: annotation ? undefined : taint?.key,
      taint: repelled?.taint,
      by: repelled?.by,
      look: repelled?.look,
    },
    evidence: evidenceOf(
      readinessRow(node),
      pressures.map(condition => conditionRow(name, condition)),
      [`node/${name}`, 'spec.unschedulable', unschedulable || undefined],
      [`node/${name}`, annotation, unschedulable ? said : undefined],
      repelled && taintRow(repelled),
    ),
  };
}

/** What is wrong where no worker takes pods; that all of them are cordoned is told of each. */
function judgeWorkers(
  nodes: readonly NodeFact[],
  repelled: ReadonlyMap<string, RepelledNode>,
) {
  // Pods of users are Linux containers, and stay off a control plane that is tainted against them.
  const workers = nodes.filter(
    node => !isGuardedControlPlane(node) && operatingSystem(node) === 'linux',
  );
  const ready = workers.filter(node => nodeReady(node) === 'True');
  const kept = ready.flatMap(({ name }) => repelled.get(name) ?? []);
  const takesPods = ready.some(
    ({ name, unschedulable }) => !unschedulable && !repelled.has(name),
  );
  if (takesPods || (ready.length > 0 && kept.length === 0)) {
    return [];
  }
  const finding = {
    outcome: firstOf(
      [nodes.length === 0, 'NoNodes'],
      [ready.length === 0, 'NoReadyWorker'],
      'NoWorkerTakesPods',
    ),
    values: {
      count: workers.length,
      workers: workers.length || undefined,
      nodes: nodes.length,
      ready: ready.length,
      names: namesOf(ready),
      look: kept[0]?.look,
      by: [...new Set(kept.map(({ by }) => by))].join(', '),
    },
    evidence: evidenceOf(
      ['GET /api/v1/nodes', 'items', nodes.length],
      workers.slice(0, 5).map(node => {
        const keptOff = repelled.get(node.name);
        return keptOff ? taintRow(keptOff) : readinessRow(node);
      }),
    ),
  };
  return [finding];
}

function taintRow({ node, taint, effect }: RepelledNode): EvidenceRow {
  return [`node/${node.name}`, 'taint', `${taint}:${effect}`];
}

function readinessRow({ name, conditions }: NodeFact): EvidenceRow {
  const ready = conditionOf(conditions, 'Ready');
  return conditionRow(name, ready ?? { type: 'Ready', status: 'absent' });
}

function conditionRow(node: string, condition: Condition): EvidenceRow {
  const { type, status, reason } = condition;
  const state = reason ? `${status} (${reason})` : status;
  return [`node/${node}`, `condition ${type}`, state, 'reported'];
}

function wordsOf({ message, reason }: Condition): string {
  return message ?? reason ?? 'no reason is told';
}

/** Since when a condition holds, and what it says. */
function causeOf(condition: Condition): string {
  const { type, lastTransitionTime: time } = condition;
  return `${type}${time ? ` since ${time}` : ''}: ${wordsOf(condition)}`;
}
