import { legacyCheck } from '../../declarations';
import { blockedBy } from '../../engine/findings';
import { gpuOperatorFact } from '../../facts/gpuOperator';
import { nodesFact } from '../../facts/nodes';
import { runtimeClassesFact } from '../../facts/runtimeClasses';
import { workloadName } from '../../facts/workload';
import { workloadsFact } from '../../facts/workloads';
import { gpuNodes } from '../../observations/gpuNodes';
import { installRemediation } from './installRemediation';
import { findMethod } from './findMethod';

/** B4, B5: the GPU stack is there, by one of the ways that the requirement names. */
export const installMethod = legacyCheck({
  id: 'gpu.install-method',
  title: 'The NVIDIA software is installed in one known way',
  category: 'nvidia',
  requirements: ['B4', 'B5'],
  description:
    'The NVIDIA software comes either with the GPU Operator or is installed on each GPU node; clouds bring their own. Two ways at once fight over the same nodes, and a simulation runs no GPU work.',
  scope: 'cluster',
  severity: 'required',
  facts: {
    nodes: nodesFact,
    workloads: workloadsFact,
    operator: gpuOperatorFact,
  },
  optionalFacts: { runtimeClasses: runtimeClassesFact },
  reasons: [
    'GpuOperator',
    'GpuOperatorNotRunning',
    'PerNode',
    'PerNodeIncomplete',
    'VendorManaged',
    'SimulatedGpus',
    'TwoDevicePlugins',
    'NotInstalled',
  ],
  evaluate({ facts, optional, profile, settings }) {
    const nodes = gpuNodes(facts.nodes, profile, settings);
    const { runtimeClasses } = optional;
    const found = findMethod({
      nodes,
      profile,
      workloads: facts.workloads,
      operator: facts.operator,
      runtimeClasses: runtimeClasses.ok ? runtimeClasses.value : [],
    });
    if (found.method === 'none' && nodes.length === 0) {
      return blockedBy(
        'gpu.nodes-present',
        'Neither a GPU node nor NVIDIA software is known. What is to be installed depends on the nodes',
      );
    }
    // A DaemonSet that wants pods on nodes without GPUs proves no installation on each GPU node.
    if (
      nodes.length === 0 &&
      (found.reason === 'PerNode' || found.reason === 'VendorManaged')
    ) {
      return blockedBy(
        'gpu.nodes-present',
        `No GPU node is known. The device plugin ${found.plugins
          .map(({ workload }) => workloadName(workload))
          .join(', ')} finds no node whose GPUs it could offer`,
      );
    }
    return {
      status: found.status,
      reason: found.reason,
      message: found.message,
      expected:
        'the GPU Operator, or driver and device plugin on each GPU node',
      actual: found.actual,
      evidence: found.evidence,
      ...(found.status !== 'pass' && {
        remediation: installRemediation(found, profile),
      }),
    };
  },
});
