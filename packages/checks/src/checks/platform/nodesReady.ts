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
    'At least one worker must be Ready. A node that is not Ready, is under pressure or is cordoned is told with what its conditions say.',
  scope: 'node',
  severity: 'required',
  uses: { nodes: nodesFact },
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
  evaluate: ({ nodes }) => {
    const workers = nodes.filter(isWorker);
    const findings = forEachSubject(
      nodes,
      ({ name }) => nodeSubject(name),
      judgeNode,
    );
    if (workers.some(node => nodeReady(node) === 'True')) {
      return findings;
    }
    return [noReadyWorker(nodes, workers), ...findings];
  },
});

type Said = Finding<
  'Ready' | 'NotReady' | 'Pressure' | 'Cordoned' | 'Maintenance'
>;

function judgeNode(node: NodeFact): Said {
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
  return node.unschedulable
    ? cordoned(node)
    : {
        outcome: 'Ready',
        values: { node: name },
        evidence: [
          { what, key: 'condition Ready', value: 'True', how: 'reported' },
        ],
      };
}

/** Conditions that are bad news where they are True. */
const PRESSURES = [
  'MemoryPressure',
  'DiskPressure',
  'PIDPressure',
  'NetworkUnavailable',
];

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
