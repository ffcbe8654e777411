import {
  clusterPolicy,
  daemonSet,
  nvidiaDriver,
  type ObjectRef,
} from '@runai-portal/simulator';
import { foundBy, type Fault } from '../Fault';
import type { FaultyCluster } from '../FaultyCluster';
import type { HealthyShape } from '../HealthyShape';
import {
  breakOperand,
  crashing,
  operand,
  removeOperand,
  removeOperands,
} from './operands';

const LONG_AGO = '2026-10-30T09:00:00Z';

const POLICY: ObjectRef = {
  apiVersion: 'nvidia.com/v1',
  kind: 'ClusterPolicy',
  name: 'cluster-policy',
};

/** Shapes with the operator of 2021, which writes no conditions, and those with one of today. */
const OF_2021 = ['kubeadm', 'k3s', 'openshift-4.6', 'ezmeral'];
const CURRENT = ['kubespray', 'rke2', 'openshift-4.18', 'eks', 'gke', 'aks'];
/** Whose profile knows which versions of the operator it works with. */
const WITH_RANGE = ['openshift-4.18', 'eks', 'gke', 'aks'];

function operatorOf({ parts }: HealthyShape): ObjectRef {
  return {
    apiVersion: 'apps/v1',
    kind: 'Deployment',
    namespace:
      parts.gpuOperands === 'gpu-operator-resources'
        ? 'default'
        : 'gpu-operator',
    name: 'gpu-operator',
  };
}

/** So many of its pods are ready. */
function ready(name: string, numberReady: number): Fault['inject'] {
  return (cluster, shape) =>
    cluster.patch(operand(shape, name), {
      status: { numberReady, numberAvailable: numberReady },
    });
}

function setState(options: Parameters<typeof clusterPolicy>[0]) {
  return (cluster: FaultyCluster) => cluster.put(clusterPolicy(options));
}

const STAGES = [
  'driver-validation',
  'toolkit-validation',
  'cuda-validation',
  'plugin-validation',
];

/** The validator's pod on the first GPU node hangs in this init container, which ended with an error. */
function stuckIn(stage: string, { offered }: { offered: string }) {
  return (cluster: FaultyCluster, shape: HealthyShape) => {
    const at = STAGES.indexOf(stage);
    breakOperand(cluster, shape, 'nvidia-operator-validator', {
      phase: 'Pending',
      initContainerStatuses: STAGES.map((name, index) =>
        index === at ? crashing(name) : stageBeside(name, index < at),
      ),
    });
    cluster.nodes(shape.parts.gpuNodes.slice(0, 1), ({ status }) => {
      status.capacity['nvidia.com/gpu'] = offered;
      status.allocatable['nvidia.com/gpu'] = offered;
    });
  };
}

function stageBeside(name: string, isDone: boolean): object {
  return {
    name,
    ready: isDone,
    restartCount: 0,
    state: isDone
      ? { terminated: { exitCode: 0, reason: 'Completed' } }
      : { waiting: { reason: 'PodInitializing' } },
  };
}

/** Of the GPU Operator and what it runs. */
export const gpuOperatorFaults: readonly Fault[] = [
  {
    what: 'nobody installed a driver or a plugin',
    inject: (cluster, shape) => {
      cluster.remove(POLICY, operatorOf(shape));
      removeOperands(cluster, shape);
    },
    finds: foundBy('gpu.install-method', 'fail'),
  },
  {
    what: 'a second device plugin runs beside the operator’s',
    inject: (cluster, { parts }) =>
      cluster.put(
        daemonSet('kube-system', 'nvidia-device-plugin-daemonset', {
          desired: parts.gpuNodes.length,
          podLabels: { name: 'nvidia-device-plugin-ds' },
          image: 'nvcr.io/nvidia/k8s-device-plugin:v0.9.0',
        }),
      ),
    finds: foundBy('gpu.install-method', 'warn'),
  },
  {
    what: 'the operator itself does not run',
    inject: (cluster, shape) =>
      cluster.patch(operatorOf(shape), {
        status: { readyReplicas: null, availableReplicas: null },
      }),
    finds: foundBy('gpu.operator-ready', 'warn'),
  },
  {
    what: 'its ClusterPolicy is missing',
    inject: (cluster, shape) => {
      cluster.remove(POLICY);
      removeOperands(cluster, shape);
    },
    finds: foundBy('gpu.operator-ready', 'fail'),
  },
  {
    what: 'its ClusterPolicy has long not been ready',
    shapes: CURRENT,
    inject: setState({ state: 'notReady', since: LONG_AGO }),
    finds: foundBy('gpu.operator-ready', 'fail'),
  },
  {
    what: 'it sees no GPU node where there are some',
    shapes: CURRENT,
    inject: (cluster, shape) => {
      removeOperands(cluster, shape);
      setState({ state: 'ready', reason: 'NoGPUNodes', since: LONG_AGO })(
        cluster,
      );
    },
    finds: foundBy('gpu.operator-ready', 'fail'),
  },
  {
    what: 'it misses the labels of feature discovery',
    shapes: CURRENT,
    inject: (cluster, shape) => {
      removeOperands(cluster, shape);
      setState({ state: 'ready', reason: 'NFDLabelsMissing', since: LONG_AGO })(
        cluster,
      );
    },
    finds: foundBy('gpu.operator-ready', 'fail'),
  },
  {
    what: 'it says ready while no driver pod is',
    shapes: OF_2021,
    inject: ready('nvidia-driver-daemonset', 0),
    finds: foundBy('gpu.operator-ready', 'fail'),
  },
  {
    what: 'a driver pod of several is not ready',
    inject: ready('nvidia-driver-daemonset', 1),
    finds: foundBy('gpu.operator-ready', 'warn'),
  },
  {
    what: 'an NVIDIADriver is not ready though the ClusterPolicy is',
    shapes: CURRENT,
    inject: cluster =>
      cluster.put(
        nvidiaDriver('pool-a', {
          state: 'notReady',
          since: LONG_AGO,
        }),
      ),
    finds: foundBy('gpu.operator-ready', 'fail'),
  },
  {
    what: 'a second ClusterPolicy is ignored without a word',
    inject: cluster =>
      cluster.put(
        clusterPolicy({
          name: 'second',
          created: LONG_AGO,
        }),
      ),
    finds: foundBy('gpu.operator-ready', 'warn'),
  },
  {
    what: 'the operator is older than what the version works with',
    shapes: WITH_RANGE,
    inject: (cluster, shape) =>
      cluster.patch(operatorOf(shape), {
        metadata: { labels: { 'app.kubernetes.io/version': 'v24.9.0' } },
        spec: {
          template: {
            metadata: { labels: { 'app.kubernetes.io/version': 'v24.9.0' } },
            spec: {
              containers: [
                {
                  name: 'gpu-operator',
                  image: 'nvcr.io/nvidia/gpu-operator:v24.9.0',
                },
              ],
            },
          },
        },
      }),
    finds: foundBy('gpu.operator-ready', 'fail'),
  },
  {
    what: 'the validation of a node hangs while its GPUs work',
    inject: stuckIn('plugin-validation', { offered: '8' }),
    finds: foundBy('gpu.node-validation', 'warn'),
  },
  {
    what: 'the validation of a node fails, and it offers nothing',
    inject: stuckIn('cuda-validation', { offered: '0' }),
    finds: foundBy('gpu.node-device-plugin', 'fail'),
  },
  {
    what: 'the container runtime of a node cannot start GPU containers',
    inject: stuckIn('toolkit-validation', { offered: '0' }),
    finds: foundBy('gpu.node-runtime', 'fail'),
  },
  {
    what: 'nothing exports the metrics of GPUs',
    shapes: CURRENT,
    inject: (cluster, shape) =>
      removeOperand(cluster, shape, 'nvidia-dcgm-exporter'),
    finds: foundBy('gpu.metrics-exporter', 'warn'),
  },
  {
    what: 'the exporter of GPU metrics crashes on a node',
    shapes: CURRENT,
    inject: (cluster, shape) =>
      breakOperand(cluster, shape, 'nvidia-dcgm-exporter', {
        containerStatuses: [crashing('nvidia-dcgm-exporter')],
      }),
    finds: foundBy('gpu.metrics-exporter', 'warn'),
  },
];
