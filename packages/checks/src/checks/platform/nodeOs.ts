import { parseDriverVersion, compareDriverVersions } from '@runai-portal/kube';
import { defineCheck } from '../../declarations';
import { evidenceOf, firstOf, forEachNode } from '../../engine/findings';
import { nodesFact } from '../../facts/nodes';
import { distributionObservation } from '../../observations/distribution';
import { gpuStackObservation } from '../../observations/gpuStack';
import { known, type Profile } from '../../profiles';
import { anyOf } from '../../profiles/wildcard';

/** Later versions of Run:ai name operating systems that nodes of some distributions must, or must not, run. */
export const nodeOs = defineCheck({
  id: 'platform.node-os',
  title: 'Every node runs an operating system that is supported',
  category: 'platform',
  description:
    'On some distributions Run:ai, or the GPU Operator below it, runs on nodes of certain operating systems alone. What a node runs is told by its kubelet.',
  verify: {
    text: 'Compare the operating systems of the nodes with those that the vendor names for your distribution.',
    commands: ['kubectl get nodes --output wide'],
  },
  scope: 'node',
  severity: 'recommended',
  asked: ({ nodeSystems }: Profile) => nodeSystems,
  uses: { nodes: nodesFact, distribution: distributionObservation },
  // One of them is supported from a version of the operator on.
  optional: { stack: gpuStackObservation },
  expected: '[{wanted}|an operating system that is supported]',
  actual: '[{image}|absent]',
  outcomes: {
    Supported: {
      status: 'pass',
      says: '{node} runs {image}, which is supported on {title}',
    },
    NotSupported: {
      status: 'fail',
      says: '{node} runs {image}, which is not supported on {title}[. Supported: {wanted}]',
      remedy: {
        text: 'Make a node pool of another image[: {wanted}], and move the workloads of {node} there.',
        commands: ['kubectl get nodes --output wide', 'kubectl cordon {node}'],
      },
    },
    OperatorTooOld: {
      status: 'fail',
      says: '{node} runs {image}, which needs GPU Operator {operatorFrom} or later. Version {operator} is installed',
      remedy: {
        text: 'Upgrade the GPU Operator to {operatorFrom} or later, or make a node pool of another image.',
        commands: ['helm list --all-namespaces --filter gpu-operator'],
      },
    },
    OperatorNotSeen: {
      status: 'unknown',
      because: 'notRun',
      says: '{node} runs {image}, which needs GPU Operator {operatorFrom} or later. No operator of a version that can be read is seen',
      remedy: {
        text: 'Install GPU Operator {operatorFrom} or later.',
        commands: ['helm list --all-namespaces --filter gpu-operator'],
      },
    },
    NotTold: {
      status: 'unknown',
      says: 'The operating system of {node} is not told. It has no status.nodeInfo',
      remedy: {
        text: 'See whether the kubelet of {node} has ever reported.',
        commands: ['kubectl describe node {node}'],
      },
    },
    NotApplicable: {
      status: 'notApplicable',
      says: 'The profile {profile} names no operating system for nodes of {title}',
    },
  },
  evaluate: ({ nodes, distribution, stack, profile }) => {
    const { id, title } = distribution;
    const all = known(profile.nodeSystems)?.rules;
    const rules = all?.filter(rule => rule.distribution === id) ?? [];
    const shared = {
      profile: profile.id,
      title,
      what: 'which operating systems nodes may run',
      operator: stack?.operator?.version,
      wanted:
        rules
          .filter(({ supported }) => supported)
          .flatMap(({ images }) => images.map(withoutStars))
          .join(' or ') || undefined,
    };
    if (!all || rules.length === 0) {
      return {
        outcome: all ? 'NotApplicable' : 'NotInProfile',
        values: shared,
      };
    }
    const operator = parseDriverVersion(shared.operator ?? '');
    return forEachNode(nodes, ({ name: node, nodeInfo }) => {
      const image = nodeInfo?.osImage;
      const rule = rules.find(({ images }) => anyOf(images)(image ?? ''));
      const from = rule?.operatorFrom;
      return {
        outcome: firstOf(
          [!image, 'NotTold'],
          [rule ? !rule.supported : shared.wanted, 'NotSupported'],
          [from && !operator, 'OperatorNotSeen'],
          [
            from && operator && compareDriverVersions(operator, from) < 0,
            'OperatorTooOld',
          ],
          'Supported',
        ),
        values: { ...shared, node, image, operatorFrom: from },
        evidence: evidenceOf(
          [`node/${node}`, 'nodeInfo.osImage', image ?? 'absent', 'reported'],
          ['GPU Operator', 'version', from && (shared.operator ?? 'absent')],
        ),
      };
    });
  },
});

function withoutStars(pattern: string): string {
  return pattern.replaceAll('*', '').trim();
}
