import {
  defineCheck,
  type EvidenceLine,
  type Remedy,
} from '../../declarations';
import {
  controlPlaneRole,
  repelsPods,
  type NodeFact,
} from '../../facts/nodeFact';
import { openshiftInfrastructureFact } from '../../facts/openshiftInfrastructure';
import {
  openshiftSchedulerFact,
  type OpenShiftSchedulerFact,
} from '../../facts/openshiftScheduler';
import {
  controlPlaneNodesObservation,
  type ControlPlaneNodes,
} from '../../observations/controlPlaneNodes';
import { controlPlanePodsFact } from '../../observations/followUps/controlPlanePods';
import { distributionObservation } from '../../observations/platform';
import { somePods, userPods } from '../../observations/residents';
import { controlPlaneTable } from '../../profiles/controlPlaneTable';
import { someNames } from '../../words';
import { BY_THESE_WORDS, productionOnly, quoted } from './productionOnly';

const CLOSE: Remedy = {
  owner: 'cluster-admin',
  text: 'Add workers where there are none, move pods of users to them, and close the control plane.',
  commands: [
    'kubectl taint node {first} {taint}',
    'kubectl taint node {second} {secondTaint}',
    'kubectl taint node {third} {thirdTaint}',
  ],
  docs: [
    {
      title: 'Taints and tolerations',
      url: 'https://kubernetes.io/docs/concepts/scheduling-eviction/taint-and-toleration/',
    },
  ],
  where: {
    openshift: {
      commands: [
        `oc patch schedulers.config.openshift.io cluster --type merge --patch '{"spec":{"mastersSchedulable":false}}'`,
      ],
    },
  },
};

/** Seed B13: "Production Kubernetes installation requires separate nodes for the Kubernetes master". */
export const controlPlaneSeparate = defineCheck({
  id: 'nodes.control-plane-separate',
  title: 'Control plane nodes run nothing else',
  category: 'nodes',
  requirements: ['B13'],
  description:
    'The control plane, its database etcd included, runs on nodes that take no pods of users: tainted, or run by the provider out of sight. Researchers could otherwise starve the API server.',
  scope: 'cluster',
  severity: productionOnly,
  uses: {
    controlPlane: controlPlaneNodesObservation,
    distribution: distributionObservation,
    scheduler: openshiftSchedulerFact,
  },
  optional: {
    pods: controlPlanePodsFact,
    infrastructure: openshiftInfrastructureFact,
  },
  dependsOn: ['platform.nodes-ready'],
  expected: 'a control plane on nodes of its own, closed to pods of users',
  outcomes: {
    Separate: {
      status: 'pass',
      says: '{count} nodes of the control plane, all tainted against pods of users[. Whether pods of users run there could not be {read}]',
      actual: '{count} of {count} tainted',
    },
    Managed: {
      status: 'pass',
      says: 'The control plane is managed. [{provider} runs it][It is hosted {elsewhere}], none of the {nodes} nodes belongs to it',
      actual: 'managed',
    },
    NotVisible: {
      status: 'warn',
      says: "No control-plane node is visible. None of {nodes} nodes carries a label of the control plane, and the distribution is not known to hide it: it runs outside of the cluster's nodes, or on nodes without the label",
      actual: 'no node of the control plane is visible',
      remedy: {
        owner: 'cluster-admin',
        text: 'If it runs on nodes of the cluster, label and taint them; if it runs elsewhere, nothing is to be done.',
        commands: [
          'kubectl get nodes --show-labels',
          'kubectl get pods --namespace kube-system -o wide',
        ],
      },
    },
    UserPods: {
      status: 'warn',
      says: '{pods} {pods:pod|pods} of users run on the control plane. Nodes {names}: tainted, and tolerated by {users}',
      actual: '{count} of {count} tainted',
      remedy: {
        owner: 'cluster-admin',
        text: 'Take the toleration out of these workloads, so that they move to workers.',
        commands: [
          "kubectl get pod {pod} --namespace {namespace} -o jsonpath='{.spec.tolerations}'",
        ],
      },
    },
    SingleControlPlaneNode: {
      status: 'warn',
      says: '{names} is the only node of the control plane. It is separate, but a single point of failure[. Whether pods of users run there could not be {read}]',
      actual: '{count} of {count} tainted',
      remedy: {
        owner: 'cluster-admin',
        text: 'In production, run three nodes of the control plane.',
        docs: [
          {
            title: 'Highly available clusters',
            url: 'https://kubernetes.io/docs/setup/production-environment/tools/kubeadm/high-availability/',
          },
        ],
      },
    },
    Schedulable: {
      status: 'fail',
      says: `The control plane takes pods of users. Open: {open}[: mastersSchedulable is {schedulable}][ without a {missing} against them][. These run etcd: {etcd}]${BY_THESE_WORDS}`,
      actual: '{openCount} of {count} take pods',
      remedy: CLOSE,
    },
    Compact: {
      status: 'fail',
      says: `The control plane shares its nodes with pods of users. Open: {open}[: mastersSchedulable is {schedulable}][ without a {missing} against them]${BY_THESE_WORDS}`,
      actual: '{openCount} of {count} take pods',
      remedy: CLOSE,
    },
    SingleNode: {
      status: 'fail',
      says: `The cluster is a single node. Control plane and pods of users share {names}${BY_THESE_WORDS}`,
      actual: 'one node in all',
      remedy: {
        owner: 'cluster-admin',
        text: 'Add workers, then taint the node of the control plane.',
        commands: ['kubectl get nodes -o wide'],
        docs: [
          {
            title: 'Production environment',
            url: 'https://kubernetes.io/docs/setup/production-environment/',
          },
        ],
      },
    },
  },
  evaluate: context => {
    const { controlPlane, distribution, scheduler, pods, profile } = context;
    const { machines, members, open } = controlPlane;
    const topology = context.infrastructure?.controlPlaneTopology;
    const single = machines.length === 1;
    const values = {
      nodes: machines.length,
      count: members.length,
      openCount: open.length,
      names: namesOf(single ? machines : members),
      statement: quoted(profile.controlPlane.statement, context),
      read: pods ? undefined : 'read',
    };
    const evidence = evidenceOf(controlPlane, scheduler, topology);
    if (
      members.length === 0 &&
      (distribution.managed || topology === 'External')
    ) {
      return {
        outcome: 'Managed',
        judged: machines.length,
        of: machines.length,
        values:
          topology === 'External'
            ? { ...values, elsewhere: 'elsewhere' }
            : { ...values, provider: distribution.title },
        evidence,
      };
    }
    if (single) {
      return { outcome: 'SingleNode', values, evidence };
    }
    if (members.length === 0) {
      return { outcome: 'NotVisible', values, evidence };
    }
    if (open.length > 0 || scheduler.mastersSchedulable) {
      const compact =
        members.length === machines.length ||
        open.some(({ labels }) =>
          Object.hasOwn(labels, profile.controlPlane.workerLabel),
        );
      return {
        outcome: compact ? 'Compact' : 'Schedulable',
        values: {
          ...values,
          ...openValues(controlPlane, scheduler.mastersSchedulable === true),
        },
        evidence,
      };
    }
    const users = Object.values(pods ?? {}).flatMap(list =>
      userPods(list, profile),
    );
    const [user] = users;
    if (user) {
      return {
        outcome: 'UserPods',
        values: {
          ...values,
          pods: users.length,
          users: somePods(users),
          pod: user.name,
          namespace: user.namespace,
        },
        evidence,
      };
    }
    return {
      outcome: members.length === 1 ? 'SingleControlPlaneNode' : 'Separate',
      values,
      evidence,
    };
  },
});

/** Which nodes are open, by what, and the taint that would close each of the first three. */
function openValues(
  { open, members }: ControlPlaneNodes,
  mastersSchedulable: boolean,
) {
  const [first, second, third] = open;
  const etcd = open.filter(node => controlPlaneRole(node)?.part === 'etcd');
  return {
    open: namesOf(open.length > 0 ? open : members),
    schedulable: mastersSchedulable ? 'true' : undefined,
    missing: mastersSchedulable ? undefined : 'taint',
    etcd: etcd.length > 0 ? namesOf(etcd) : undefined,
    first: first?.name,
    taint: first && taintFor(first),
    second: second?.name,
    secondTaint: second && taintFor(second),
    third: third?.name,
    thirdTaint: third && taintFor(third),
  };
}

function taintFor(node: NodeFact): string | undefined {
  return controlPlaneRole(node)?.taint;
}

function evidenceOf(
  { machines, members }: ControlPlaneNodes,
  scheduler: OpenShiftSchedulerFact,
  topology: string | undefined,
): EvidenceLine[] {
  const lines: EvidenceLine[] =
    members.length > 0
      ? members.slice(0, 10).map(nodeEvidence)
      : [
          {
            what: `${machines.length} nodes`,
            key: controlPlaneTable()
              .map(({ label }) => label)
              .slice(0, 2)
              .join(', '),
            value: 'absent',
          },
        ];
  if (scheduler.served) {
    lines.push({
      what: 'scheduler.config.openshift.io/cluster',
      key: 'spec.mastersSchedulable',
      value: `${scheduler.mastersSchedulable ?? 'absent'}`,
    });
  }
  if (topology) {
    lines.push({
      what: 'infrastructure.config.openshift.io/cluster',
      key: 'status.controlPlaneTopology',
      value: topology,
      how: 'reported',
    });
  }
  return lines;
}

function nodeEvidence(node: NodeFact): EvidenceLine {
  const taints = node.taints
    .filter(repelsPods)
    .map(({ key, effect }) => `${key}:${effect}`);
  return {
    what: `node/${node.name}`,
    key: `label ${controlPlaneRole(node)?.label}`,
    value: taints.join(', ') || 'no taint',
    how: 'observed',
  };
}

function namesOf(nodes: readonly NodeFact[]): string {
  return someNames(
    nodes.map(({ name }) => name),
    5,
  );
}
