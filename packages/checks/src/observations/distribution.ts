import type { Track } from '@runai-portal/backstage-plugin-runai-common';
import type { Matcher } from '../profiles/wildcard';
import { serves, type ApiGroupsFact } from '../facts/request/apiGroups';
import {
  isControlPlane,
  type NodeFact,
  type NodeInfo,
} from '../facts/nodeFact';
import type { VersionFact } from '../facts/version';
import type { WorkloadFact } from '../facts/workload';
import {
  distributionTable,
  type DistributionSigns,
} from '../profiles/distributionTable';

/** Something that was read and that tells a distribution. */
export interface DistributionSignal {
  /** Id of the distribution that it speaks for. */
  readonly distribution: string;
  /** As in evidence: the object, the field, the value. */
  readonly what: string;
  readonly key?: string;
  readonly value: string;
}

/** Which Kubernetes this is, and how that is known. */
export interface Distribution {
  readonly id: string;
  readonly title: string;
  /** Which of the vendor's two sets of instructions applies (seed A9). */
  readonly track: Track;
  /** The provider runs the control plane, out of sight. */
  readonly managed: boolean;
  /** Nothing was recognised: native Kubernetes is assumed. */
  readonly assumed: boolean;
  /** All that matched, those of other distributions too (RKE2 that Rancher manages has both). */
  readonly signals: readonly DistributionSignal[];
  readonly docs?: { readonly title: string; readonly url: string };
}

/** What a distribution is recognised by; what could not be read is left out. */
export interface DistributionInput {
  readonly apiGroups?: ApiGroupsFact;
  readonly version?: VersionFact;
  readonly nodes?: readonly NodeFact[];
  readonly workloads?: readonly Pick<
    WorkloadFact,
    'kind' | 'namespace' | 'name'
  >[];
}

/** kubeadm's phase `mark-control-plane` sets it beside the role label. */
const KUBEADM_MARK = 'node.kubernetes.io/exclude-from-external-load-balancers';

/**
 * Recognises the distribution by every sign that was read.
 *
 * @remarks One node is enough for a sign of nodes: it is told with the first node that has it and the number of all. A cloud's
 * providerID tells where nodes run, not who installed Kubernetes, and decides nothing.
 */
export function detectDistribution(input: DistributionInput): Distribution {
  const { nodes = [], workloads = [] } = input;
  const seen: Seen = {
    ...input,
    labels: groupsOf(nodes, node => node.labels),
    annotations: groupsOf(nodes, node => node.annotations),
    nodeInfo: groupsOf(nodes, node => node.nodeInfo),
    providerIDs: groupsOf(nodes, node => node.providerID),
    daemonSets: workloads.filter(({ kind }) => kind === 'DaemonSet'),
  };
  const signals = distributionTable().flatMap(signs => signalsOf(signs, seen));
  const recognised = distributionTable().find(({ id }) =>
    signals.some(signal => signal.distribution === id),
  );
  return {
    id: recognised?.id ?? 'native',
    title: recognised?.title ?? 'native Kubernetes (assumed)',
    track: recognised?.track ?? 'kubernetes',
    managed: recognised?.managed === true,
    assumed: recognised === undefined,
    signals,
    ...(recognised?.docs && { docs: recognised.docs }),
  };
}

/** What was read, as signs are looked for in it. */
interface Seen extends Pick<DistributionInput, 'apiGroups' | 'version'> {
  readonly labels: readonly Group<NodeFact['labels']>[];
  readonly annotations: readonly Group<NodeFact['annotations']>[];
  readonly nodeInfo: readonly Group<NodeInfo>[];
  readonly providerIDs: readonly Group<string>[];
  readonly daemonSets: readonly Pick<WorkloadFact, 'namespace' | 'name'>[];
}

function signalsOf(signs: DistributionSigns, seen: Seen): DistributionSignal[] {
  const { apiGroups, version } = seen;
  const signals: Signal[] = [];
  for (const group of signs.apiGroups) {
    if (apiGroups && serves(apiGroups, group)) {
      signals.push({ what: 'GET /apis', key: group, value: 'served' });
    }
  }
  if (version && signs.gitVersion(version.gitVersion)) {
    signals.push({
      what: 'GET /version',
      key: 'gitVersion',
      value: version.gitVersion,
    });
  }
  signals.push(
    ...keySignals(seen.labels, signs.labels),
    ...keySignals(seen.annotations, signs.annotations),
    ...valueSignals(
      seen.providerIDs,
      'spec.providerID',
      signs.providerID,
      providerID => providerID,
    ),
    ...valueSignals(
      seen.nodeInfo,
      'osImage',
      signs.osImage,
      ({ osImage }) => osImage,
    ),
  );
  if (signs.id === 'native') {
    const marked = seen.labels.filter(
      ({ first, shared }) =>
        isControlPlane(first) && shared[KUBEADM_MARK] === '',
    );
    signals.push(
      ...countSignals(marked, KUBEADM_MARK, () => 'set, as kubeadm does'),
    );
  }
  for (const { namespace, name } of seen.daemonSets) {
    if (signs.daemonSets.includes(`${namespace}/${name}`)) {
      signals.push({
        what: `DaemonSet ${namespace}/${name}`,
        value: 'present',
      });
    }
  }
  return signals.map(signal => ({ distribution: signs.id, ...signal }));
}

type Signal = Omit<DistributionSignal, 'distribution'>;

/** Nodes that share a value: nodes of a pool have the same labels, and these are looked at once. */
interface Group<Shared> {
  readonly shared: Shared;
  readonly first: NodeFact;
  nodes: number;
}

/** In the order of their first nodes; nodes without the value are in none. */
function groupsOf<Shared>(
  nodes: readonly NodeFact[],
  sharedOf: (node: NodeFact) => Shared | undefined,
): Group<Shared>[] {
  const groups = new Map<Shared, Group<Shared>>();
  for (const node of nodes) {
    const shared = sharedOf(node);
    if (shared === undefined) {
      continue;
    }
    const group = groups.get(shared);
    if (group) {
      group.nodes += 1;
    } else {
      groups.set(shared, { shared, first: node, nodes: 1 });
    }
  }
  return [...groups.values()];
}

function keySignals(
  groups: readonly Group<Readonly<Record<string, string>>>[],
  patterns: readonly string[],
): Signal[] {
  return patterns.flatMap(pattern => {
    const keyIn = (texts: Readonly<Record<string, string>>) =>
      Object.keys(texts).find(key =>
        pattern.endsWith('/') ? key.startsWith(pattern) : key === pattern,
      );
    const having = groups.filter(({ shared }) => keyIn(shared) !== undefined);
    const key = having[0] && keyIn(having[0].shared);
    return key
      ? countSignals(having, key, texts => texts[key] || 'present')
      : [];
  });
}

function valueSignals<Shared>(
  groups: readonly Group<Shared>[],
  key: string,
  matches: Matcher,
  valueIn: (shared: Shared) => string | undefined,
): Signal[] {
  return countSignals(
    groups.filter(({ shared }) => matches(valueIn(shared) ?? '')),
    key,
    shared => valueIn(shared) ?? '',
  );
}

function countSignals<Shared>(
  having: readonly Group<Shared>[],
  key: string,
  valueIn: (shared: Shared) => string,
): Signal[] {
  if (having.length === 0) {
    return [];
  }
  const [{ first, shared }] = having;
  const others = having.reduce((sum, { nodes }) => sum + nodes, -1);
  const more = others > 0 ? ` (and ${others} more nodes)` : '';
  return [
    { what: `node/${first.name}`, key, value: `${valueIn(shared)}${more}` },
  ];
}
