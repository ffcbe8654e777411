import type { EvaluateCheckOptions, OutcomeCases } from '../../testing';
import {
  gpuFacts,
  gpuNode,
  operatorFact,
  operatorWorkloads,
} from '../../testing/gpuStack';
import type { deployLabels } from './deployLabels';

/** A node with these labels `nvidia.com/gpu.deploy.<part>`, and others. */
function labelled(
  parts: Record<string, string>,
  {
    gpus = 8,
    more = {},
  }: { gpus?: number; more?: Record<string, string> } = {},
): EvaluateCheckOptions {
  const labels = Object.fromEntries(
    Object.entries(parts).map(([part, value]) => [
      `nvidia.com/gpu.deploy.${part}`,
      value,
    ]),
  );
  return {
    facts: gpuFacts(
      [gpuNode('gpu-1', gpus, { labels: { ...labels, ...more } })],
      {
        workloads: operatorWorkloads(1),
        operator: operatorFact({ state: 'ready' }),
      },
    ),
  };
}

const PAUSED = { driver: 'true', 'device-plugin': 'paused-for-mig-change' };

/** A cluster for each outcome. */
export const cases: OutcomeCases<typeof deployLabels> = {
  AllWanted: labelled({ driver: 'true', 'device-plugin': 'true' }),
  SwitchedOff: labelled({ driver: 'false', 'device-plugin': 'true' }),
  EmptyLabels: labelled({ driver: 'true', 'device-plugin': '' }),
  Paused: labelled(PAUSED, {
    more: {
      'nvidia.com/mig.config': 'all-1g.5gb',
      'nvidia.com/mig.config.state': 'pending',
    },
  }),
  LeftPaused: labelled(PAUSED),
  NotLabelled: labelled({}, { gpus: 0 }),
};
