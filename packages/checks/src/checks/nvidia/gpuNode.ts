import type { Outcomes } from '../../declarations';
import type { EvidenceRow } from '../../engine/findings';
import { podTrouble, type PodFact } from '../../facts/pod';
import { workloadName, type WorkloadFact } from '../../facts/workloads';
import type { GpuNode } from '../../observations/gpuNodes';
import { offeredUnits } from '../../observations/gpuOffer';
import type { OperandOnNode } from '../../observations/gpuOperands';
import type { Profile } from '../../profiles';

/** Installs the GPU Operator; `{operatorNamespace}` is where. One command, so that it is left out as a whole. */
export const INSTALL_OPERATOR =
  'helm repo add nvidia https://helm.ngc.nvidia.com/nvidia && helm repo update && helm install gpu-operator nvidia/gpu-operator -n {operatorNamespace} --create-namespace --wait';

/** Where the operator most likely is, or would be. */
export function operatorNamespace({ gpu: { operator } }: Profile): string {
  return operator.namespaces[0] ?? 'gpu-operator';
}

/** What is said of a node whose GPUs need neither a driver nor a device plugin in this cluster; of `excluded`. */
export const NOT_JUDGED = {
  Simulated: {
    status: 'unknown',
    because: 'unsupported',
    says: '{node} has neither a driver nor a device plugin that could be judged. Its GPUs are simulated by {by}: nothing can compute on them',
    remedy: {
      text: 'Nothing is to be repaired: take simulated nodes away before real work.',
      docs: ['fakeGpuOperator'],
    },
  },
  RunsElsewhere: {
    status: 'notApplicable',
    says: '{node} is no machine of this cluster. Its pods run elsewhere, by {by}, where driver and device plugin are somebody else’s',
  },
  GivenToVirtualMachines: {
    status: 'notApplicable',
    says: 'The GPUs of {node} are given to virtual machines. By {key}={value} neither a driver nor a device plugin for containers is wanted',
  },
} as const satisfies Outcomes;

/** What is said of a node by keys and values: rows of evidence. */
export function nodeRows(
  name: string,
  signs: readonly { readonly key: string; readonly value: string }[],
): EvidenceRow[] {
  return signs.map(({ key, value }) => [`node/${name}`, key, value]);
}

/** By what a node is known as a GPU node: rows of evidence. */
export function signRows({
  name,
  excluded,
  signals,
}: Pick<GpuNode, 'name' | 'excluded' | 'signals'>): EvidenceRow[] {
  return nodeRows(name, excluded ? [excluded] : signals.slice(0, 2));
}

/** What a node offers: rows of evidence. */
export function offerRows({
  name,
  offer,
}: Pick<GpuNode, 'name' | 'offer'>): EvidenceRow[] {
  const { resources, shares, dra } = offer;
  const offered = Object.entries({ ...resources, ...shares }).map(
    ([key, { allocatable, capacity }]) => ({
      key,
      value: `allocatable ${allocatable}, capacity ${capacity}`,
    }),
  );
  const absent = { key: 'allocatable nvidia.com/gpu', value: 'absent' };
  const devices = dra && `${offeredUnits(offer)} of ${dra.capacity}`;
  return [
    ...nodeRows(name, offered.length > 0 || dra ? offered : [absent]),
    [`resourceslice of ${name}`, 'devices', devices],
  ];
}

/** How a DaemonSet stands on a node: rows of evidence. */
export function operandRows(
  node: string,
  operand: OperandOnNode,
): EvidenceRow[] {
  const { workload, pod, missing } = operand;
  const at = pod?.stage && `at ${pod.stage}`;
  const told = pod && [pod.ready ? 'ready' : 'not ready', at, podTrouble(pod)];
  return [
    ...(workload ? [readyRow(workload)] : []),
    [`pod/${pod?.name}`, 'state', told?.filter(Boolean).join(', ')],
    [
      `node/${node}`,
      `label ${missing?.key}`,
      missing && (missing.value ?? 'absent'),
    ],
  ];
}

/** Whether a pod is younger than the profile gives the operator for a change; it is not yet a fault then that it is not ready. */
export function settles(
  pod: Pick<PodFact, 'createdAt'> | undefined,
  { gpu }: Profile,
  now: Date,
): boolean {
  const age = now.getTime() - Date.parse(pod?.createdAt ?? '');
  return age < gpu.operator.graceMinutes * 60_000;
}

/** How many pods of a workload are ready: a row of evidence. */
export function readyRow(workload: WorkloadFact): EvidenceRow {
  const ready = `${workload.ready} of ${workload.desired}`;
  return [workloadName(workload), 'ready', ready];
}
