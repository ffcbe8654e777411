import { defineCheck } from '../../declarations';
import { forNodesAlike } from '../../engine/alike';
import { evidenceOf, firstOf } from '../../engine/findings';
import { podTrouble } from '../../facts/pod';
import { workloadName } from '../../facts/workloads';
import {
  gpuOperandsObservation,
  type GpuOperands,
  type OperandOnNode,
} from '../../observations/gpuOperands';
import { gpuStackObservation } from '../../observations/gpuStack';
import { operandRows, settles } from './gpuNode';

/** What is judged of a node but its name. */
const partsOf = ({ exporter }: GpuOperands) => ({ exporter });

/** Measurements of GPUs are served on each GPU node. */
export const metricsExporter = defineCheck({
  id: 'gpu.metrics-exporter',
  title: 'Every GPU node serves its measurements',
  category: 'nvidia',
  description:
    'The DCGM exporter serves utilisation, memory and errors of GPUs to Prometheus; without it dashboards show nothing of the GPUs of a node. The GPU Operator brings it, clouds and old versions of Run:ai bring their own.',
  verify: {
    text: 'A pod of the exporter must be running on the node and answer on port 9400 with lines that begin with DCGM_FI.',
    commands: [
      'kubectl get pods --all-namespaces -o wide --field-selector spec.nodeName=NODE | grep dcgm-exporter',
      'kubectl get --raw /api/v1/namespaces/NAMESPACE/pods/POD:9400/proxy/metrics | grep DCGM_FI | head',
    ],
  },
  scope: 'node',
  severity: 'recommended',
  uses: { operands: gpuOperandsObservation, stack: gpuStackObservation },
  dependsOn: ['platform.nodes-ready', 'gpu.nodes-present', 'gpu.node-driver'],
  expected: 'a DCGM exporter that is ready on the node',
  actual: '{actual}',
  outcomes: {
    Serving: {
      status: 'pass',
      says: '{node} serves measurements of its GPUs. {daemonSet} is ready there',
    },
    BroughtByInstaller: {
      status: 'notApplicable',
      says: 'There is no exporter for GPUs yet. The installation of Run:ai by {profile} brings one of its own',
      actual: 'none yet',
    },
    NoExporter: {
      status: 'warn',
      says: 'Nothing serves measurements of GPUs. There is no DCGM exporter for {nodes} GPU {nodes:node|nodes}',
      actual: 'no exporter',
      remedy: {
        text: 'Enable it in the ClusterPolicy of the GPU Operator, or install its chart.',
        commands: [
          `kubectl patch clusterpolicy {policy} --type merge -p '{"spec":{"dcgmExporter":{"enabled":true}}}'`,
          'helm repo add gpu-helm-charts https://nvidia.github.io/dcgm-exporter/helm-charts && helm install dcgm-exporter gpu-helm-charts/dcgm-exporter -n {without} --create-namespace',
        ],
        docs: ['gpuMetrics'],
      },
    },
    LeftOut: {
      status: 'warn',
      says: 'Nothing serves measurements of the GPUs of {node}. [{leftOut} asks for {leftOutBy}, and the node has {leftOutHas}|{daemonSet} has no pod there]',
      remedy: {
        text: '[Set the label {leftOutBy} to have {node} measured.|See why {daemonSet} has no pod on {node}: a taint that it does not tolerate, or no room.]',
        commands: [
          'kubectl label node {node} {leftOutBy} --overwrite',
          'kubectl -n {setNamespace} describe daemonset {set}',
        ],
        docs: ['gpuMetrics'],
      },
    },
    NotServing: {
      status: 'warn',
      says: 'The exporter of {node} is not ready. Pod {pod} of {daemonSet}: {trouble}',
      remedy: {
        text: 'Look at its log: without a working driver or with another DCGM engine on the node it does not start.',
        commands: [
          'kubectl -n {podNamespace} logs {pod} --all-containers --tail 50',
          'kubectl -n {podNamespace} describe pod {pod}',
        ],
        docs: ['gpuMetrics'],
      },
    },
    Starting: {
      status: 'warn',
      says: 'The exporter of {node} is starting. Pod {pod} of {daemonSet}: {trouble}',
      remedy: {
        text: 'Wait: it starts after driver and container toolkit.',
        commands: ['kubectl -n {podNamespace} get pod {pod} -o wide'],
      },
    },
    PodsUnread: {
      status: 'unknown',
      says: 'Whether {node} serves measurements is not known. {daemonSet} is not ready on every node, and its pods could not be read',
      remedy: {
        text: 'Allow the account to list pods in namespace {setNamespace}.',
        commands: ['kubectl auth can-i list pods -n {setNamespace}'],
      },
    },
  },
  evaluate: ({ operands, stack, profile, now }) => {
    const nodes = operands.filter(({ gpu }) => !gpu.excluded);
    const { policy, exporters } = stack;
    if (nodes.length === 0) {
      return [];
    }
    if (exporters.length === 0) {
      const { installedByInstaller } = profile.gpu.metricsExporter;
      return {
        outcome: installedByInstaller ? 'BroughtByInstaller' : 'NoExporter',
        values: {
          profile: profile.id,
          nodes: nodes.length,
          policy: policy?.name,
          without: policy ? undefined : 'monitoring',
        },
        evidence: evidenceOf(['DaemonSets', 'image dcgm-exporter', 'absent']),
      };
    }
    return forNodesAlike(nodes, partsOf, (name, { exporter }) => ({
      outcome: select(exporter, settles(exporter.pod, profile, now)),
      values: valuesOf(name, exporter),
      evidence: evidenceOf(operandRows(name, exporter)),
    }));
  },
});

function select({ state }: OperandOnNode, settling: boolean) {
  return firstOf(
    [state === 'ready', 'Serving'],
    [state === 'unread', 'PodsUnread'],
    [state !== 'notReady', 'LeftOut'],
    [settling, 'Starting'],
    'NotServing',
  );
}

function valuesOf(name: string, exporter: OperandOnNode) {
  const { state, workload, pod, leftOutBy, missing } = exporter;
  return {
    node: name,
    actual: state === 'ready' ? 'ready' : 'not ready',
    pod: pod?.name,
    podNamespace: pod?.namespace,
    trouble: pod && podTrouble(pod),
    daemonSet: workload && workloadName(workload),
    set: workload?.name,
    setNamespace: workload?.namespace,
    leftOut: leftOutBy && workloadName(leftOutBy),
    leftOutBy: missing && `${missing.key}=${missing.wanted}`,
    leftOutHas:
      missing &&
      (missing.value === undefined ? 'no such label' : `"${missing.value}"`),
  };
}
