import { defineObservation, type ValuesOf } from '../declarations';
import { nodesFact } from '../facts/nodes';
import { apiGroupsFact, serves } from '../facts/request/apiGroups';
import { isControlPlane, type NodeFact } from '../facts/nodeFact';
import { versionFact } from '../facts/version';
import { workloadsFact } from '../facts/workloads';
import { distributionTable, type DistributionSigns } from '../profiles/tables';
import { groupBy } from './collections';

const SOURCES = {
  apiGroups: apiGroupsFact,
  version: versionFact,
  nodes: nodesFact,
  workloads: workloadsFact,
};

/** What a distribution is recognised by; what could not be read is left out. */
export type DistributionInput = Partial<
  ValuesOf<Record<never, never>, typeof SOURCES>
>;

/** The distribution by all that was read. */
export const distributionObservation = defineObservation({
  id: 'distribution',
  uses: {},
  optional: SOURCES,
  observe: detectDistribution,
});

/** Where the cluster stands that remedies may differ by: the distribution, then the track of instructions. */
export const platformObservation = defineObservation({
  id: 'platform',
  uses: { distribution: distributionObservation },
  observe: ({ distribution: { id, track } }) => ({ distribution: id, track }),
});

/** Something that was read and that tells a distribution, as in evidence: the object, the field, the value. */
interface Signal {
  readonly what: string;
  readonly key?: string;
  readonly value: string;
}

/**
 * Recognises the distribution by every sign that was read.
 *
 * @remarks One node is enough for a sign of nodes: it is told with the first node that has it and the number of all. A cloud's
 * providerID tells where nodes run, not who installed Kubernetes, and decides nothing.
 */
export function detectDistribution(input: DistributionInput) {
  const seen = seenIn(input);
  const signals = distributionTable().flatMap(signs =>
    signalsOf(signs, seen).map(one => ({ distribution: signs.id, ...one })),
  );
  const recognised = distributionTable().find(
    ({ id }) => id === signals[0]?.distribution,
  );
  return {
    id: recognised?.id ?? 'native',
    title: recognised?.title ?? 'native Kubernetes (assumed)',
    /** Which of the vendor's two sets of instructions applies (seed A9). */
    track: recognised?.track ?? 'kubernetes',
    /** The provider runs the control plane, out of sight. */
    managed: recognised?.managed === true,
    /** Nothing was recognised: native Kubernetes is assumed. */
    assumed: recognised === undefined,
    /** All that matched, those of other distributions too (RKE2 that Rancher manages has both). */
    signals,
  };
}

/** What was read, as signs are looked for in it. */
function seenIn({ nodes = [], workloads = [], ...rest }: DistributionInput) {
  return {
    ...rest,
    labels: groupBy(nodes, node => node.labels),
    annotations: groupBy(nodes, node => node.annotations),
    osImages: groupBy(nodes, node => node.nodeInfo?.osImage),
    providerIDs: groupBy(nodes, node => node.providerID),
    daemonSets: workloads
      .filter(({ kind }) => kind === 'DaemonSet')
      .map(({ namespace, name }) => `${namespace}/${name}`),
  };
}

function signalsOf(
  signs: DistributionSigns,
  seen: ReturnType<typeof seenIn>,
): Signal[] {
  const { apiGroups, version } = seen;
  const { controlPlaneMark: mark } = signs;
  return [
    ...signs.apiGroups
      .filter(group => apiGroups && serves(apiGroups, group))
      .map(key => ({ what: 'GET /apis', key, value: 'served' })),
    ...(version && signs.gitVersion?.(version.gitVersion)
      ? [{ what: 'GET /version', key: 'gitVersion', value: version.gitVersion }]
      : []),
    ...signs.labels.flatMap(key => keySignal(seen.labels, key)),
    ...signs.annotations.flatMap(key => keySignal(seen.annotations, key)),
    ...nodeSignal(
      seen.providerIDs,
      id => signs.providerID?.(id) && ['spec.providerID', id],
    ),
    ...nodeSignal(
      seen.osImages,
      image => signs.osImage?.(image) && ['osImage', image],
    ),
    ...nodeSignal(
      seen.labels,
      (labels, node) =>
        mark &&
        labels[mark] === '' &&
        isControlPlane(node) && [mark, 'set, as kubeadm does'],
    ),
    ...seen.daemonSets
      .filter(name => signs.daemonSets.includes(name))
      .map(name => ({ what: `DaemonSet ${name}`, value: 'present' })),
  ];
}

/** Nodes by what they share: those of a pool have the same labels, and these are looked at once. */
type Groups<Shared> = ReadonlyMap<Shared, readonly NodeFact[]>;

/** By a label or an annotation of that key, or of one that begins so where it ends in a `/`. */
function keySignal(
  groups: Groups<Readonly<Record<string, string>>>,
  sign: string,
): Signal[] {
  return nodeSignal(groups, texts => {
    const key = Object.keys(texts).find(candidate =>
      sign.endsWith('/') ? candidate.startsWith(sign) : candidate === sign,
    );
    return key && [key, texts[key] || 'present'];
  });
}

/** The first node that has a sign, and how many more there are; none where no node has. */
function nodeSignal<Shared>(
  groups: Groups<Shared>,
  signOf: (
    shared: Shared,
    first: NodeFact,
  ) => [key: string, value: string] | false | '' | undefined,
): Signal[] {
  let found: Signal | undefined;
  let others = -1;
  for (const [shared, nodes] of groups) {
    const sign = signOf(shared, nodes[0]);
    if (sign) {
      const [key, value] = sign;
      found ??= { what: `node/${nodes[0].name}`, key, value };
      others += nodes.length;
    }
  }
  const more = others > 0 ? ` (and ${others} more nodes)` : '';
  return found ? [{ ...found, value: found.value + more }] : [];
}
