import { legacyCheck, type LegacyFinding } from '../../declarations';
import { forEachSubject, nodeSubject } from '../../engine/findings';
import { conditionOf } from '../../facts/conditions';
import {
  isGuardedControlPlane,
  nodeReady,
  operatingSystem,
  type NodeFact,
} from '../../facts/nodeFact';
import { nodesFact } from '../../facts/nodes';

/** Conditions that are bad news where they are True. */
const TROUBLES = [
  'MemoryPressure',
  'DiskPressure',
  'PIDPressure',
  'NetworkUnavailable',
];
const MAINTENANCE = /maintenance|kubevirt\.io\/drain|medik8s\.io\/drain/i;

/** Without a ready worker nothing can be placed; without this nothing else of the nodes can be judged. */
export const nodesReady = legacyCheck({
  id: 'platform.nodes-ready',
  title: 'Every node is Ready and takes pods',
  category: 'platform',
  requirements: [],
  description:
    'At least one worker must be Ready. A node that is not Ready, is under pressure or is cordoned is told with what its conditions say.',
  scope: 'node',
  severity: 'required',
  facts: { nodes: nodesFact },
  reasons: [
    'Ready',
    'NotReady',
    'Pressure',
    'Cordoned',
    'Maintenance',
    'NoReadyWorker',
    'NoNodes',
  ],
  evaluate: ({ facts: { nodes } }) => {
    const findings = forEachSubject(
      nodes,
      node => nodeSubject(node.name),
      judgeNode,
    );
    const workers = nodes.filter(isWorker);
    return workers.some(node => nodeReady(node) === 'True')
      ? findings
      : [noReadyWorker(nodes, workers), ...findings];
  },
});

type NodesReadyFinding = LegacyFinding<
  'Ready' | 'NotReady' | 'Pressure' | 'Cordoned' | 'Maintenance'
>;

function judgeNode(node: NodeFact): NodesReadyFinding {
  const ready = nodeReady(node);
  if (ready !== 'True') {
    return notReady(node, ready);
  }
  const what = `node/${node.name}`;
  const troubles = TROUBLES.flatMap(type => {
    const condition = conditionOf(node.conditions, type);
    return condition?.status === 'True' ? [condition] : [];
  });
  if (troubles.length > 0) {
    return {
      status: 'warn',
      reason: 'Pressure',
      message: `${node.name} has ${troubles
        .map(({ type }) => type)
        .join(' and ')}. ${troubles.map(told).join('; ')}`,
      evidence: troubles.map(({ type, status, reason }) => ({
        what,
        key: `condition ${type}`,
        value: reason ? `${status} (${reason})` : status,
      })),
      expected: 'no pressure',
      actual: troubles.map(({ type }) => type).join(', '),
      remediation: {
        owner: 'cluster-admin',
        text: 'Free what is short on the node: the kubelet evicts pods until the condition is gone.',
        commands: [`kubectl describe node ${node.name}`],
        docs: [
          {
            title: 'Node-pressure eviction',
            url: 'https://kubernetes.io/docs/concepts/scheduling-eviction/node-pressure-eviction/',
          },
        ],
      },
    };
  }
  if (node.unschedulable) {
    return cordoned(node);
  }
  return {
    status: 'pass',
    reason: 'Ready',
    message: `${node.name} is Ready and takes pods`,
    evidence: [{ what, key: 'condition Ready', value: 'True' }],
  };
}

function notReady(
  node: NodeFact,
  ready: 'False' | 'Unknown',
): NodesReadyFinding {
  const condition = conditionOf(node.conditions, 'Ready');
  const said = condition
    ? sinceWhen(condition)
    : 'It has no condition Ready: its kubelet has never reported';
  return {
    status: 'warn',
    reason: 'NotReady',
    message:
      ready === 'Unknown'
        ? `The control plane does not hear from ${node.name}. ${said}`
        : `${node.name} is not Ready. ${said}`,
    evidence: [
      {
        what: `node/${node.name}`,
        key: 'condition Ready',
        value: condition
          ? `${condition.status}${
              condition.reason ? ` (${condition.reason})` : ''
            }`
          : 'absent',
      },
    ],
    expected: 'condition Ready is True',
    actual: condition?.status ?? 'absent',
    remediation: {
      owner: 'cluster-admin',
      text: 'Look at what the node reports, then at the kubelet and the container runtime on it.',
      commands: [
        `kubectl describe node ${node.name}`,
        'journalctl -u kubelet --since "1 hour ago"',
      ],
      docs: [
        {
          title: 'Node status',
          url: 'https://kubernetes.io/docs/reference/node/node-status/',
        },
      ],
    },
  };
}

function cordoned(node: NodeFact): NodesReadyFinding {
  const what = `node/${node.name}`;
  const annotation = Object.keys(node.annotations).find(
    key => MAINTENANCE.test(key) && node.annotations[key] !== 'false',
  );
  const taint = node.taints.find(({ key }) => MAINTENANCE.test(key))?.key;
  const mark = annotation ?? taint;
  return {
    status: 'warn',
    reason: mark ? 'Maintenance' : 'Cordoned',
    message: mark
      ? `${node.name} is in maintenance and takes no new pods. ${
          annotation
            ? `Annotation ${annotation}: ${node.annotations[annotation]}`
            : `Taint ${mark}`
        }`
      : `${node.name} is cordoned and takes no new pods`,
    evidence: [
      { what, key: 'spec.unschedulable', value: 'true' },
      ...(annotation
        ? [{ what, key: annotation, value: node.annotations[annotation] }]
        : []),
    ],
    expected: 'takes pods',
    actual: 'cordoned',
    remediation: {
      owner: 'cluster-admin',
      text: mark
        ? 'Wait for the maintenance to end, then uncordon the node.'
        : 'Uncordon the node, unless it is kept away on purpose.',
      commands: [`kubectl uncordon ${node.name}`],
      docs: [],
    },
  };
}

function noReadyWorker(
  nodes: readonly NodeFact[],
  workers: readonly NodeFact[],
): LegacyFinding<'NoReadyWorker' | 'NoNodes'> {
  const remediation = {
    owner: 'cluster-admin' as const,
    text: 'Join a worker to the cluster, or repair one of those that are there.',
    commands: ['kubectl get nodes -o wide'],
    docs: [],
  };
  if (nodes.length === 0) {
    return {
      status: 'fail',
      reason: 'NoNodes',
      message: 'The cluster has no nodes',
      evidence: [{ what: 'GET /api/v1/nodes', key: 'items', value: '0' }],
      expected: 'at least one Ready worker',
      actual: 'no nodes',
      remediation,
    };
  }
  return {
    status: 'fail',
    reason: 'NoReadyWorker',
    message:
      workers.length === 0
        ? `None of ${nodes.length} nodes is a worker. Each belongs to the control plane and is tainted against pods, or does not run linux`
        : `None of ${workers.length} workers is Ready`,
    evidence: workers.slice(0, 5).map(node => ({
      what: `node/${node.name}`,
      key: 'condition Ready',
      value: conditionOf(node.conditions, 'Ready')?.status ?? 'absent',
    })),
    expected: 'at least one Ready worker',
    actual: `0 of ${workers.length}`,
    remediation,
  };
}

/** Since when a node is not Ready, and what its condition says; that it is not stands before. */
function sinceWhen({
  message,
  reason,
  lastTransitionTime,
}: NodeFact['conditions'][number]): string {
  const said = message ?? reason ?? 'no reason is told';
  return lastTransitionTime
    ? `Since ${lastTransitionTime}: ${said}`
    : `Its condition says: ${said}`;
}

/** Since when a condition holds, and what it says. */
function told({
  type,
  message,
  reason,
  lastTransitionTime,
}: NodeFact['conditions'][number]): string {
  const since = lastTransitionTime ? ` since ${lastTransitionTime}` : '';
  return `${type}${since}: ${message ?? reason ?? 'no reason is told'}`;
}

/** Takes pods of users, which are Linux containers: not of the control plane, or of one that is not tainted against them. */
function isWorker(node: NodeFact): boolean {
  return !isGuardedControlPlane(node) && operatingSystem(node) === 'linux';
}
