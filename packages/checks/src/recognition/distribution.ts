import type { Track } from '@runai-portal/backstage-plugin-runai-common';
import { serves, type ApiGroupsFact } from '../facts/apiGroups';
import { isControlPlane, type NodeFact } from '../facts/nodeFact';
import type { VersionFact } from '../facts/version';
import type { WorkloadFact } from '../facts/workload';
import { DISTRIBUTIONS, type DistributionSigns } from './distributionSigns';

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
  const signals = DISTRIBUTIONS.flatMap(signs => signalsOf(signs, input));
  const recognised = DISTRIBUTIONS.find(({ id }) =>
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

function signalsOf(
  signs: DistributionSigns,
  input: DistributionInput,
): DistributionSignal[] {
  const { apiGroups, version, nodes = [], workloads = [] } = input;
  const signals: Omit<DistributionSignal, 'distribution'>[] = [];
  for (const group of signs.apiGroups ?? []) {
    if (apiGroups && serves(apiGroups, group)) {
      signals.push({ what: 'GET /apis', key: group, value: 'served' });
    }
  }
  if (version && signs.gitVersion?.test(version.gitVersion)) {
    signals.push({
      what: 'GET /version',
      key: 'gitVersion',
      value: version.gitVersion,
    });
  }
  signals.push(
    ...keySignals(nodes, 'labels', signs.labels),
    ...keySignals(nodes, 'annotations', signs.annotations),
    ...valueSignals(
      nodes,
      'spec.providerID',
      signs.providerID,
      node => node.providerID,
    ),
    ...valueSignals(
      nodes,
      'osImage',
      signs.osImage,
      node => node.nodeInfo?.osImage,
    ),
  );
  if (signs.id === 'native') {
    const marked = nodes.filter(
      node => isControlPlane(node) && node.labels[KUBEADM_MARK] === '',
    );
    signals.push(
      ...countSignals(marked, KUBEADM_MARK, () => 'set, as kubeadm does'),
    );
  }
  for (const { namespace, name } of workloads.filter(
    ({ kind }) => kind === 'DaemonSet',
  )) {
    if (signs.daemonSets?.includes(`${namespace}/${name}`)) {
      signals.push({
        what: `DaemonSet ${namespace}/${name}`,
        value: 'present',
      });
    }
  }
  return signals.map(signal => ({ distribution: signs.id, ...signal }));
}

function keySignals(
  nodes: readonly NodeFact[],
  where: 'labels' | 'annotations',
  patterns: readonly string[] = [],
): Omit<DistributionSignal, 'distribution'>[] {
  return patterns.flatMap(pattern => {
    const keyOf = (node: NodeFact) =>
      Object.keys(node[where]).find(key =>
        pattern.endsWith('/') ? key.startsWith(pattern) : key === pattern,
      );
    const having = nodes.filter(node => keyOf(node) !== undefined);
    const key = having[0] && keyOf(having[0]);
    return key
      ? countSignals(having, key, node => node[where][key] || 'present')
      : [];
  });
}

function valueSignals(
  nodes: readonly NodeFact[],
  key: string,
  pattern: RegExp | undefined,
  valueOf: (node: NodeFact) => string | undefined,
): Omit<DistributionSignal, 'distribution'>[] {
  const having = nodes.filter(node => pattern?.test(valueOf(node) ?? ''));
  return countSignals(having, key, node => valueOf(node) ?? '');
}

function countSignals(
  having: readonly NodeFact[],
  key: string,
  valueOf: (node: NodeFact) => string,
): Omit<DistributionSignal, 'distribution'>[] {
  if (having.length === 0) {
    return [];
  }
  const others =
    having.length > 1 ? ` (and ${having.length - 1} more nodes)` : '';
  return [
    {
      what: `node/${having[0].name}`,
      key,
      value: `${valueOf(having[0])}${others}`,
    },
  ];
}
