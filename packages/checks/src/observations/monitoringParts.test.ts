import { daemonSet } from '@runai-portal/simulator';
import { workloadsFact } from '../facts/workloads';
import { fact, facts, observed } from '../testing';
import { workloadFacts } from '../testing/workloads';
import { monitoringPartsObservation } from './monitoringParts';

it("does not take Run:ai's own exporter of GPU metrics for a node exporter", () => {
  const { nodeExporters } = observed(
    monitoringPartsObservation,
    facts(
      fact(
        workloadsFact,
        workloadFacts(
          daemonSet('runai', 'runai-node-exporter', {
            image: 'runai.jfrog.io/op-containers-prod/node-exporter:v2.25.1',
          }),
          daemonSet('monitoring', 'exporter', {
            image: 'quay.io/prometheus/node-exporter:v1.10.2',
          }),
        ),
      ),
    ),
  );
  expect(nodeExporters.map(({ workload }) => workload.namespace)).toEqual([
    'monitoring',
  ]);
});
