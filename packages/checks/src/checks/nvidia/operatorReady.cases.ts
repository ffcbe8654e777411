import {
  daemonSet,
  deployment,
  nvidiaDriver,
  owner,
} from '@runai-portal/simulator';
import type { GpuOperatorFact } from '../../facts/gpuOperator';
import type { NodeFact } from '../../facts/nodeFact';
import type { WorkloadFact } from '../../facts/workloads';
import type { OutcomeCases } from '../../testing';
import {
  gpuFacts,
  gpuNode,
  NO_OPERATOR,
  operatorFact,
  operatorObject,
  operatorProfile,
  operatorWorkloads,
} from '../../testing/gpuStack';
import { workloadFacts } from '../../testing/workloads';
import type { operatorReady } from './operatorReady';

const READY = operatorFact({ state: 'ready' });
const IDLE = operatorFact({
  era: 'current',
  state: 'ready',
  reason: 'NoGPUNodes',
  since: '2021-04-12T09:40:00Z',
});
const FRESH = operatorFact({
  era: 'current',
  state: 'notReady',
  since: '2021-04-20T09:55:00Z',
});
const [OPERATOR, ...OPERANDS] = operatorWorkloads(1);
const OFFERS = [gpuNode('gpu-1', 8)];
const SILENT = [gpuNode('gpu-1', 0)];

function operatorFacts(
  operator: GpuOperatorFact = READY,
  workloads: readonly WorkloadFact[] = [OPERATOR, ...OPERANDS],
  nodes: readonly NodeFact[] = OFFERS,
) {
  return { facts: gpuFacts(nodes, { workloads, operator }) };
}

/** A cluster for each outcome. */
export const cases: OutcomeCases<typeof operatorReady> = {
  Ready: operatorFacts(),
  NoGpuNodes: operatorFacts(IDLE, [OPERATOR], []),
  Simulated: {
    facts: gpuFacts(
      [
        gpuNode('gpu-1', 8, {
          labels: { 'run.ai/simulated-gpu-node-pool': 'default' },
        }),
      ],
      {
        workloads: workloadFacts(
          deployment('gpu-operator', 'gpu-operator', {
            desired: 0,
            image: 'ubuntu:22.04',
          }),
        ),
      },
    ),
  },
  NoPolicy: operatorFacts(NO_OPERATOR, [OPERATOR], SILENT),
  SeesNoGpuNodes: operatorFacts(IDLE, [OPERATOR], SILENT),
  NotReadyYet: operatorFacts(FRESH, operatorWorkloads(1, 0), SILENT),
  NotReady: operatorFacts(
    operatorFact({
      era: 'current',
      state: 'notReady',
      since: '2021-04-12T09:40:00Z',
    }),
    operatorWorkloads(1, 0),
    SILENT,
  ),
  DriverNotReady: operatorFacts({
    ...READY,
    nvidiaDrivers: [
      operatorObject(
        nvidiaDriver('default', {
          state: 'notReady',
          since: '2021-04-12T09:40:00Z',
        }),
      ),
    ],
  }),
  NotReconciled: operatorFacts(operatorFact({}), [OPERATOR], SILENT),
  NothingWanted: operatorFacts(
    READY,
    [OPERATOR, ...operatorWorkloads(0).slice(1)],
    SILENT,
  ),
  OperandsNotReady: operatorFacts(READY, operatorWorkloads(2, 0), SILENT),
  OperandsPartlyReady: operatorFacts(READY, operatorWorkloads(2, 1), [
    ...OFFERS,
    gpuNode('gpu-2', 0),
  ]),
  OperatorNotRunning: operatorFacts(READY, [
    { ...OPERATOR, ready: 0 },
    ...OPERANDS,
  ]),
  VersionTooOld: {
    ...operatorFacts(),
    profile: operatorProfile({
      maxTested: '25.3',
      rules: [
        {
          title: 'GPU fractions',
          uses: 'fractions',
          minimum: '1.9',
          source: 'a page',
          verified: 'vendor',
        },
      ],
    }),
    settings: { uses: ['fractions'] },
  },
  VersionExcluded: {
    ...operatorFacts(),
    profile: operatorProfile({ minimum: '1.5', excluded: ['1.7'] }),
  },
  ReadyWithoutGpus: operatorFacts(READY, operatorWorkloads(1), SILENT),
  SomeNodesWithoutGpus: operatorFacts(READY, operatorWorkloads(2), [
    ...OFFERS,
    gpuNode('gpu-2', 0),
  ]),
  DuplicatePolicy: operatorFacts(
    operatorFact(
      { state: 'ready', created: '2021-04-12T09:00:00Z' },
      { name: 'another', created: '2021-04-13T09:00:00Z' },
    ),
  ),
  GpuClusterMode: operatorFacts(
    {
      ...NO_OPERATOR,
      gpuClusters: [
        {
          name: 'gpu-cluster',
          driverDisabled: false,
          state: 'ready',
        },
      ],
    },
    workloadFacts(
      deployment('gpu-operator', 'gpu-operator', {
        image: 'nvcr.io/nvidia/gpu-operator:v26.7.0',
      }),
      daemonSet('gpu-operator', 'nvidia-dra-driver-kubelet-plugin', {
        owners: [owner('nvidia.com/v1alpha1', 'GPUCluster', 'gpu-cluster')],
        image: 'nvcr.io/nvidia/k8s-dra-driver-gpu:v26.7.0',
      }),
    ),
  ),
  VersionAboveTested: {
    ...operatorFacts(),
    profile: operatorProfile({ maxTested: '1.6' }),
  },
  VersionUnreadable: {
    ...operatorFacts(
      READY,
      workloadFacts(
        deployment('gpu-operator', 'gpu-operator', {
          image: 'nvcr.io/nvidia/gpu-operator@sha256:ab',
        }),
      ).concat(OPERANDS),
    ),
    profile: operatorProfile({ minimum: '1.9' }),
  },
};
