import { defineCheck } from '../../declarations';
import { evidenceOf, firstOf } from '../../engine/findings';
import { controlPlaneRole, repelsPods } from '../../facts/nodeFact';
import {
  openshiftInfrastructureFact,
  openshiftSchedulerFact,
} from '../../facts/openshift';
import { controlPlaneNodesObservation } from '../../observations/controlPlaneNodes';
import { distributionObservation } from '../../observations/distribution';
import {
  controlPlanePodsFact,
  somePods,
  userPods,
} from '../../observations/followUps/podsOnNodes';
import { controlPlaneTable } from '../../profiles/tables';
import { namesOf } from '../../words';
import { BY_THESE_WORDS, quoted } from './requiredWords';

const OPEN = {
  status: 'fail',
  actual: '{openCount} of {count} take pods',
  remedy: {
    text: 'Add workers where there are none, move pods of users to them, and close the control plane.',
    commands: [
      'kubectl taint node {first}',
      'kubectl taint node {second}',
      'kubectl taint node {third}',
    ],
    docs: ['taints'],
    where: {
      openshift: {
        commands: [
          `oc patch schedulers.config.openshift.io cluster --type merge --patch '{"spec":{"mastersSchedulable":false}}'`,
        ],
      },
    },
  },
} as const;

const SCHEDULER = 'scheduler.config.openshift.io/cluster';
const INFRASTRUCTURE = 'infrastructure.config.openshift.io/cluster';

/** Seed B13: "Production Kubernetes installation requires separate nodes for the Kubernetes master". */
export const controlPlaneSeparate = defineCheck({
  id: 'nodes.control-plane-separate',
  title: 'Control plane nodes run nothing else',
  category: 'nodes',
  requirements: ['B13'],
  description:
    'The control plane, its database etcd included, runs on nodes that take no pods of users: tainted, or run by the provider out of sight. Researchers could otherwise starve the API server.',
  verify: {
    text: 'Each node of the control plane must have a taint NoSchedule, and no pods of users.',
    commands: [
      "kubectl get nodes -l node-role.kubernetes.io/control-plane -o custom-columns='NODE:.metadata.name,TAINTS:.spec.taints[*].key,EFFECTS:.spec.taints[*].effect'",
      'kubectl get nodes -l node-role.kubernetes.io/master',
      'kubectl get pods --all-namespaces -o wide --field-selector spec.nodeName=NODE',
    ],
    where: {
      openshift: {
        commands: [
          'oc get schedulers.config.openshift.io cluster -o jsonpath=\'{.spec.mastersSchedulable}{"\\n"}\'',
          'oc get nodes -l node-role.kubernetes.io/master',
          'oc get pods --all-namespaces -o wide --field-selector spec.nodeName=NODE',
        ],
      },
    },
  },
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
  actual: '{count} of {count} tainted',
  outcomes: {
    Separate: {
      status: 'pass',
      says: '{count} nodes of the control plane, all tainted against pods of users[. Whether pods of users run there could not be {read}]',
    },
    Managed: {
      status: 'pass',
      says: 'The control plane is managed. [{provider} runs it|It is hosted elsewhere], none of the {nodes} nodes belongs to it',
      actual: 'managed',
    },
    NotVisible: {
      status: 'warn',
      says: "No control-plane node is visible. None of {nodes} nodes carries a label of the control plane, and the distribution is not known to hide it: it runs outside of the cluster's nodes, or on nodes without the label",
      actual: 'no node of the control plane is visible',
      remedy: {
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
      remedy: {
        text: 'Take the toleration out of these workloads, so that they move to workers.',
        commands: [
          "kubectl get pod {pod} --namespace {namespace} -o jsonpath='{.spec.tolerations}'",
        ],
      },
    },
    SingleControlPlaneNode: {
      status: 'warn',
      says: '{names} is the only node of the control plane. It is separate, but a single point of failure[. Whether pods of users run there could not be {read}]',
      remedy: {
        text: 'In production, run three nodes of the control plane.',
        docs: ['highAvailability'],
      },
    },
    Schedulable: {
      ...OPEN,
      says: `The control plane takes pods of users. Open: {open}[: mastersSchedulable is {schedulable}| without a taint against them][. These run etcd: {etcd}]${BY_THESE_WORDS}`,
    },
    Compact: {
      ...OPEN,
      says: `The control plane shares its nodes with pods of users. Open: {open}[: mastersSchedulable is {schedulable}| without a taint against them]${BY_THESE_WORDS}`,
    },
    SingleNode: {
      status: 'fail',
      says: `The cluster is a single node. Control plane and pods of users share {names}${BY_THESE_WORDS}`,
      actual: 'one node in all',
      remedy: {
        text: 'Add workers, then taint the node of the control plane.',
        commands: ['kubectl get nodes -o wide'],
        docs: ['productionEnvironment'],
      },
    },
  },
  evaluate: context => {
    const { controlPlane, distribution, scheduler, pods, profile } = context;
    const { machines, members, open } = controlPlane;
    const { mastersSchedulable, served } = scheduler;
    const topology = context.infrastructure?.controlPlaneTopology;
    const absent = served ? 'absent' : undefined;
    const isHosted = topology === 'External';
    const isAbsent = members.length === 0;
    const isOpen = open.length > 0 || mastersSchedulable;
    const isCompact =
      members.length === machines.length ||
      open.some(({ labels }) =>
        Object.hasOwn(labels, profile.controlPlane.workerLabel),
      );
    const users = userPods(Object.values(pods ?? {}).flat(), profile);
    const etcd = open.filter(node => controlPlaneRole(node)?.part === 'etcd');
    const [first, second, third] = open.map(
      node => `${node.name} ${controlPlaneRole(node)?.taint}`,
    );
    return {
      outcome: firstOf(
        [isAbsent && (distribution.managed || isHosted), 'Managed'],
        [machines.length === 1, 'SingleNode'],
        [isAbsent, 'NotVisible'],
        [isOpen && isCompact, 'Compact'],
        [isOpen, 'Schedulable'],
        [users.length > 0, 'UserPods'],
        [members.length === 1, 'SingleControlPlaneNode'],
        'Separate',
      ),
      judged: machines.length,
      of: machines.length,
      values: {
        nodes: machines.length,
        count: members.length,
        openCount: open.length,
        names: namesOf(machines.length === 1 ? machines : members),
        statement: quoted(profile.controlPlane.statement, context.settings),
        read: pods ? undefined : 'read',
        provider: isHosted ? undefined : distribution.title,
        open: namesOf(open.length > 0 ? open : members),
        schedulable: mastersSchedulable ? 'true' : undefined,
        etcd: namesOf(etcd) || undefined,
        first,
        second,
        third,
        pods: users.length,
        users: somePods(users),
        pod: users[0]?.name,
        namespace: users[0]?.namespace,
      },
      evidence: evidenceOf(
        isAbsent && [
          `${machines.length} nodes`,
          `${controlPlaneTable()[0].label} and other labels`,
          'absent',
        ],
        members.slice(0, 10).map(node => {
          const taints = node.taints.filter(repelsPods);
          return [
            `node/${node.name}`,
            `label ${controlPlaneRole(node)?.label}`,
            taints.map(({ key, effect }) => `${key}:${effect}`).join(', ') ||
              'no taint',
          ];
        }),
        [SCHEDULER, 'spec.mastersSchedulable', mastersSchedulable ?? absent],
        [INFRASTRUCTURE, 'status.controlPlaneTopology', topology, 'reported'],
      ),
    };
  },
});
