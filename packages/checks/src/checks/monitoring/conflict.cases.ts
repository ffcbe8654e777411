import type { KubeObject } from '@runai-portal/simulator';
import type { OutcomeCases } from '../../testing';
import {
  directServer,
  monitoringFacts,
  nodeExporterSet,
  operatedServer,
  prometheusOperator,
} from '../../testing/monitoring';
import type { conflict } from './conflict';

function having(...workloads: KubeObject[]) {
  return { facts: monitoringFacts({ workloads }) };
}

const settings = { existingPrometheus: false };

export const cases: OutcomeCases<typeof conflict> = {
  NoOperator: having(directServer()),
  OneOperator: having(prometheusOperator(), operatedServer()),
  SecondOperatorComes: { ...having(prometheusOperator()), settings },
  SeveralOperators: having(prometheusOperator(), prometheusOperator('runai')),
  ExporterPortTaken: {
    ...having(directServer(), nodeExporterSet({ desired: 3 })),
    settings,
  },
};
