import { parseQuantity } from '@runai-portal/kube';
import { defineObservation, type ObservationContext } from '../declarations';
import { parseLabelSelector } from '../facts/labelSelector';
import {
  NO_QUANTITIES,
  isControlPlane,
  keepsPodsAway,
  nodeReady,
  operatingSystem,
  type NodeFact,
  type Quantities,
} from '../facts/nodeFact';
import { nodesFact } from '../facts/nodes';
import type { Profile } from '../profiles';
import { nodesWithGpus } from './gpuNodes';
import { memoize } from './memoize';
import { repelledNodesObservation, type RepelledNode } from './repelledNodes';
import { simulationOf } from './simulatedNodes';

/** How many system nodes, or nodes that could become one, are looked at closely: enough for any minimum, cheap on any cluster. */
export const MAX_LOOKED_AT = 5;

/** A node that the selector matches, and why it cannot serve; nothing where it can. */
export interface LabelledNode {
  readonly node: NodeFact;
  readonly unfit: readonly string[];
}

/** Which nodes Run:ai's own services would run on. */
export interface SystemNodes {
  /** The label or selector that chooses them. */
  readonly selector: string;
  /** False where the selector of the settings cannot be read: then nothing is selected. */
  readonly readable: boolean;
  /** Every node that the selector matches. */
  readonly labelled: readonly LabelledNode[];
  /** Those of them that can serve, the largest first. */
  readonly usable: readonly NodeFact[];
  /** Nodes without the label that would serve best, the largest first. */
  readonly candidates: readonly NodeFact[];
  /** The nodes whose size and pods are judged: the usable ones, else the candidates. */
  readonly lookedAt: readonly NodeFact[];
}

/** The system nodes by the settings' selector, else by the profile's label. */
export const systemNodesObservation = defineObservation({
  id: 'system-nodes',
  uses: { nodes: nodesFact, repelled: repelledNodesObservation },
  observe: ({ nodes, repelled, ...context }) =>
    chooseSystemNodes(nodes, { ...context, repelled }),
});

interface ChoiceContext extends Omit<ObservationContext, 'now'> {
  readonly repelled: ReadonlyMap<string, RepelledNode>;
}

function chooseSystemNodes(
  nodes: readonly NodeFact[],
  context: ChoiceContext,
): SystemNodes {
  const { profile, settings } = context;
  const text = settings.systemNodes?.selector ?? profile.systemNodes.label;
  const selector = parseLabelSelector(text);
  const withGpus = nodesWithGpus(nodes, context);
  const unfitness = (node: NodeFact) =>
    unfitnessOf(node, withGpus.has(node), context.repelled);
  const labelled: LabelledNode[] = [];
  const others: NodeFact[] = [];
  for (const node of nodes) {
    if (selector?.matches(node.labels)) {
      labelled.push({ node, unfit: unfitness(node) });
    } else {
      others.push(node);
    }
  }
  const usable = bySize(
    labelled.filter(({ unfit }) => unfit.length === 0).map(({ node }) => node),
  );
  const candidates = bySize(
    others.filter(
      node =>
        supportsImages(node, profile) &&
        !node.taints.some(keepsPodsAway) &&
        unfitness(node).length === 0,
    ),
  ).slice(0, MAX_LOOKED_AT);
  return {
    selector: text,
    readable: selector !== undefined,
    labelled,
    usable,
    candidates,
    lookedAt: (labelled.length > 0 ? usable : candidates).slice(
      0,
      MAX_LOOKED_AT,
    ),
  };
}

/** Why a node cannot be a system node, in clauses; nothing where it can. */
function unfitnessOf(
  node: NodeFact,
  withGpus: boolean,
  repelled: ReadonlyMap<string, RepelledNode>,
): string[] {
  const reasons: string[] = [];
  const simulation = simulationOf(node);
  const taint = repelled.get(node.name)?.taint;
  if (simulation) {
    reasons.push(`it is no machine, but made by ${simulation.by}`);
  }
  if (withGpus) {
    reasons.push('it has GPUs');
  }
  if (isControlPlane(node)) {
    reasons.push('it belongs to the control plane');
  }
  if (operatingSystem(node) !== 'linux') {
    reasons.push(`it runs ${operatingSystem(node)}`);
  }
  if (node.unschedulable) {
    reasons.push('it is cordoned');
  } else if (nodeReady(node) !== 'True') {
    reasons.push('it is not Ready');
  } else if (taint) {
    reasons.push(`taint ${taint.key} keeps pods off it`);
  }
  return reasons;
}

/** Images of Run:ai are built for the architectures of the profile; where a node does not tell its own, nothing speaks against it. */
function supportsImages(node: NodeFact, { architectures }: Profile): boolean {
  const own = node.nodeInfo?.architecture ?? node.labels['kubernetes.io/arch'];
  return own === undefined || architectures.supported.includes(own);
}

const sizeOf = memoize(({ memory = '', cpu = '' }: Quantities) => ({
  memory: parseQuantity(memory)?.toNumber() ?? 0,
  cpu: parseQuantity(cpu)?.toNumber() ?? 0,
}));

/** Largest memory first, then most cores, then by name, so that the order is always the same. */
function bySize(nodes: readonly NodeFact[]): NodeFact[] {
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
