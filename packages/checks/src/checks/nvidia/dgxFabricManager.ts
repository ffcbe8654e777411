import { defineCheck } from '../../declarations';
import { forNodesAlike } from '../../engine/alike';
import { evidenceOf, firstOf } from '../../engine/findings';
import { workloadName } from '../../facts/workloads';
import { answeredOnce } from '../../memoize';
import { isPast } from '../../observations/followUps/waitingPods';
import type { GpuNodeKind } from '../../observations/gpuNodes';
import { wholeNumber } from '../../observations/gpuOffer';
import {
  gpuOperandsObservation,
  type GpuOperands,
  type OperandOnNode,
} from '../../observations/gpuOperands';
import type { Profile } from '../../profiles';
import { operandRows } from './gpuNode';

const PRODUCT = 'nvidia.com/gpu.product';
const MACHINE = 'nvidia.com/gpu.machine';

/** What is judged of a node but its name. */
const partsOf = ({ gpu: { kind }, validator }: GpuOperands) => ({
  kind,
  validator,
});

/** B5: on machines with NVSwitch the Fabric Manager runs, in the version of the driver. */
export const dgxFabricManager = defineCheck({
  id: 'gpu.dgx-fabric-manager',
  title: 'The Fabric Manager runs where GPUs are joined by NVSwitch',
  category: 'nvidia',
  requirements: ['B5'],
  description:
    'On a DGX A100 and other machines with NVSwitch no program can use a GPU until the NVIDIA Fabric Manager, in just the version of the driver, has set up the switches. No API shows it; that CUDA starts does, which the validator of the GPU Operator tries. Elsewhere a person states it.',
  verify: {
    text: 'The service must be active, and nvidia-smi must tell the state of the fabric as completed.',
    commands: [
      'kubectl debug node/NODE -it --image=busybox -- chroot /host systemctl status nvidia-fabricmanager',
      'kubectl debug node/NODE -it --image=busybox -- chroot /host nvidia-smi -q | grep -A2 Fabric',
    ],
  },
  scope: 'node',
  severity: 'recommended',
  attestable: true,
  uses: { operands: gpuOperandsObservation },
  dependsOn: ['platform.nodes-ready', 'gpu.nodes-present', 'gpu.node-driver'],
  expected: 'Fabric Manager active, in the version of the driver',
  actual: 'CUDA starts on the {machine}',
  outcomes: {
    CudaStarts: {
      status: 'pass',
      says: 'The Fabric Manager of {node} does its work. It is a {machine}, where CUDA does not start without, and {daemonSet} has tried CUDA there',
    },
    NotSeen: {
      status: 'unknown',
      because: 'notRun',
      says: 'Whether the Fabric Manager runs on {node} is not known. It is a {machine} by {sign}, and no API tells it',
      actual: 'not known',
      remedy: {
        text: 'Look at the service on {node}, and state what you saw. Where it does not run: install nvidia-fabricmanager in the version of the driver and enable it; the driver container of the GPU Operator starts it by itself.',
        commands: [
          'kubectl debug node/{node} -it --image=busybox -- chroot /host systemctl status nvidia-fabricmanager',
          'sudo systemctl enable --now nvidia-fabricmanager',
        ],
        docs: ['gpuFabricManager'],
      },
    },
  },
  evaluate: ({ operands, profile }) => {
    const ruleFor = fabricRule(profile);
    return forNodesAlike(operands, partsOf, (name, { kind, validator }) => {
      const { labels, excluded } = kind;
      const rule = excluded ? undefined : ruleFor(kind);
      if (!rule) {
        return undefined;
      }
      const key = rule.machine ? MACHINE : PRODUCT;
      return {
        outcome: firstOf([startsCuda(validator), 'CudaStarts'], 'NotSeen'),
        values: {
          node: name,
          machine: rule.title,
          sign: `${key}=${labels[key]}`,
          daemonSet: validator.workload && workloadName(validator.workload),
        },
        evidence: evidenceOf(
          [`node/${name}`, `label ${PRODUCT}`, labels[PRODUCT]],
          [`node/${name}`, `label ${MACHINE}`, labels[MACHINE]],
          operandRows(name, validator),
        ),
      };
    });
  },
});

/** CUDA ends with "system not yet initialized" (802) on such a machine while the Fabric Manager has not set up its switches. */
function startsCuda({ state, pod }: OperandOnNode): boolean {
  return (
    state === 'ready' || (pod !== undefined && isPast(pod, 'cuda-validation'))
  );
}

const patternOf = answeredOnce((pattern: string) => new RegExp(pattern, 'i'));

/** The first rule of the profile that knows the machine. */
function fabricRule({ gpu: { fabricManager } }: Profile) {
  const fits = (pattern: string | undefined, value = '') =>
    pattern === undefined || patternOf(pattern).test(value);
  return ({ labels, offer }: GpuNodeKind) => {
    const gpus =
      wholeNumber(labels['nvidia.com/gpu.count']) ?? offer.whole.capacity;
    return fabricManager.rules.find(
      ({ machine, product, gpus: least = 0 }) =>
        fits(machine, labels[MACHINE]) &&
        fits(product, labels[PRODUCT]) &&
        gpus >= least,
    );
  };
}
