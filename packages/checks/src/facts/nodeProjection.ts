import type { Node } from 'kubernetes-types/core/v1';
import type { Condition } from '@runai-portal/backstage-plugin-runai-common';
import { projectConditions } from './conditions';
import { distributionTable } from '../profiles/distributionTable';
import { lazily } from '../profiles/loadTable';
import { Interner } from './interner';
import type { NodeFact, NodeTaint } from './nodeFact';
import { array, optional, record, text } from './untrusted';

/** Kubernetes allows 253 characters in a name, 253 + 1 + 63 in a key and 63 in a label's value: what is longer was not written by it. */
const MAX_KEY = 317;
const MAX_NAME = 253;
const MAX_LABEL_VALUE = 63;
const MAX_TEXT = 1024;

/** What checks, profiles and pages look at: hardware, roles, pools, places, and the marks of providers; those of distributions are in their table. */
const LABEL_DOMAINS = new Set([
  'nvidia.com/',
  'node-role.kubernetes.io/',
  'topology.kubernetes.io/',
  'failure-domain.beta.kubernetes.io/',
  'node.kubernetes.io/',
  'run.ai/',
  'runai/',
  'alpha.eksctl.io/',
  'k8s.amazonaws.com/',
  'karpenter.sh/',
  'karpenter.k8s.aws/',
  'liqo.io/',
  'cloud.google.com/',
  'oci.oraclecloud.com/',
]);
/** Node feature discovery sets dozens of labels on each node; these are looked at. */
const FEATURE_DOMAIN = 'feature.node.kubernetes.io/';
const FEATURE_LABEL = /\/(pci-|system-os_release\.|kernel-version\.full$)/;
const LABEL_KEYS = new Set([
  'agentpool',
  'accelerator',
  // Who may use a node's GPUs, by HAMi; what a virtual or simulated node calls itself.
  'gpu',
  'type',
  'beta.kubernetes.io/instance-type',
  'kubernetes.io/arch',
  'kubernetes.io/os',
  'kubernetes.io/role',
]);
/** Rewritten every minute, different on each node, and of no use. */
const LABELS_LEFT_OUT = new Set(['nvidia.com/gfd.timestamp']);

/** Values that are kept; of the other annotations below the presence alone is told. */
const ANNOTATION_VALUE =
  /maintenance|machineconfiguration\.openshift\.io\/state$|cri-socket$/i;
const ANNOTATION_PRESENCE =
  /^(kwok\.x-k8s\.io|machine\.openshift\.io|machineconfiguration\.openshift\.io|cluster\.x-k8s\.io)\//;

const NODE_INFO = new Set([
  'kubeletVersion',
  'osImage',
  'kernelVersion',
  'architecture',
  'operatingSystem',
  'containerRuntimeVersion',
]);

const ROLE_PREFIX = 'node-role.kubernetes.io/';

/** Makes a NodeFact of an item of a node list, trusted in nothing: any field may be absent or of another type. */
export type NodeProjector = (item: Node) => NodeFact | undefined;

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
    (key: string) => keepLabels.has(key) || isKeptLabel(key),
  );
  const rolesOf = answeredOnce(roles);
  const label = (key: string, value: unknown) =>
    keepsLabel(key) ? written(key, value) : undefined;

  return item => {
    const node = record(item);
    const metadata = record(node?.metadata);
    const name = text(metadata?.name);
    if (!name || name.length > MAX_NAME) {
      return undefined;
    }
    const spec = record(node?.spec);
    const status = record(node?.status);
    const labels = interner.texts(metadata?.labels, label);
    const fact: Writable<NodeFact> = {
      name,
      labels,
      roles: rolesOf(labels),
      taints: interner.object(array(spec?.taints).flatMap(projectTaint)),
      unschedulable: spec?.unschedulable === true,
      conditions: projectConditions(status?.conditions).map(condition =>
        shareWords(condition, interner),
      ),
      annotations: interner.texts(metadata?.annotations, annotation),
    };
    if (record(status?.capacity)) {
      fact.capacity = interner.texts(status?.capacity, written);
    }
    if (record(status?.allocatable)) {
      fact.allocatable = interner.texts(status?.allocatable, written);
    }
    if (record(status?.nodeInfo)) {
      fact.nodeInfo = interner.texts(status?.nodeInfo, nodeInfo);
    }
    const providerID = text(spec?.providerID);
    if (providerID) {
      fact.providerID = providerID;
    }
    const createdAt = text(metadata?.creationTimestamp);
    if (createdAt) {
      fact.createdAt = createdAt;
    }
    return fact;
  };
}

type Writable<T> = { -readonly [Key in keyof T]: T[Key] };

function answeredOnce<Question, Answer>(
  ask: (question: Question) => Answer,
): (question: Question) => Answer {
  const answers = new Map<Question, Answer>();
  return question => {
    const known = answers.get(question);
    if (known !== undefined) {
      return known;
    }
    const answer = ask(question);
    answers.set(question, answer);
    return answer;
  };
}

/** The domains of keys that show a distribution. */
const distributionKeys = lazily(
  () =>
    new Set(
      distributionTable()
        .flatMap(({ labels, annotations }) => [...labels, ...annotations])
        .map(key => key.slice(0, key.indexOf('/') + 1)),
    ),
);

/** Whether every node keeps a label of that key, whatever profiles and settings ask for. */
export function isKeptLabel(key: string): boolean {
  if (LABEL_KEYS.has(key)) {
    return true;
  }
  const domain = key.slice(0, key.indexOf('/') + 1);
  return (
    ((LABEL_DOMAINS.has(domain) || distributionKeys().has(domain)) &&
      !LABELS_LEFT_OUT.has(key)) ||
    (domain === FEATURE_DOMAIN && FEATURE_LABEL.test(key))
  );
}

/** A label's value or a quantity; quantities may also be written as plain numbers. */
function written(key: string, value: unknown): string | undefined {
  const entry = typeof value === 'number' ? String(value) : value;
  return typeof entry === 'string' &&
    entry.length <= MAX_LABEL_VALUE &&
    key.length <= MAX_KEY
    ? entry
    : undefined;
}

function annotation(key: string, value: unknown): string | undefined {
  if (
    typeof value !== 'string' ||
    value.length > MAX_TEXT ||
    key.length > MAX_KEY
  ) {
    return undefined;
  }
  if (ANNOTATION_VALUE.test(key)) {
    return value;
  }
  return ANNOTATION_PRESENCE.test(key) ||
    distributionKeys().has(key.slice(0, key.indexOf('/') + 1))
    ? 'present'
    : undefined;
}

function nodeInfo(key: string, value: unknown): string | undefined {
  return NODE_INFO.has(key) ? text(value) : undefined;
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
  const taint = record(value);
  const key = text(taint?.key);
  const effect = text(taint?.effect);
  return key && effect
    ? [{ key, ...optional('value', text(taint?.value)), effect }]
    : [];
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
