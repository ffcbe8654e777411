import type { EvaluateCheckOptions, OutcomeCases } from '../../testing';
import { gpuFacts, gpuNode } from '../../testing/gpuStack';
import type { driverUpgrade } from './driverUpgrade';

const STATE = 'nvidia.com/gpu-driver-upgrade-state';

/** A node for each state, by name `gpu-1` and so on. */
function upgrading(...states: string[]): EvaluateCheckOptions {
  return {
    facts: gpuFacts(
      states.map((state, at) =>
        gpuNode(`gpu-${at + 1}`, 8, { labels: { [STATE]: state } }),
      ),
    ),
  };
}

/** A cluster for each outcome. */
export const cases: OutcomeCases<typeof driverUpgrade> = {
  NoneUnderWay: upgrading('upgrade-done'),
  UnderWay: upgrading('pod-restart-required'),
  TakesLong: {
    facts: gpuFacts([
      gpuNode('gpu-1', 8, {
        labels: { [STATE]: 'validation-required' },
        // 2021-04-20T09:00:00Z
        annotations: {
          'nvidia.com/gpu-driver-upgrade-validation-start-time': '1618909200',
        },
      }),
    ]),
  },
  Waiting: upgrading('upgrade-required', 'drain-required'),
  StandsStill: upgrading('upgrade-required', 'upgrade-done', 'upgrade-failed'),
  Skipped: {
    facts: gpuFacts([
      gpuNode('gpu-1', 8, {
        labels: {
          [STATE]: 'upgrade-required',
          'nvidia.com/gpu-driver-upgrade.skip': 'true',
        },
      }),
    ]),
  },
  Failed: upgrading('upgrade-failed'),
};
