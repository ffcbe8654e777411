import { parseQuantity } from '@runai-portal/kube';
import type { Profile } from '../profiles';
import type { ClusterSettings } from '../settings';
import { parseLabelSelector } from '../facts/labelSelector';
import {
  NO_QUANTITIES,
  isControlPlane,
  isReadyAndSchedulable,
  operatingSystem,
  repelsPods,
  type NodeFact,
  type Quantities,
} from '../facts/nodeFact';
import { gpuNodes, hasGpus } from './gpuNodes';
import { remember } from './remember';

/** How many system nodes, or nodes that could become one, are looked at closely: enough for any minimum, cheap on any cluster. */
export const MAX_LOOKED_AT = 5;

/** Which nodes Run:ai's own services would run on. */
export interface SystemNodes {
  /** The label or selector that chooses them, and who says so. */
  readonly selector: string;
  readonly selectedBy: 'settings' | 'profile';
  /** False where the selector of the settings cannot be read: then nothing is selected. */
  readonly readable: boolean;
  /** Every node that the selector matches. */
  readonly labelled: readonly NodeFact[];
  /** Those of them that can serve: no GPU, not of the control plane, ready and not cordoned; the largest first. */
  readonly usable: readonly NodeFact[];
  /** Nodes without the label that would serve best, the largest first. */
  readonly candidates: readonly NodeFact[];
}

const chooseSystemNodes = remember(
  (
    nodes: readonly NodeFact[],
    profile: Profile,
    settings: ClusterSettings,
  ): SystemNodes => {
    const declared = settings.systemNodes?.selector;
    const text = declared ?? profile.systemNodes.label;
    const selector = parseLabelSelector(text);
    const labelled = nodes.filter(node => selector?.matches(node.labels));
    const isLabelled = new Set(labelled);
    const withGpus = new Set(
      gpuNodes(nodes, profile, settings).map(({ node }) => node),
    );
    const canServe = (node: NodeFact) =>
      !withGpus.has(node) &&
      !isControlPlane(node) &&
      isReadyAndSchedulable(node) &&
      operatingSystem(node) === 'linux';
    const usable = bySize(labelled.filter(canServe));
    const candidates = bySize(
      nodes.filter(
        node =>
          !isLabelled.has(node) &&
          canServe(node) &&
          supportsImages(node, profile) &&
          !node.taints.some(repelsPods),
      ),
    ).slice(0, MAX_LOOKED_AT);
    return {
      selector: text,
      selectedBy: declared ? 'settings' : 'profile',
      readable: selector !== undefined,
      labelled,
      usable,
      candidates,
    };
  },
);

/** Chooses the system nodes by the settings' selector, else by the profile's label. */
export function findSystemNodes(
  nodes: readonly NodeFact[],
  { profile, settings }: { profile: Profile; settings: ClusterSettings },
): SystemNodes {
  return chooseSystemNodes(nodes, profile, settings);
}

/** The nodes whose size and pods are judged: the usable ones, else the candidates. */
export function lookedAt(found: SystemNodes): readonly NodeFact[] {
  return (found.labelled.length > 0 ? found.usable : found.candidates).slice(
    0,
    MAX_LOOKED_AT,
  );
}

/** Why a node cannot be a dedicated system node; empty where it can. */
export function unfitness(
  node: NodeFact,
  context: { profile: Profile; settings: ClusterSettings },
): string[] {
  const reasons: string[] = [];
  if (hasGpus(node, context.profile, context.settings)) {
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
  } else if (!isReadyAndSchedulable(node)) {
    reasons.push('it is not Ready');
  }
  return reasons;
}

/** Images of Run:ai are built for the architectures of the profile; where a node does not tell its own, nothing speaks against it. */
function supportsImages(node: NodeFact, { architectures }: Profile): boolean {
  const own = node.nodeInfo?.architecture ?? node.labels['kubernetes.io/arch'];
  return own === undefined || architectures.supported.includes(own);
}

const sizeOf = remember(({ memory = '', cpu = '' }: Quantities) => ({
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
