import type { Condition } from '@runai-portal/backstage-plugin-runai-common';
import { defineCheck, type Finding, type Remedy } from '../../declarations';
import { forEachSubject, nodeSubject } from '../../engine/findings';
import { conditionOf } from '../../facts/conditions';
import {
  isGuardedControlPlane,
  nodeReady,
  operatingSystem,
  type NodeFact,
} from '../../facts/nodeFact';
import { nodesFact } from '../../facts/nodes';
import {
  repelledNodesObservation,
  type RepelledNode,
} from '../../observations/repelledNodes';
import { someNames } from '../../words';

/** Conditions that are bad news where they are True. */
const PRESSURES = [
  'MemoryPressure',
  'DiskPressure',
  'PIDPressure',
  'NetworkUnavailable',
];

const JOIN_A_WORKER: Remedy = {
  owner: 'cluster-admin',
  text: 'Join a worker to the cluster, or repair one of those that are there.',
  commands: ['kubectl get nodes -o wide'],
};

const LOOK_AT_THE_KUBELET: Remedy = {
  owner: 'cluster-admin',
  text: 'Look at what the node reports, then at the kubelet and the container runtime on it.',
  commands: [
    'kubectl describe node {node}',
    'journalctl -u kubelet --since "1 hour ago"',
  ],
  docs: [
    {
      title: 'Node status',
      url: 'https://kubernetes.io/docs/reference/node/node-status/',
    },
  ],
};

/** Without a ready worker nothing can be placed; without this nothing else of the nodes can be judged. */
export const nodesReady = defineCheck({
  id: 'platform.nodes-ready',
  title: 'Every node is Ready and takes pods',
  category: 'platform',
  requirements: [],
  description:
    'At least one worker must be Ready. A node that is not Ready, is under pressure or is cordoned is told with what its conditions say; one that is Ready and kept off by a taint that something should have removed, with what that is.',
  scope: 'node',
  severity: 'required',
  uses: { nodes: nodesFact, repelled: repelledNodesObservation },
  outcomes: {
    Ready: { status: 'pass', says: '{node} is Ready and takes pods' },
    NotReady: {
      status: 'warn',
      // What is not heard of cannot be judged by what it said before.
      blocks: true,
      says: '[{node} is {notReady}. ][The control plane does not hear from {silent}. ][Since {since}: {told}][{alone}]',
      expected: 'condition Ready is True',
      actual: '{status}',
      remedy: LOOK_AT_THE_KUBELET,
    },
    Pressure: {
      status: 'warn',
      says: '{node} has {pressures}. {told}',
      expected: 'no pressure',
      actual: '{listed}',
      remedy: {
        owner: 'cluster-admin',
        text: 'Free what is short on the node: the kubelet evicts pods until the condition is gone.',
        commands: ['kubectl describe node {node}'],
        docs: [
          {
            title: 'Node-pressure eviction',
            url: 'https://kubernetes.io/docs/concepts/scheduling-eviction/node-pressure-eviction/',
          },
        ],
      },
    },
    Cordoned: {
      status: 'warn',
      says: '{node} is cordoned and takes no new pods',
      expected: 'takes pods',
      actual: 'cordoned',
      remedy: {
        owner: 'cluster-admin',
        text: 'Uncordon the node, unless it is kept away on purpose.',
        commands: ['kubectl uncordon {node}'],
      },
    },
    Maintenance: {
      status: 'warn',
      says: '{node} is in maintenance and takes no new pods. [Annotation {annotation}: {said}][Taint {taint}]',
      expected: 'takes pods',
      actual: 'cordoned',
      remedy: {
        owner: 'cluster-admin',
        text: 'Wait for the maintenance to end, then uncordon the node.',
        commands: ['kubectl uncordon {node}'],
      },
    },
    Repelled: {
      status: 'warn',
      says: '{node} is Ready, and takes no pods. Taint {taint} keeps them off until {by} removes it',
      expected: 'takes pods',
      actual: 'tainted {taint}',
      remedy: {
        owner: 'cluster-admin',
        text: 'See whether {by} runs and what it says of this node: it takes the taint off itself. Do not remove it by hand while its cause is there.',
        commands: ['{look}', 'kubectl describe node {node}'],
        docs: [
          {
            title: 'Taints and tolerations',
            url: 'https://kubernetes.io/docs/concepts/scheduling-eviction/taint-and-toleration/',
          },
        ],
      },
    },
    Leaving: {
      status: 'warn',
      says: '{node} is about to be taken away, and takes no pods. Taint {taint} was set by {by}',
      expected: 'takes pods',
      actual: 'tainted {taint}',
      remedy: {
        owner: 'cluster-admin',
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
        owner: 'cluster-admin',
        text: 'Look after what should remove the taint from these nodes: {by}.',
        commands: [
          '{look}',
          'kubectl get nodes -o custom-columns=NAME:.metadata.name,TAINTS:.spec.taints[*].key',
        ],
      },
    },
    NoReadyWorker: {
      status: 'fail',
      says: '[None of {workers} {workers:worker|workers} is Ready][None of {others} {others:node|nodes} is a worker. Each belongs to the control plane and is tainted against pods, or does not run linux]',
      expected: 'at least one Ready worker',
      actual: '0 of {count}',
      remedy: JOIN_A_WORKER,
    },
    NoNodes: {
      status: 'fail',
      says: 'The cluster has no nodes',
      expected: 'at least one Ready worker',
      actual: 'no nodes',
      remedy: JOIN_A_WORKER,
    },
  },
  evaluate: ({ nodes, repelled }) => {
    const workers = nodes.filter(isWorker);
    const findings = forEachSubject(
      nodes,
      ({ name }) => nodeSubject(name),
      node => judgeNode(node, repelled.get(node.name)),
    );
    const ready = workers.filter(node => nodeReady(node) === 'True');
    if (ready.length > 0) {
      return takesPods(ready, repelled)
        ? findings
        : [noWorkerTakesPods(ready, repelled), ...findings];
    }
    return [noReadyWorker(nodes, workers), ...findings];
  },
});

type Said = Finding<
  | 'Ready'
  | 'NotReady'
  | 'Pressure'
  | 'Cordoned'
  | 'Maintenance'
  | 'Repelled'
  | 'Leaving'
>;

function judgeNode(node: NodeFact, repelled: RepelledNode | undefined): Said {
  const { name, conditions } = node;
  const what = `node/${name}`;
  const ready = nodeReady(node);
  if (ready !== 'True') {
    return notReady(node, ready);
  }
  const troubles = PRESSURES.flatMap(type => {
    const condition = conditionOf(conditions, type);
    return condition?.status === 'True' ? [condition] : [];
  });
  if (troubles.length > 0) {
    return {
      outcome: 'Pressure',
      values: {
        node: name,
        pressures: troubles.map(({ type }) => type).join(' and '),
        listed: troubles.map(({ type }) => type).join(', '),
        told: troubles.map(toldBy).join('; '),
      },
      evidence: troubles.map(({ type, status, reason }) => ({
        what,
        key: `condition ${type}`,
        value: reason ? `${status} (${reason})` : status,
        how: 'reported',
      })),
    };
  }
  if (node.unschedulable) {
    return cordoned(node);
  }
  return repelled
    ? kept(repelled)
    : {
        outcome: 'Ready',
        values: { node: name },
        evidence: [
          { what, key: 'condition Ready', value: 'True', how: 'reported' },
        ],
      };
}

/** Ready, with a taint that should be gone. */
function kept({ node, taint, row }: RepelledNode): Said {
  const { key, effect } = taint;
  return {
    outcome: row.kind === 'leaving' ? 'Leaving' : 'Repelled',
    values: { node: node.name, taint: key, ...repelledValues({ node, row }) },
    evidence: [
      { what: `node/${node.name}`, key: 'taint', value: `${key}:${effect}` },
    ],
  };
}

function repelledValues({ node, row }: Pick<RepelledNode, 'node' | 'row'>) {
  return { by: row.removedBy, look: row.look.replace('{node}', node.name) };
}

/** Whether any of the Ready workers takes pods; that all are cordoned is told of each. */
function takesPods(
  ready: readonly NodeFact[],
  repelled: ReadonlyMap<string, RepelledNode>,
): boolean {
  return (
    !ready.some(({ name }) => repelled.has(name)) ||
    ready.some(
      ({ name, unschedulable }) => !unschedulable && !repelled.has(name),
    )
  );
}

function noWorkerTakesPods(
  ready: readonly NodeFact[],
  repelled: ReadonlyMap<string, RepelledNode>,
): Finding<'NoWorkerTakesPods'> {
  const kinds = ready.flatMap(({ name }) => repelled.get(name) ?? []);
  const [first] = kinds;
  return {
    outcome: 'NoWorkerTakesPods',
    values: {
      ready: ready.length,
      names: someNames(
        ready.map(({ name }) => name),
        5,
      ),
      ...(first && repelledValues(first)),
      by: [...new Set(kinds.map(({ row }) => row.removedBy))].join(', '),
    },
    evidence: kinds.slice(0, 5).map(({ node, taint }) => ({
      what: `node/${node.name}`,
      key: 'taint',
      value: `${taint.key}:${taint.effect}`,
    })),
  };
}

function notReady(node: NodeFact, ready: 'False' | 'Unknown'): Said {
  const { name } = node;
  const condition = conditionOf(node.conditions, 'Ready');
  const { reason, message, status, lastTransitionTime } = condition ?? {};
  const said = message ?? reason ?? 'no reason is told';
  return {
    outcome: 'NotReady',
    values: {
      node: name,
      ...(ready === 'Unknown' ? { silent: name } : { notReady: 'not Ready' }),
      ...(lastTransitionTime
        ? { since: lastTransitionTime, told: said }
        : {
            alone: condition
              ? `Its condition says: ${said}`
              : 'It has no condition Ready: its kubelet has never reported',
          }),
      status: status ?? 'absent',
    },
    evidence: [
      {
        what: `node/${name}`,
        key: 'condition Ready',
        value: [status ?? 'absent', reason && `(${reason})`]
          .filter(Boolean)
          .join(' '),
        how: 'reported',
      },
    ],
  };
}

/** Which marks say that a node is cordoned for a maintenance. */
const MAINTENANCE = /maintenance|kubevirt\.io\/drain|medik8s\.io\/drain/i;

function cordoned({ name, annotations, taints }: NodeFact): Said {
  const what = `node/${name}`;
  const annotation = Object.keys(annotations).find(
    key => MAINTENANCE.test(key) && annotations[key] !== 'false',
  );
  const taint = annotation
    ? undefined
    : taints.find(({ key }) => MAINTENANCE.test(key))?.key;
  const said = annotation && annotations[annotation];
  return {
    outcome: annotation || taint ? 'Maintenance' : 'Cordoned',
    values: { node: name, annotation, said, taint },
    evidence: [
      { what, key: 'spec.unschedulable', value: 'true' },
      ...(annotation && said ? [{ what, key: annotation, value: said }] : []),
    ],
  };
}

function noReadyWorker(
  nodes: readonly NodeFact[],
  workers: readonly NodeFact[],
): Finding<'NoReadyWorker' | 'NoNodes'> {
  return nodes.length === 0
    ? {
        outcome: 'NoNodes',
        evidence: [{ what: 'GET /api/v1/nodes', key: 'items', value: '0' }],
      }
    : {
        outcome: 'NoReadyWorker',
        values: {
          count: workers.length,
          ...(workers.length === 0
            ? { others: nodes.length }
            : { workers: workers.length }),
        },
        evidence: workers.slice(0, 5).map(node => ({
          what: `node/${node.name}`,
          key: 'condition Ready',
          value: conditionOf(node.conditions, 'Ready')?.status ?? 'absent',
          how: 'reported',
        })),
      };
}

/** Since when a condition holds, and what it says. */
function toldBy({ type, message, reason, lastTransitionTime }: Condition) {
  const since = lastTransitionTime ? ` since ${lastTransitionTime}` : '';
  return `${type}${since}: ${message ?? reason ?? 'no reason is told'}`;
}

/** Takes pods of users, which are Linux containers: not of the control plane, or of one that is not tainted against them. */
function isWorker(node: NodeFact): boolean {
  return !isGuardedControlPlane(node) && operatingSystem(node) === 'linux';
}
