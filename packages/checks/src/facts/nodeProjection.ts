import type { Node } from 'kubernetes-types/core/v1';
import type { Condition } from '@runai-portal/backstage-plugin-runai-common';
import { projectConditions } from './conditions';
import { nodeMetadataTable } from '../profiles/tables';
import { answeredOnce } from '../profiles/wildcard';
import { Interner } from './interner';
import { NODE_INFO, type NodeFact, type NodeTaint } from './nodeFact';
import { array, fieldsAt, record, text } from './untrusted';

/** Kubernetes allows 253 characters in a name, 253 + 1 + 63 in a key and 63 in a label's value: what is longer was not written by it. */
const MAX_KEY = 317;
const MAX_NAME = 253;
const MAX_LABEL_VALUE = 63;
const MAX_TEXT = 1024;

const KNOWN_INFO: ReadonlySet<string> = new Set(NODE_INFO);

const ROLE_PREFIX = 'node-role.kubernetes.io/';

/** Makes a NodeFact of an item of a node list, trusted in nothing: any field may be absent or of another type. */
type NodeProjector = (item: Node) => NodeFact | undefined;

/**
 * Reduces Nodes to what is judged and shown; one projector a list, since equal parts of its nodes become one object.
 *
 * @remarks This runs for each node of a cluster, on each refresh: what is asked of every label key is asked once a key, and
 * objects are filled field by field.
 * @param keepLabels - label keys to keep besides the usual ones
 * @returns a projector; it gives undefined for an item without a name, or with one that no API server stores, and nothing could be said of it
 */
export function nodeProjector(
  keepLabels: ReadonlySet<string> = new Set(),
): NodeProjector {
  const interner = new Interner();
  const keepsLabel = answeredOnce(
    key => keepLabels.has(key) || isKeptLabel(key),
  );
  const label = (key: string, value: unknown) =>
    keepsLabel(key) ? written(key, value) : undefined;
  const keptOfAnnotation = answeredOnce(annotationPart);
  const annotation = (key: string, value: unknown) => {
    const kept = keptOfAnnotation(key);
    if (kept === 'nothing' || !isText(key, value, MAX_TEXT)) {
      return undefined;
    }
    return kept === 'value' ? value : 'present';
  };

  return item => {
    const metadata = fieldsAt(item, 'metadata');
    const name = text(metadata.name);
    if (!name || name.length > MAX_NAME) {
      return undefined;
    }
    const spec = fieldsAt(item, 'spec');
    const status = fieldsAt(item, 'status');
    const labels = interner.texts(metadata.labels, label);
    const fact: Writable<NodeFact> = {
      name,
      labels,
      roles: interner.object(roles(labels)),
      taints: interner.object(array(spec.taints).flatMap(projectTaint)),
      unschedulable: spec.unschedulable === true,
      conditions: projectConditions(status.conditions).map(condition =>
        shareWords(condition, interner),
      ),
      annotations: interner.texts(metadata.annotations, annotation),
    };
    for (const amounts of ['capacity', 'allocatable'] as const) {
      if (record(status[amounts])) {
        fact[amounts] = interner.texts(status[amounts], written);
      }
    }
    if (record(status.nodeInfo)) {
      fact.nodeInfo = interner.texts(status.nodeInfo, nodeInfo);
    }
    const providerID = text(spec.providerID);
    if (providerID) {
      fact.providerID = providerID;
    }
    const createdAt = text(metadata.creationTimestamp);
    if (createdAt) {
      fact.createdAt = createdAt;
    }
    return fact;
  };
}

type Writable<T> = { -readonly [Key in keyof T]: T[Key] };

/** Whether every node keeps a label of that key, whatever profiles and settings ask for. */
export function isKeptLabel(key: string): boolean {
  const { labels, leftOut } = nodeMetadataTable();
  return labels(key) && !leftOut(key);
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

function annotationPart(key: string): 'value' | 'presence' | 'nothing' {
  const { annotations, presence } = nodeMetadataTable();
  if (annotations(key)) {
    return 'value';
  }
  return presence(key) ? 'presence' : 'nothing';
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

/** Conditions differ from node to node by their times; their words are the same on all. */
function shareWords(condition: Condition, interner: Interner): Condition {
  if (condition.reason) {
    condition.reason = interner.string(condition.reason);
  }
  if (condition.message) {
    condition.message = interner.string(condition.message);
  }
  return condition;
}
