import { existsSync } from 'node:fs';
import path from 'node:path';
import type { Opinion } from './opinion';

/** The root of the repository. */
// eslint-disable-next-line no-restricted-syntax -- of tests alone: nothing of it is built
export const REPOSITORY = path.resolve(__dirname, '../../../..');

/** Where the objects of real operators are: named by the environment, beside the repository, or in it; undefined where nowhere. */
export function realObjectsFolder(): string | undefined {
  return [
    process.env.RUNAI_REAL_OBJECTS,
    path.resolve(REPOSITORY, '../shared/real-objects'),
    path.resolve(REPOSITORY, 'tools/real-objects'),
  ].find(folder => folder && existsSync(path.join(folder, 'index.json')));
}

const BOTH = ['gpu-1', 'gpu-2'];

function onBoth(value: string): Record<string, string> {
  return Object.fromEntries(BOTH.map(node => [node, value]));
}

/** One opinion a file. */
export const OPINIONS: readonly Opinion[] = [
  {
    file: 'device-plugin-2021-static.json',
    says: 'GPUs per node, known by capacity alone; the driver works, its version is unknown',
    on120: true,
    results: {
      'gpu.nodes-present': {
        is: 'pass GpuNodesFound',
        message: '2 of 4 nodes have NVIDIA GPUs. By name: gpu-1, gpu-2',
      },
      'gpu.install-method': {
        is: 'pass PerNode',
        message: 'DaemonSet kube-system/nvidia-device-plugin-daemonset (0.9.0)',
        evidence: '3 of 3 ready',
      },
      'gpu.node-driver': { is: onBoth('unknown DriverVersionUnreadable') },
      'gpu.node-device-plugin': { is: onBoth('pass AllOffered') },
      'gpu.operator-ready': { is: 'notApplicable NotApplicable' },
      'gpu.node-runtime': { is: onBoth('warn IndirectProof') },
      'gpu.node-validation': { is: 'notApplicable NotApplicable' },
    },
    snapshot: {
      capacity: { gpus: { total: 16, allocatable: 16 } },
      healthNow: { state: 'healthy' },
    },
  },
  {
    file: 'gpu-operator-2021-2-ready.json',
    says: 'GPU Operator 1.7.1, ready, driver 460.73.01 by the labels of that year',
    on120: true,
    results: {
      'gpu.install-method': {
        is: 'pass GpuOperator',
        actual: 'GPU Operator 1.7.1',
        message: 'in namespace default, with ClusterPolicy cluster-policy',
        evidence: 'nvidia-driver-daemonset',
      },
      'gpu.operator-ready': {
        is: 'pass Ready',
        actual: 'ready, version 1.7.1',
      },
      'gpu.node-driver': {
        is: onBoth('pass DriverMeetsMinimum'),
        actual: 'driver 460.73.01, CUDA 11.2',
      },
      'gpu.node-device-plugin': { is: onBoth('pass AllOffered') },
      'gpu.node-runtime': { is: onBoth('pass RuntimeProven') },
      'gpu.node-validation': { is: onBoth('pass Completed') },
      'gpu.metrics-exporter': { is: onBoth('pass Serving') },
    },
    snapshot: {
      nodes: expect.arrayContaining([
        expect.objectContaining({
          name: 'gpu-1',
          gpus: expect.objectContaining({
            product: 'Tesla-V100-SXM2-32GB',
            count: 8,
            memoryMiB: 32510,
            driver: '460.73.01',
          }),
        }),
      ]),
    },
  },
  {
    file: 'gpu-operator-3-driver-crashing.json',
    says: 'GPU Operator 26.7.0 whose driver pods crash: the driver first, the device plugin waits for it',
    on120: false,
    results: {
      'gpu.nodes-present': {
        is: 'pass GpuNodesFound',
        message: 'gpu-1, gpu-2',
      },
      'gpu.install-method': {
        is: 'pass GpuOperator',
        actual: 'GPU Operator 26.7.0',
      },
      'gpu.operator-ready': {
        is: 'fail NotReady',
        message:
          /says: ClusterPolicy is not ready; states not ready: \[state-driver .*Not ready: nvidia-driver-daemonset 0 of 2/,
      },
      'gpu.node-driver': {
        is: onBoth('fail DriverMissing'),
        message:
          /The driver pod nvidia-driver-daemonset-\w+ restarted \d+ times: .*CrashLoopBackOff/,
        command: /^kubectl -n gpu-operator logs nvidia-driver-daemonset-/,
      },
      'gpu.node-device-plugin': {
        is: onBoth('unknown BlockedBy'),
        blockedBy: 'gpu.node-driver',
      },
      'gpu.node-runtime': {
        is: onBoth('unknown BlockedBy'),
        blockedBy: 'gpu.node-driver',
      },
      'gpu.node-validation': {
        is: onBoth('unknown BlockedBy'),
        blockedBy: 'gpu.node-driver',
      },
      'gpu.metrics-exporter': {
        is: onBoth('unknown BlockedBy'),
        blockedBy: 'gpu.node-driver',
      },
    },
    resultsWhenNew: { 'gpu.operator-ready': { is: 'warn NotReadyYet' } },
    snapshot: {
      healthNow: { state: 'degraded', reason: 'GpuNodeOffersNoGpu' },
    },
  },
  {
    file: 'gpu-operator-6-ready.json',
    says: 'GPU Operator 26.7.0, all ready, driver 595.91.07; the MPS daemon that wants no pod is healthy',
    on120: false,
    results: {
      'gpu.install-method': {
        is: 'pass GpuOperator',
        actual: 'GPU Operator 26.7.0',
        message: 'in namespace gpu-operator',
      },
      'gpu.operator-ready': {
        is: 'pass Ready',
        actual: 'ready, version 26.7.0',
      },
      'gpu.node-driver': {
        is: onBoth('pass DriverMeetsMinimum'),
        actual: 'driver 595.91.07, CUDA 13.2',
      },
      'gpu.node-device-plugin': { is: onBoth('pass AllOffered') },
      'gpu.node-runtime': { is: onBoth('pass RuntimeProven') },
      'gpu.node-validation': { is: onBoth('pass Completed') },
      'gpu.metrics-exporter': { is: onBoth('pass Serving') },
      'gpu.driver-upgrade': { is: onBoth('pass NoneUnderWay') },
      'gpu.deploy-labels': { is: onBoth('pass AllWanted') },
      'gpu.dgx-fabric-manager': { is: onBoth('pass CudaStarts') },
    },
    snapshot: {
      gpus: [
        {
          product: 'NVIDIA-H100-80GB-HBM3',
          resource: 'nvidia.com/gpu',
          nodes: 2,
          total: 16,
          allocatable: 16,
        },
      ],
      healthNow: { state: 'healthy' },
    },
  },
  {
    file: 'openshift-4.20-config.json',
    says: 'OpenShift 4.20.3 on bare metal',
    on120: false,
    results: {
      'platform.openshift-version': { is: 'pass Supported' },
      'monitoring.prometheus': { is: 'warn OpenShiftMonitoringMissing' },
    },
    snapshot: {
      platform: {
        distribution: expect.stringContaining('OpenShift'),
        track: 'openshift',
        openshiftVersion: '4.20.3',
      },
    },
  },
  {
    file: 'prometheus-chart-2021-ready.json',
    says: 'Prometheus 2.26.0 installed directly; Alertmanager and pushgateway carry the same label and are no servers',
    on120: true,
    results: {
      'monitoring.prometheus': {
        is: 'pass ServerReady',
        actual: 'Prometheus 2.26.0, 1 of 1 ready',
      },
      'monitoring.install-method': {
        is: 'pass Direct',
        actual: 'direct',
        message: 'Deployment prometheus-2021/prometheus-server (2.26.0)',
      },
      'monitoring.conflict': { is: 'notApplicable NoOperator' },
      'monitoring.node-exporter': {
        is: 'warn NodesUncovered',
        actual: '3 of 4 nodes',
        message:
          /\(1\.1\.2\)\. Kept off by taint node-role\.kubernetes\.io\/control-plane:NoSchedule \(cp-1\)/,
      },
      'gpu.nodes-present': { is: 'fail NoGpuNodes' },
      'gpu.node-driver': {
        is: 'unknown BlockedBy',
        blockedBy: 'gpu.nodes-present',
      },
    },
    resultsOn136: {
      'monitoring.kube-state-metrics': {
        is: 'warn TooOld',
        message: 'kube-state-metrics 2.2.0 is too old for Kubernetes 1.36',
      },
    },
  },
  {
    file: 'prometheus-stack-3-ready.json',
    says: 'one Prometheus 3.14.0 by the Prometheus Operator, though its StatefulSet carries the labels of a chart',
    on120: false,
    results: {
      'monitoring.prometheus': {
        is: 'pass ServerReady',
        actual: 'Prometheus 3.14.0, 1 of 1 ready',
      },
      'monitoring.install-method': {
        is: 'pass Operator',
        actual: 'operator',
        message: '--set kube-prometheus-stack.enabled=false',
      },
      'monitoring.conflict': {
        is: 'pass OneOperator',
        message: 'monitoring/prometheus-kube-prometheus-operator (0.93.1)',
      },
      'monitoring.node-exporter': {
        is: 'pass OnEveryNode',
        actual: '4 of 4 nodes',
        message: '(1.12.1)',
      },
      'monitoring.kube-state-metrics': {
        is: 'pass Ready',
        actual:
          'Deployment monitoring/prometheus-kube-state-metrics (2.20.0): 1 of 1 ready',
      },
    },
  },
  {
    file: 'runai-2.16.79-crds.json',
    says: '15 definitions of Run:ai and nothing else: left from an installation',
    on120: true,
    snapshot: {
      install: {
        state: 'residue',
        cluster: { reason: 'DefinitionsLeft' },
        backend: { state: 'notInstalled' },
        residue: [
          {
            command:
              'kubectl delete customresourcedefinition accessrules.run.ai',
          },
          ...Array.from({ length: 14 }, () => ({})),
        ],
      },
    },
    absent: ['install.version'],
  },
];
