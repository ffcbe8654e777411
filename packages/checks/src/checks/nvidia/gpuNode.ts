import type { Outcomes } from '../../declarations';
import type { EvidenceRow } from '../../engine/findings';
import { workloadName, type WorkloadFact } from '../../facts/workload';
import type { GpuNode } from '../../observations/gpuNodes';
import { offeredUnits } from '../../observations/gpuOffer';
import { documents } from '../../profiles/documents';
import { someNames } from '../../words';

/** What is said of a node whose GPUs need neither a driver nor a device plugin in this cluster. */
export const NOT_JUDGED = {
  Simulated: {
    status: 'unknown',
    because: 'unsupported',
    says: '{node} has neither a driver nor a device plugin that could be judged. Its GPUs are simulated by {simulator}: nothing can compute on them',
    remedy: {
      owner: 'cluster-admin',
      text: 'Nothing is to be repaired: take simulated nodes away before real work.',
      docs: documents('fakeGpuOperator'),
    },
  },
  RunsElsewhere: {
    status: 'notApplicable',
    says: '{node} is no machine of this cluster. Its pods run elsewhere, by {simulator}, where driver and device plugin are somebody else’s',
  },
  GivenToVirtualMachines: {
    status: 'notApplicable',
    says: 'The GPUs of {node} are given to virtual machines. By {virtualKey}={virtualValue} neither a driver nor a device plugin for containers is wanted',
  },
} as const satisfies Outcomes;

/** Which of {@link NOT_JUDGED} holds for a node; undefined for a machine whose GPUs containers are to use. */
export function notJudged({
  simulation,
  forVirtualMachines,
}: GpuNode): keyof typeof NOT_JUDGED | undefined {
  if (simulation) {
    return simulation.pods === 'elsewhere' ? 'RunsElsewhere' : 'Simulated';
  }
  return forVirtualMachines && 'GivenToVirtualMachines';
}

/** What the sentences of {@link NOT_JUDGED} name. */
export function notJudgedValues({ simulation, forVirtualMachines }: GpuNode) {
  return {
    simulator: simulation?.by,
    virtualKey: forVirtualMachines?.key,
    virtualValue: forVirtualMachines?.value,
  };
}

/** The first of their names; undefined for none. */
export function namesOf(gpus: readonly GpuNode[]): string | undefined {
  const names = gpus.map(({ name }) => name);
  return someNames(names, 10) || undefined;
}

/** What is said of a node by keys and values: rows of evidence. */
export function nodeRows(
  name: string,
  signs: readonly { readonly key: string; readonly value: string }[],
): EvidenceRow[] {
  return signs.map(({ key, value }) => [`node/${name}`, key, value]);
}

/** By what a node is known as a GPU node: rows of evidence. */
export function signRows(gpu: GpuNode): EvidenceRow[] {
  const why = gpu.simulation ?? gpu.forVirtualMachines;
  return nodeRows(gpu.name, why ? [why] : gpu.signals.slice(0, 2));
}

/** What a node offers: rows of evidence. */
export function offerRows({ name, offer }: GpuNode): EvidenceRow[] {
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

/** How many pods of a workload are ready: a row of evidence. */
export function readyRow(workload: WorkloadFact): EvidenceRow {
  const ready = `${workload.ready} of ${workload.desired}`;
  return [workloadName(workload), 'ready', ready];
}
