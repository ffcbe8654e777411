import type { KubeObject } from '@runai-portal/simulator';
import { versionFact } from '../../facts/version';
import { fact, type OutcomeCases } from '../../testing';
import {
  directServer,
  monitoringFacts,
  stateMetrics,
} from '../../testing/monitoring';
import type { kubeStateMetrics } from './kubeStateMetrics';

function having(gitVersion: string, ...workloads: KubeObject[]) {
  return {
    facts: monitoringFacts({
      workloads: [directServer(), ...workloads],
      more: [fact(versionFact, { gitVersion })],
    }),
    settings: { existingPrometheus: true },
  };
}

export const cases: OutcomeCases<typeof kubeStateMetrics> = {
  Ready: having('v1.20.2', stateMetrics()),
  TooOld: having('v1.25.3', stateMetrics()),
  SomeNotReady: having('v1.20.2', stateMetrics({ desired: 2, ready: 1 })),
  NoneReady: having('v1.20.2', stateMetrics({ ready: 0 })),
  NotInstalled: having('v1.20.2'),
  UndeclaredUse: { ...having('v1.20.2'), settings: {} },
  NotApplicable: {
    ...having('v1.20.2', stateMetrics()),
    settings: { existingPrometheus: false },
  },
};
