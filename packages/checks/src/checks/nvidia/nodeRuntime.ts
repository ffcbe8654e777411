import { defineCheck, type Remedy } from '../../declarations';
import { forNodesAlike } from '../../engine/alike';
import { evidenceOf, firstOf } from '../../engine/findings';
import { podTrouble } from '../../facts/pod';
import { runtimeClassesFact } from '../../facts/runtimeClasses';
import { workloadName } from '../../facts/workloads';
import { isPast } from '../../observations/followUps/waitingPods';
import { gpuNodesObservation } from '../../observations/gpuNodes';
import { offeredUnits } from '../../observations/gpuOffer';
import {
  gpuOperandsObservation,
  type GpuOperands,
} from '../../observations/gpuOperands';
import { chooser, gpuStackObservation } from '../../observations/gpuStack';
import { NOT_JUDGED, offerRows, operandRows, settles } from './gpuNode';

const CONFIGURE: Remedy = {
  text: 'Make the NVIDIA container runtime the default runtime of {node}: nvidia-ctk writes the configuration of Docker, containerd or CRI-O, then the runtime is restarted; the toolkit of the GPU Operator does both.[ {toolkit} does it here: look at its pod on the node.][ {leftOut} leaves the node out: it asks for {leftOutBy}.]',
  commands: [
    'kubectl -n {podNamespace} logs {pod} --all-containers --tail 50',
    'kubectl -n {podNamespace} describe pod {pod}',
    'kubectl get node {node} -L nvidia.com/gpu.deploy.container-toolkit',
    'sudo nvidia-ctk runtime configure --runtime=containerd --set-as-default && sudo systemctl restart containerd',
    'sudo nvidia-ctk runtime configure --runtime=docker --set-as-default && sudo systemctl restart docker',
  ],
  docs: ['gpuContainerToolkit', 'gpuOperatorTroubleshooting'],
  where: {
    openshift: {
      text: 'On OpenShift the toolkit of the GPU Operator sets CRI-O up; look at its pod on {node}.[ {leftOut} leaves the node out: it asks for {leftOutBy}.]',
      commands: [
        'oc -n {podNamespace} logs {pod} --all-containers --tail 50',
        'oc get node {node} -L nvidia.com/gpu.deploy.container-toolkit',
      ],
    },
    rke2: {
      text: 'RKE2 finds the NVIDIA container runtime by itself where it is installed when its agent starts, and offers it as RuntimeClass nvidia; for the GPU Operator its toolkit needs the socket and configuration of RKE2’s own containerd. See that on {node}, and restart the agent.[ {leftOut} leaves the node out: it asks for {leftOutBy}.]',
      commands: [
        'kubectl -n {podNamespace} logs {pod} --all-containers --tail 50',
        'sudo grep -A3 nvidia /var/lib/rancher/rke2/agent/etc/containerd/config.toml',
        'sudo systemctl restart rke2-agent',
      ],
    },
    k3s: {
      text: 'K3s finds the NVIDIA container runtime by itself where it is installed when its agent starts, and offers it as RuntimeClass nvidia. See that on {node}, and restart the agent.[ {leftOut} leaves the node out: it asks for {leftOutBy}.]',
      commands: [
        'sudo grep -A3 nvidia /var/lib/rancher/k3s/agent/etc/containerd/config.toml',
        'sudo systemctl restart k3s-agent',
      ],
    },
  },
};

const TRY: Remedy = {
  text: 'Start a container that asks for one GPU of {node} and runs nvidia-smi, then state what you saw.',
  commands: [
    `kubectl run runtime-test --rm -it --restart=Never --image=nvidia/cuda:11.0.3-base-ubuntu20.04 --overrides='{"spec":{"nodeName":"{node}","containers":[{"name":"t","image":"nvidia/cuda:11.0.3-base-ubuntu20.04","command":["nvidia-smi"],"resources":{"limits":{"nvidia.com/gpu":"1"}}}]}}'`,
  ],
  docs: ['gpuContainerToolkit'],
};

/** The init container of the validator that tries the runtime. */
const TRIED = 'toolkit-validation';

const STOPS =
  '[Its validation stops at {stage}, in pod {pod}: {trouble}|Pod {pod} of {daemonSet} is not ready: {trouble}]';

/** B5: containers on each GPU node get its GPUs. */
export const nodeRuntime = defineCheck({
  id: 'gpu.node-runtime',
  title: 'The NVIDIA container runtime works on every GPU node',
  category: 'nvidia',
  requirements: ['B5'],
  description:
    'Containers see GPUs only where the container runtime hands them over, which the NVIDIA container toolkit sets up. That it works is shown by the operator’s validator, which runs containers with GPUs, and by the toolkit’s own pod; GPUs that a device plugin offers are an indirect sign, since it found them through the same runtime.',
  verify: {
    text: 'A container that asks for a GPU must be able to run nvidia-smi. With the GPU Operator: the init container toolkit-validation of the validator’s pod on the node must have ended well.',
    commands: [
      'kubectl get pods --all-namespaces -o wide --field-selector spec.nodeName=NODE | grep -E "toolkit|validator"',
      'kubectl get runtimeclass nvidia -o yaml',
    ],
  },
  scope: 'node',
  attestable: true,
  uses: {
    operands: gpuOperandsObservation,
    gpus: gpuNodesObservation,
    stack: gpuStackObservation,
  },
  optional: { runtimeClasses: runtimeClassesFact },
  dependsOn: ['platform.nodes-ready', 'gpu.nodes-present', 'gpu.node-driver'],
  expected: 'containers that ask for a GPU get one',
  actual: '{sign}',
  outcomes: {
    RuntimeProven: {
      status: 'pass',
      says: 'Containers on {node} get its GPUs. {proof}',
    },
    RuntimeFailing: {
      status: 'fail',
      says: `Containers on {node} do not get its GPUs. ${STOPS}`,
      remedy: CONFIGURE,
    },
    RuntimeDoubtful: {
      status: 'warn',
      says: `Whether containers on {node} get its GPUs is in doubt. It offers {offering} {offering:GPU|GPUs}. ${STOPS}`,
      remedy: CONFIGURE,
    },
    RuntimeNotYet: {
      status: 'warn',
      says: `The NVIDIA container runtime of {node} is being set up. ${STOPS}`,
      remedy: {
        text: 'Wait: it takes some minutes after the driver is there.',
        commands: ['kubectl -n {podNamespace} get pod {pod} -o wide'],
      },
    },
    IndirectProof: {
      status: 'warn',
      says: 'That containers on {node} get its GPUs is only inferred. A device plugin found {offering} {offering:GPU|GPUs} there, which takes a working runtime; neither a toolkit nor a validator of the GPU Operator shows it',
      remedy: TRY,
    },
    PodsUnread: {
      status: 'unknown',
      says: 'Whether containers on {node} get its GPUs is not known. {daemonSet} is not ready on every node, and its pods could not be read',
      remedy: {
        text: 'Allow the account to list pods in namespace {setNamespace}.',
        commands: ['kubectl auth can-i list pods -n {setNamespace}'],
      },
    },
    NoProof: {
      status: 'unknown',
      says: 'Whether containers on {node} get its GPUs is not known. It offers none, and no [pod of {daemonSet}|toolkit or validator] is there that would show it[: {leftOut} leaves it out]',
      remedy: CONFIGURE,
    },
    ProviderRuntime: {
      status: 'notApplicable',
      says: 'The provider of the cluster hands out the GPUs of {node}. Its own device plugin mounts the driver into containers, without the NVIDIA runtime',
    },
    OfferedByDra: {
      status: 'notApplicable',
      says: 'The GPUs of {node} are offered by Dynamic Resource Allocation. Its driver hands them to containers, without a default runtime of NVIDIA',
    },
    ...NOT_JUDGED,
  },
  evaluate: ({ operands, stack, profile, now, runtimeClasses = [] }) => {
    const plugins = stack.plugins.map(({ workload }) => workload);
    const ofProvider = new Set(
      stack.plugins
        .filter(({ origin }) => origin === 'vendor')
        .map(({ workload }) => workload),
    );
    const pluginFor = chooser(plugins);
    const toolkitClass = runtimeClasses.find(({ name }) => name === 'nvidia');
    return forNodesAlike(operands, partsOf, (name, node) => {
      const plugin = pluginFor(node.kind.labels);
      const byProvider = plugin
        ? ofProvider.has(plugin)
        : node.kind.signals.some(({ kind }) => kind === 'cloud');
      const settling = settles(troubled(node)?.pod, profile, now);
      return {
        outcome:
          node.kind.excluded?.why ??
          select(node, { byProvider, settling, dra: stack.dra }),
        values: valuesOf(name, node),
        evidence: evidenceOf(
          offerRows({ name, offer: node.kind.offer }),
          operandRows(name, node.toolkit),
          operandRows(name, node.validator),
          toolkitClass && [
            'RuntimeClass nvidia',
            'handler',
            toolkitClass.handler,
          ],
        ),
      };
    });
  },
});

/** What is judged of a node but its name. */
function partsOf({ gpu, toolkit, validator }: GpuOperands) {
  return { kind: gpu.kind, toolkit, validator };
}

type Parts = ReturnType<typeof partsOf>;

/** The validator's pod has got past the stage that tries the runtime. */
function isValidated({ validator: { state, pod } }: Parts): boolean {
  return state === 'ready' || (pod !== undefined && isPast(pod, TRIED));
}

/** What shows that the runtime does not work: the validator that stops at it, or the toolkit's own pod. */
function troubled({ toolkit, validator }: Parts) {
  if (validator.pod?.stage === TRIED) {
    return validator;
  }
  return toolkit.state === 'notReady' ? toolkit : undefined;
}

function select(
  node: Parts,
  known: { byProvider: boolean; settling: boolean; dra: boolean },
) {
  const { toolkit, validator } = node;
  const { offer } = node.kind;
  const offers = offeredUnits(offer) > 0;
  const trouble = troubled(node);
  return firstOf(
    [offer.capacity === 0 && (offer.dra || known.dra), 'OfferedByDra'],
    [isValidated(node), 'RuntimeProven'],
    [trouble && offers, 'RuntimeDoubtful'],
    [trouble && known.settling, 'RuntimeNotYet'],
    [trouble, 'RuntimeFailing'],
    [toolkit.state === 'ready', 'RuntimeProven'],
    [offers && known.byProvider, 'ProviderRuntime'],
    [offers, 'IndirectProof'],
    [
      [toolkit, validator].some(({ state }) => state === 'unread'),
      'PodsUnread',
    ],
    'NoProof',
  );
}

function valuesOf(name: string, node: Parts) {
  const { toolkit, validator } = node;
  const { offer, excluded } = node.kind;
  const trouble = troubled(node);
  const { pod } = trouble ?? {};
  const workload = trouble?.workload ?? toolkit.workload ?? validator.workload;
  const offering = offeredUnits(offer);
  const validated = isValidated(node);
  const proofOf = validated ? validator : toolkit;
  const proof =
    proofOf.workload &&
    (validated
      ? `${workloadName(proofOf.workload)} got past ${TRIED} there`
      : `${workloadName(proofOf.workload)} is ready there`);
  return {
    node: name,
    ...excluded,
    offering,
    sign: proof ?? `${offering} GPUs offered`,
    proof,
    stage: pod?.stage === TRIED ? pod.stage : undefined,
    pod: pod?.name,
    podNamespace: pod?.namespace,
    trouble: pod && podTrouble(pod),
    daemonSet: workload && workloadName(workload),
    setNamespace: workload?.namespace,
    toolkit: toolkit.workload && workloadName(toolkit.workload),
    leftOut: toolkit.leftOutBy && workloadName(toolkit.leftOutBy),
    leftOutBy:
      toolkit.missing && `${toolkit.missing.key}=${toolkit.missing.wanted}`,
  };
}
