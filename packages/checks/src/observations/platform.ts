import { defineObservation } from '../declarations';
import { nodesFact } from '../facts/nodes';
import { apiGroupsFact } from '../facts/request/apiGroups';
import { versionFact } from '../facts/version';
import { workloadsFact } from '../facts/workloads';
import { detectDistribution } from './distribution';

/** The distribution by all that was read. */
export const distributionObservation = defineObservation({
  id: 'distribution',
  uses: {},
  optional: {
    apiGroups: apiGroupsFact,
    version: versionFact,
    nodes: nodesFact,
    workloads: workloadsFact,
  },
  observe: detectDistribution,
});

/** Where the cluster stands that remedies may differ by: the distribution, then the track of instructions. */
export const platformObservation = defineObservation({
  id: 'platform',
  uses: { distribution: distributionObservation },
  observe: ({ distribution: { id, track } }) => ({ distribution: id, track }),
});
