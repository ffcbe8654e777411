import type { Remediation } from '@runai-portal/backstage-plugin-runai-common';
import { legacyCheck, type FactOutcome } from '../../declarations';
import { blockedBy } from '../../engine/findings';
import { apiGroupsFact } from '../../facts/request/apiGroups';
import { controlPlanePodsFact } from '../../observations/followUps/controlPlanePods';
import {
  isControlPlane,
  isGuardedControlPlane,
  repelsPods,
  type NodeFact,
} from '../../facts/nodeFact';
import { nodesFact } from '../../facts/nodes';
import { openshiftInfrastructureFact } from '../../facts/openshiftInfrastructure';
import { openshiftSchedulerFact } from '../../facts/openshiftScheduler';
import type { PodsByNode } from '../../observations/followUps/podsOnNodes';
import { versionFact } from '../../facts/version';
import type { Profile } from '../../profiles';
import { detectDistribution } from '../../observations/distribution';
import { somePods, userPods } from '../../observations/residents';
import { someNames } from '../../words';
import { productionOnly, quoted } from './productionOnly';

const EXPECTED = 'a control plane on nodes of its own, closed to pods of users';

/** Seed B13: "Production Kubernetes installation requires separate nodes for the Kubernetes master". */
export const controlPlaneSeparate = legacyCheck({
  id: 'nodes.control-plane-separate',
  title: 'Control plane nodes run nothing else',
  category: 'nodes',
  requirements: ['B13'],
  description:
    'The control plane runs on nodes that take no pods of users: tainted, or run by the provider out of sight. Researchers could otherwise starve the API server.',
  scope: 'cluster',
  severity: productionOnly,
  facts: {
    nodes: nodesFact,
    apiGroups: apiGroupsFact,
    version: versionFact,
    scheduler: openshiftSchedulerFact,
  },
  optionalFacts: {
    pods: controlPlanePodsFact,
    infrastructure: openshiftInfrastructureFact,
  },
  reasons: [
    'Separate',
    'Managed',
    'NotVisible',
    'UserPods',
    'SingleControlPlaneNode',
    'Schedulable',
    'Compact',
    'SingleNode',
  ],
  evaluate: context => {
    const { facts, optional, profile } = context;
    const { nodes, scheduler } = facts;
    if (nodes.length === 0) {
      return blockedBy('platform.nodes-ready', 'The cluster has no nodes');
    }
    const controlPlane = nodes.filter(isControlPlane);
    const distribution = detectDistribution(facts);
    const topology = optional.infrastructure.ok
      ? optional.infrastructure.value.controlPlaneTopology
      : undefined;
    const base = {
      expected: EXPECTED,
      evidence: [
        ...controlPlane.slice(0, 10).map(nodeEvidence),
        ...(scheduler.served
          ? [
              {
                what: 'scheduler.config.openshift.io/cluster',
                key: 'spec.mastersSchedulable',
                value: `${scheduler.mastersSchedulable ?? 'absent'}`,
              },
            ]
          : []),
        ...(topology
          ? [
              {
                what: 'infrastructure.config.openshift.io/cluster',
                key: 'status.controlPlaneTopology',
                value: topology,
              },
            ]
          : []),
        ...(controlPlane.length === 0
          ? [
              {
                what: `${nodes.length} nodes`,
                key: profile.controlPlane.labels.join(', '),
                value: 'absent',
              },
            ]
          : []),
      ],
    };
    const demand = quoted(profile.controlPlane.statement, context);
    if (
      controlPlane.length === 0 &&
      (distribution.managed || topology === 'External')
    ) {
      return {
        ...base,
        actual: 'managed',
        status: 'pass',
        reason: 'Managed',
        message: `The control plane is managed. ${
          topology === 'External'
            ? 'It is hosted elsewhere'
            : `${distribution.title} runs it`
        }, none of the ${nodes.length} nodes belongs to it`,
      };
    }
    if (nodes.length === 1) {
      return {
        ...base,
        actual: 'one node in all',
        status: 'fail',
        reason: 'SingleNode',
        message: `The cluster is a single node. Control plane and pods of users share ${nodes[0].name}${demand}`,
        remediation: addWorkers(),
      };
    }
    if (controlPlane.length === 0) {
      return {
        ...base,
        actual: 'no node of the control plane is visible',
        status: 'warn',
        reason: 'NotVisible',
        message: `No control-plane node is visible. None of ${nodes.length} nodes carries a label of the control plane, and the distribution is not known to hide it: it runs outside of the cluster's nodes, or on nodes without the label`,
        remediation: {
          owner: 'cluster-admin',
          text: 'If it runs on nodes of the cluster, label and taint them; if it runs elsewhere, nothing is to be done.',
          commands: [
            'kubectl get nodes --show-labels',
            'kubectl get pods --namespace kube-system -o wide',
          ],
          docs: [],
        },
      };
    }
    const open = controlPlane.filter(node => !isGuardedControlPlane(node));
    if (open.length > 0 || scheduler.mastersSchedulable) {
      const compact =
        controlPlane.length === nodes.length ||
        open.some(node =>
          Object.hasOwn(node.labels, profile.controlPlane.workerLabel),
        );
      return {
        ...base,
        actual: `${open.length} of ${controlPlane.length} take pods`,
        status: 'fail',
        reason: compact ? 'Compact' : 'Schedulable',
        message: `${
          compact
            ? 'The control plane shares its nodes with pods of users. Open:'
            : 'The control plane takes pods of users. Open:'
        } ${openControlPlane(
          open.length > 0 ? open : controlPlane,
          scheduler.mastersSchedulable === true,
        )}${demand}`,
        remediation: closeControlPlane(open, scheduler.served),
      };
    }
    return { ...base, ...judgeGuarded(context, controlPlane) };
  },
});

/** Which nodes are open, and by what. */
function openControlPlane(
  nodes: readonly NodeFact[],
  mastersSchedulable: boolean,
): string {
  const verb = nodes.length === 1 ? 'has' : 'have';
  return mastersSchedulable
    ? `${names(nodes)}: mastersSchedulable is true`
    : `${names(nodes)} ${verb} no taint against them`;
}

/** What is needed to say how well the taints hold. */
interface GuardedContext {
  optional: { pods: FactOutcome<PodsByNode> };
  profile: Profile;
}

/** All are tainted: do pods of users run there all the same, and would one failure stop everything? */
function judgeGuarded(
  { optional, profile }: GuardedContext,
  controlPlane: readonly NodeFact[],
) {
  const { pods } = optional;
  const unread = pods.ok
    ? ''
    : `. Whether pods of users run there could not be read: ${pods.message}`;
  const trespassers = pods.ok
    ? Object.values(pods.value).flatMap(list => userPods(list, profile))
    : [];
  const actual = `${controlPlane.length} of ${controlPlane.length} tainted`;
  if (trespassers.length > 0) {
    const [{ namespace, name }] = trespassers;
    return {
      actual,
      status: 'warn' as const,
      reason: 'UserPods' as const,
      message: `${trespassers.length} ${
        trespassers.length === 1 ? 'pod' : 'pods'
      } of users run on the control plane. Nodes ${names(
        controlPlane,
      )}: tainted, and tolerated by ${somePods(trespassers)}`,
      remediation: {
        owner: 'cluster-admin' as const,
        text: 'Take the toleration out of these workloads, so that they move to workers.',
        commands: [
          `kubectl get pod ${name} --namespace ${namespace} -o jsonpath='{.spec.tolerations}'`,
        ],
        docs: [],
      },
    };
  }
  if (controlPlane.length === 1) {
    return {
      actual,
      status: 'warn' as const,
      reason: 'SingleControlPlaneNode' as const,
      message: `${controlPlane[0].name} is the only node of the control plane. It is separate, but a single point of failure${unread}`,
      remediation: {
        owner: 'cluster-admin' as const,
        text: 'In production, run three nodes of the control plane.',
        commands: [],
        docs: [
          {
            title: 'Highly available clusters',
            url: 'https://kubernetes.io/docs/setup/production-environment/tools/kubeadm/high-availability/',
          },
        ],
      },
    };
  }
  return {
    actual,
    status: 'pass' as const,
    reason: 'Separate' as const,
    message: `${controlPlane.length} nodes of the control plane, all tainted against pods of users${unread}`,
  };
}

function nodeEvidence(node: NodeFact) {
  const taints = node.taints
    .filter(repelsPods)
    .map(({ key, effect }) => `${key}:${effect}`);
  return {
    what: `node/${node.name}`,
    key: `roles ${node.roles.join(', ')}`,
    value: taints.join(', ') || 'no taint',
  };
}

function names(nodes: readonly NodeFact[]): string {
  return someNames(
    nodes.map(({ name }) => name),
    5,
  );
}

function addWorkers(): Remediation {
  return {
    owner: 'cluster-admin',
    text: 'Add workers, then taint the node of the control plane.',
    commands: ['kubectl get nodes -o wide'],
    docs: [
      {
        title: 'Production environment',
        url: 'https://kubernetes.io/docs/setup/production-environment/',
      },
    ],
  };
}

function closeControlPlane(
  open: readonly NodeFact[],
  openshift: boolean,
): Remediation {
  const taint = (node: NodeFact) =>
    node.roles.includes('control-plane')
      ? 'node-role.kubernetes.io/control-plane'
      : 'node-role.kubernetes.io/master';
  return {
    owner: 'cluster-admin',
    text: 'Add workers where there are none, move pods of users to them, and close the control plane.',
    commands: openshift
      ? [
          `oc patch schedulers.config.openshift.io cluster --type merge --patch '{"spec":{"mastersSchedulable":false}}'`,
        ]
      : open
          .slice(0, 10)
          .map(
            node =>
              `kubectl taint node ${node.name} ${taint(node)}=:NoSchedule`,
          ),
    docs: [
      {
        title: 'Taints and tolerations',
        url: 'https://kubernetes.io/docs/concepts/scheduling-eviction/taint-and-toleration/',
      },
    ],
  };
}
