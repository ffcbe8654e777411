import { defineCheck, type Remedy } from '../../declarations';
import { forNodesAlike } from '../../engine/alike';
import { evidenceOf, firstOf } from '../../engine/findings';
import { podTrouble } from '../../facts/pod';
import { workloadName } from '../../facts/workloads';
import { gpuInstallObservation } from '../../observations/gpuInstall';
import { offeredUnits } from '../../observations/gpuOffer';
import {
  gpuOperandsObservation,
  type GpuOperands,
} from '../../observations/gpuOperands';
import { gpuStackObservation } from '../../observations/gpuStack';
import { offerRows, operandRows, settles } from './gpuNode';

const REPAIR: Remedy = {
  text: '[driver-validation waits for the driver, toolkit-validation for the container runtime, cuda-validation tries a calculation and plugin-validation asks for a GPU. Look at the log of {stage}.|All stages have ended; look at the pod itself.]',
  commands: [
    'kubectl -n {podNamespace} logs {pod} -c {stage} --tail 50',
    'kubectl -n {podNamespace} describe pod {pod}',
  ],
  docs: ['gpuOperatorTroubleshooting'],
};

const MEANT: Remedy = {
  text: '[Set the label {leftOutBy} to have {node} validated.|See why {daemonSet} has no pod on {node}: a taint that it does not tolerate, or no room.]',
  commands: [
    'kubectl label node {node} {leftOutBy} --overwrite',
    'kubectl -n {setNamespace} describe daemonset {set}',
    'kubectl describe node {unplaced}',
  ],
  docs: ['gpuOperatorTroubleshooting'],
};

const STOPS = '[at {stage}|after its last stage], pod {pod}: {trouble}';

/** B4: the operator's own validation has ended well on each GPU node. */
export const nodeValidation = defineCheck({
  id: 'gpu.node-validation',
  title: 'The GPU Operator has validated every GPU node',
  category: 'nvidia',
  requirements: ['B4'],
  description:
    'The validator of the GPU Operator tries driver, container toolkit, CUDA and device plugin on each GPU node, one after the other in the init containers of its pod. The first one that does not end well tells what to repair. It is known to stay behind on nodes that work: where GPUs are offered that is a warning.',
  verify: {
    text: 'The pod of the validator on the node must be running, with all of its init containers completed.',
    commands: [
      'kubectl get pods --all-namespaces -l app=nvidia-operator-validator -o wide --field-selector spec.nodeName=NODE',
    ],
  },
  scope: 'node',
  severity: 'recommended',
  uses: {
    operands: gpuOperandsObservation,
    stack: gpuStackObservation,
    install: gpuInstallObservation,
  },
  dependsOn: [
    'platform.nodes-ready',
    'gpu.nodes-present',
    'gpu.node-driver',
    'gpu.node-runtime',
    'gpu.node-device-plugin',
  ],
  expected: 'all validations completed',
  actual: '{actual}',
  outcomes: {
    Completed: {
      status: 'pass',
      says: 'The GPU Operator has validated {node}. {daemonSet} is ready there',
    },
    BehindOnWorkingNode: {
      status: 'warn',
      says: `The validation of {node} does not end, though it offers {offering} {offering:GPU|GPUs}. It stops ${STOPS}`,
      remedy: REPAIR,
    },
    UnderWay: {
      status: 'warn',
      says: `{node} is being validated. It is ${STOPS}`,
      remedy: {
        text: 'Wait: the whole validation takes some minutes after the driver is there.',
        commands: ['kubectl -n {podNamespace} get pod {pod} -o wide'],
      },
    },
    Failed: {
      status: 'fail',
      says: `The validation of {node} failed, and it offers no GPU. It stops ${STOPS}`,
      remedy: REPAIR,
    },
    NotValidated: {
      status: 'warn',
      says: 'Nothing validates {node}. [{leftOut} asks for {leftOutBy}, and the node has {leftOutHas}|{daemonSet} has no pod there]',
      remedy: MEANT,
    },
    SwitchedOff: {
      status: 'notApplicable',
      says: '{node} is left out on purpose. Its label {leftOutKey} is false',
    },
    PodsUnread: {
      status: 'unknown',
      says: 'Whether {node} was validated is not known. {daemonSet} is not ready on every node, and its pods could not be read',
      remedy: {
        text: 'Allow the account to list pods in namespace {setNamespace}.',
        commands: ['kubectl auth can-i list pods -n {setNamespace}'],
      },
    },
  },
  evaluate: ({ operands, stack, install, profile, now }) => {
    // A release without a validator, or a mode that has another one, validates nothing here.
    if (install.method !== 'gpu-operator' || stack.validators.length === 0) {
      return [];
    }
    return forNodesAlike(
      operands.filter(({ gpu }) => !gpu.excluded),
      partsOf,
      (name, node) => ({
        outcome: select(node, settles(node.validator.pod, profile, now)),
        values: valuesOf(name, node),
        evidence: evidenceOf(
          operandRows(name, node.validator),
          offerRows({ name, offer: node.offer }),
        ),
      }),
    );
  },
});

/** What is judged of a node but its name. */
function partsOf({ gpu: { offer }, validator }: GpuOperands) {
  return { offer, validator };
}

type Parts = ReturnType<typeof partsOf>;

function select({ offer, validator }: Parts, settling: boolean) {
  const { state, missing } = validator;
  return firstOf(
    [state === 'ready', 'Completed'],
    [state === 'unread', 'PodsUnread'],
    [state === 'leftOut' && missing?.value === 'false', 'SwitchedOff'],
    [state !== 'notReady', 'NotValidated'],
    [settling, 'UnderWay'],
    [offeredUnits(offer) > 0, 'BehindOnWorkingNode'],
    'Failed',
  );
}

function valuesOf(name: string, { offer, validator }: Parts) {
  const { state, workload, pod, leftOutBy, missing } = validator;
  return {
    node: name,
    actual: pod?.stage ? `at ${pod.stage}` : state,
    offering: offeredUnits(offer),
    stage: pod?.stage,
    pod: pod?.name,
    podNamespace: pod?.namespace,
    trouble: pod && podTrouble(pod),
    daemonSet: workload && workloadName(workload),
    set: workload?.name,
    setNamespace: workload?.namespace,
    unplaced: state === 'noPod' ? name : undefined,
    leftOut: leftOutBy && workloadName(leftOutBy),
    leftOutKey: missing?.key,
    leftOutBy: missing && `${missing.key}=${missing.wanted}`,
    leftOutHas:
      missing &&
      (missing.value === undefined ? 'no such label' : `"${missing.value}"`),
  };
}
