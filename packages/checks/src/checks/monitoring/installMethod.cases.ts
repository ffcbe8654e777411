import { owner, statefulSet, type KubeObject } from '@runai-portal/simulator';
import type { OutcomeCases } from '../../testing';
import {
  directServer,
  monitoringFacts,
  operatedServer,
} from '../../testing/monitoring';
import type { installMethod } from './installMethod';

function having(workloads: KubeObject[], prometheusIn?: string[]) {
  return { facts: monitoringFacts({ workloads, prometheusIn }) };
}

export const cases: OutcomeCases<typeof installMethod> = {
  Operator: having([operatedServer()], ['monitoring']),
  Direct: having([directServer()]),
  OpenShift: having(
    [operatedServer({ namespace: 'openshift-monitoring' })],
    ['openshift-monitoring'],
  ),
  SeveralMethods: having(
    [operatedServer(), directServer({ namespace: 'metrics' })],
    ['monitoring'],
  ),
  MethodUndecided: having([
    statefulSet('cattle-monitoring', 'metrics', {
      image: 'registry:5000/mirror/prometheus:v2.26.0',
      owners: [owner('example.com/v1', 'MonitoringStack', 'main')],
    }),
  ]),
  DeclaredOtherwise: {
    ...having([directServer()]),
    settings: { existingPrometheus: false },
  },
  NotApplicable: having([]),
};
