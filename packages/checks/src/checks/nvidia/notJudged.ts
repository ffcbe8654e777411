import type { Outcomes } from '../../declarations';
import type { GpuNode } from '../../observations/gpuNodes';
import { documents } from '../../profiles/documents';

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
