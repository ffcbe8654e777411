import { parseQuantity } from '@runai-portal/kube';
import { defineObservation } from '../declarations';
import { parseLabelSelector } from '../facts/labelSelector';
import {
  architectureOf,
  NO_QUANTITIES,
  isControlPlane,
  keepsPodsAway,
  nodeReady,
  operatingSystem,
  type NodeFact,
  type Quantities,
} from '../facts/nodeFact';
import { nodesFact } from '../facts/nodes';
import { gpuRecognition } from './gpuSignals';
import { memoize } from '../memoize';
import { known } from '../profiles';
import { repelledNodesObservation, type RepelledNode } from './repelledNodes';
import { simulationOf } from './simulatedNodes';

/** How many system nodes, or nodes that could become one, are looked at closely: enough for any minimum, cheap on any cluster. */
export const MAX_LOOKED_AT = 5;

/** Which nodes Run:ai's own services would run on, by the settings' selector, else by the profile's label. */
export const systemNodesObservation = defineObservation({
  id: 'system-nodes',
  uses: { nodes: nodesFact, repelled: repelledNodesObservation },
  observe: ({ nodes, repelled, profile, settings }) => {
    const text = settings.systemNodes?.selector ?? profile.systemNodes.label;
    const selector = parseLabelSelector(text);
    const supported = known(profile.architectures)?.supported;
    const gpuSignalsOf = gpuRecognition({ profile, settings });
    const unfitness = (node: NodeFact) =>
      unfitnessOf(node, gpuSignalsOf(node).length > 0, repelled.get(node.name));
    const matches = memoize(
      (labels: NodeFact['labels']) => selector?.matches(labels) === true,
    );
    const isLabelled = ({ labels }: NodeFact) => matches(labels);
    const labelled = nodes.filter(isLabelled).map(node => ({
      node,
      /** Why it cannot serve; nothing where it can. */
      unfit: unfitness(node),
    }));
    const usable = largestFirst(
      labelled
        .filter(({ unfit }) => unfit.length === 0)
        .map(({ node }) => node),
    );
    const unlabelled = largestFirst(
      nodes.filter(
        node =>
          !isLabelled(node) &&
          // Where a node does not tell its architecture, or the profile does not know which serve, nothing speaks against it.
          (!supported ||
            supported.includes(architectureOf(node) ?? supported[0])) &&
          !node.taints.some(keepsPodsAway),
      ),
    );
    const candidates: NodeFact[] = [];
    for (const node of unlabelled) {
      // Not asked of all: most nodes of a large cluster could serve.
      if (candidates.length === MAX_LOOKED_AT) {
        break;
      }
      if (unfitness(node).length === 0) {
        candidates.push(node);
      }
    }
    return {
      /** The label or selector that chooses them. */
      selector: text,
      /** False where the selector of the settings cannot be read: then nothing is selected. */
      readable: selector !== undefined,
      /** Every node that the selector matches. */
      labelled,
      /** Those of them that can serve, the largest first. */
      usable,
      /** Nodes without the label that would serve best, the largest first. */
      candidates,
      /** The nodes whose size and pods are judged. */
      lookedAt:
        labelled.length > 0 ? usable.slice(0, MAX_LOOKED_AT) : candidates,
    };
  },
});

/** Why a node cannot be a system node, in clauses; nothing where it can. */
function unfitnessOf(
  node: NodeFact,
  hasGpus: boolean,
  repelled: RepelledNode | undefined,
): string[] {
  const simulation = simulationOf(node);
  const system = operatingSystem(node);
  const isReady = nodeReady(node) === 'True';
  return [
    simulation && `it is no machine, but made by ${simulation.by}`,
    hasGpus && 'it has GPUs',
    isControlPlane(node) && 'it belongs to the control plane',
    system !== 'linux' && `it runs ${system}`,
    node.unschedulable && 'it is cordoned',
    !node.unschedulable && !isReady && 'it is not Ready',
    !node.unschedulable &&
      repelled &&
      `taint ${repelled.taint} keeps pods off it`,
  ].filter(reason => typeof reason === 'string');
}

const sizeOf = memoize(({ memory, cpu }: Quantities) => ({
  memory: amountOf(memory),
  cpu: amountOf(cpu),
}));

function amountOf(quantity = ''): number {
  return parseQuantity(quantity)?.toNumber() ?? 0;
}

/** Largest memory first, then most cores, then by name, so that the order is always the same. */
function largestFirst(nodes: readonly NodeFact[]): NodeFact[] {
  return nodes
    .map(node => ({ node, size: sizeOf(node.capacity ?? NO_QUANTITIES) }))
    .sort(
      (a, b) =>
        b.size.memory - a.size.memory ||
        b.size.cpu - a.size.cpu ||
        (a.node.name < b.node.name ? -1 : 1),
    )
    .map(({ node }) => node);
}
