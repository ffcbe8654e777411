import { legacyCheck } from '../../declarations';
import { blockedBy, forEachSubject, nodeSubject } from '../../engine/findings';
import { gpuDraFact } from '../../facts/gpuDra';
import { gpuDriverPodsFact } from '../../observations/followUps/gpuDriverPods';
import { gpuOperatorFact } from '../../facts/gpuOperator';
import { nodesFact } from '../../facts/nodes';
import { workloadsFact } from '../../facts/workloads';
import { gpuNodes } from '../../observations/gpuNodes';
import { gpuStackView } from './gpuStackView';
import { DRIVER_REASONS, judgeDriver } from './judgeDriver';

/** B5: every GPU node has a working driver that is new enough. */
export const nodeDriver = legacyCheck({
  id: 'gpu.node-driver',
  title: 'Every GPU node has a working NVIDIA driver',
  category: 'nvidia',
  requirements: ['B5'],
  description:
    'Run:ai needs an NVIDIA driver and CUDA of a minimum version on each GPU node; a DGX A100 needs a newer one. Versions are read from the labels of GPU feature discovery in their old and their new form.',
  scope: 'node',
  severity: 'required',
  facts: {
    nodes: nodesFact,
    workloads: workloadsFact,
    operator: gpuOperatorFact,
  },
  optionalFacts: { driverPods: gpuDriverPodsFact, dra: gpuDraFact },
  reasons: DRIVER_REASONS,
  attestable: true,
  evaluate({ facts, optional, profile, settings }) {
    const found = gpuNodes(facts.nodes, profile, settings);
    if (found.length === 0) {
      return blockedBy(
        'gpu.nodes-present',
        'No GPU node is known. There is no driver to judge',
      );
    }
    const stack = gpuStackView({ profile, facts, optional });
    return forEachSubject(
      found,
      ({ node }) => nodeSubject(node.name),
      gpu => judgeDriver(gpu, stack),
    );
  },
});
