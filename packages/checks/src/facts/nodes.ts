import type { Node } from 'kubernetes-types/core/v1';
import type { ReadContext } from '../declarations';
import type { Profile } from '../profiles';
import {
  controlPlaneTable,
  nodeMetadataTable,
  simulatedNodeTable,
} from '../profiles/tables';
import { answeredOnce } from '../memoize';
import type { ClusterSettings } from '../settings';
import { projectConditions } from './conditions';
import { Interner } from './interner';
import { parseLabelSelector } from './labelSelector';
import { NODE_INFO, type NodeFact, type NodeTaint } from './nodeFact';
import { defineFact } from './request';
import { array, fieldsAt, record, text } from './untrusted';

/** All nodes, projected page by page: a cluster of 5,000 nodes never stands in memory as raw JSON. */
export const nodesFact = defineFact({
  id: 'nodes',
  title: 'Nodes with their labels, taints, conditions and capacity',
  requests: { nodes: { verb: 'list', resource: 'nodes' } },
  ttlSeconds: 30,
  turn: 'first',
  readsAlike: keepsLabelsOf,
  collect: ({ ask, settings, profile }) =>
    ask.nodes({
      project: nodeProjector(labelKeysOf(settings, profile)),
      leaveOut: ['images', 'managedFields'],
    }),
});

/** The label keys that selectors of the settings, the profile and tables look at. */
function labelKeysOf(
  settings: ClusterSettings,
  profile: Profile,
): ReadonlySet<string> {
  const { signals } = profile.gpu;
  const selectors = [
    settings.systemNodes?.selector,
    settings.gpuNodes?.selector,
    profile.systemNodes.label,
    profile.controlPlane.workerLabel,
    ...signals.hardwareLabels,
    ...signals.cloudLabels,
    signals.presentLabel,
    signals.simulatedLabel,
  ];
  return new Set([
    ...selectors.flatMap(selector =>
      selector ? parseLabelSelector(selector)?.keys ?? [] : [],
    ),
    ...controlPlaneTable().map(({ label }) => label),
    ...simulatedNodeTable()
      .flatMap(({ signs }) => signs)
      .flatMap(sign => (sign.in === 'label' ? sign.key : [])),
  ]);
}

/** Kubernetes allows 253 characters in a name, 253 + 1 + 63 in a key and 63 in a label's value: what is longer was not written by it. */
const MAX_KEY = 317;
const MAX_NAME = 253;
const MAX_LABEL_VALUE = 63;
const MAX_TEXT = 1024;

const KNOWN_INFO: ReadonlySet<string> = new Set(NODE_INFO);

const ROLE_PREFIX = 'node-role.kubernetes.io/';

/** Whether every node keeps a label of that key, whatever profiles and settings ask for. */
export const isKeptLabel = answeredOnce((key: string): boolean => {
  const { labels, leftOut } = nodeMetadataTable();
  return labels(key) && !leftOut(key);
});

/** Whether the labels that are looked at under one profile and settings were kept under others. */
function keepsLabelsOf(read: ReadContext, wanted: ReadContext): boolean {
  const kept = labelKeysOf(read.settings, read.profile);
  return [...labelKeysOf(wanted.settings, wanted.profile)].every(
    key => kept.has(key) || isKeptLabel(key),
  );
}

/**
 * Reduces Nodes to what is judged and shown; one projector a list, since equal parts of its nodes become one object.
 *
 * @remarks This runs for each node of a cluster, on each refresh: what is asked of every label key is asked once a key.
 * @param keepLabels - label keys to keep besides the usual ones
 * @returns a projector, which trusts in nothing: any field may be absent or of another type. It gives undefined for an item without
 * a name, with one that no API server stores, of which nothing could be said, and with one that came before: pages that were read
 * while nodes came and went may tell one twice
 */
export function nodeProjector(
  keepLabels: ReadonlySet<string> = new Set(),
): (item: Node) => NodeFact | undefined {
  const interner = new Interner();
  const seen = new Set<string>();
  const label = (key: string, value: unknown) =>
    keepLabels.has(key) || isKeptLabel(key) ? written(key, value) : undefined;
  const keepsValue = answeredOnce(nodeMetadataTable().annotations);
  const keepsPresence = answeredOnce(nodeMetadataTable().presence);
  const annotation = (key: string, value: unknown) => {
    if (!isText(key, value, MAX_TEXT)) {
      return undefined;
    }
    const presence = keepsPresence(key) ? 'present' : undefined;
    return keepsValue(key) ? value : presence;
  };
  const rolesOf = answeredOnce(roles);
  const texts = (value: unknown, keep: typeof written) =>
    record(value) && interner.texts(value, keep);

  return item => {
    const metadata = fieldsAt(item, 'metadata');
    const name = text(metadata.name);
    if (!name || name.length > MAX_NAME || seen.has(name)) {
      return undefined;
    }
    seen.add(name);
    const spec = fieldsAt(item, 'spec');
    const status = fieldsAt(item, 'status');
    const labels = interner.texts(metadata.labels, label);
    return {
      name,
      labels,
      roles: rolesOf(labels),
      taints: interner.object(array(spec.taints).flatMap(projectTaint)),
      unschedulable: spec.unschedulable === true,
      // Conditions differ from node to node by their times; their words are the same on all.
      conditions: projectConditions(status.conditions, word =>
        interner.string(word),
      ),
      annotations: interner.texts(metadata.annotations, annotation),
      capacity: texts(status.capacity, written),
      allocatable: texts(status.allocatable, written),
      nodeInfo: texts(status.nodeInfo, nodeInfo),
      providerID: text(spec.providerID),
      createdAt: text(metadata.creationTimestamp),
    };
  };
}

/** A label's value or a quantity; quantities may also be written as plain numbers. */
function written(key: string, value: unknown): string | undefined {
  const entry = typeof value === 'number' ? String(value) : value;
  return isText(key, entry, MAX_LABEL_VALUE) ? entry : undefined;
}

function isText(key: string, value: unknown, max: number): value is string {
  return (
    typeof value === 'string' && value.length <= max && key.length <= MAX_KEY
  );
}

function nodeInfo(key: string, value: unknown): string | undefined {
  return KNOWN_INFO.has(key) ? text(value) : undefined;
}

function roles(labels: Readonly<Record<string, string>>): readonly string[] {
  const found = Object.keys(labels)
    .filter(
      key =>
        key.startsWith(ROLE_PREFIX) &&
        key.length > ROLE_PREFIX.length &&
        labels[key] !== 'false',
    )
    .map(key => key.slice(ROLE_PREFIX.length));
  const older = labels['kubernetes.io/role'];
  return [...new Set(older ? [...found, older] : found)].sort();
}

function projectTaint(value: unknown): NodeTaint[] {
  const taint = fieldsAt(value);
  const key = text(taint.key);
  const effect = text(taint.effect);
  return key && effect ? [{ key, value: text(taint.value), effect }] : [];
}
