import type { OutcomeCases } from '../../testing';
import {
  backendServices,
  clusterServices,
  installedFacts,
} from '../../testing/phases';
import type { twoPhaseOrder } from './twoPhaseOrder';

const settings = { mode: 'airGapped' as const };

export const cases: OutcomeCases<typeof twoPhaseOrder> = {
  BackendFirst: {
    facts: installedFacts({
      workloads: [...backendServices(), ...clusterServices()],
    }),
    settings,
  },
  ClusterNotBegun: {
    facts: installedFacts({ workloads: backendServices(0) }),
    settings,
  },
  ClusterBegunFirst: {
    facts: installedFacts({ workloads: clusterServices(0) }),
    settings,
  },
  BackendElsewhere: {
    facts: installedFacts({
      workloads: clusterServices(),
      controlPlaneUrl: 'https://runai.corp.example',
    }),
    settings,
  },
};
