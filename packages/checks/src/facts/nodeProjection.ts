import type { Node } from 'kubernetes-types/core/v1';
import type { Interner } from './interner';
import { projectConditions } from './conditions';
import type { NodeFact, NodeInfo, NodeTaint, Quantities } from './nodeFact';
import { array, optional, record, text } from './untrusted';

/** Kubernetes allows 253 + 1 + 63 characters in a key and 63 in a label's value: what is longer was not written by it. */
const MAX_KEY = 317;
const MAX_LABEL_VALUE = 63;
const MAX_TEXT = 1024;

/** What checks, profiles and pages look at: hardware, roles, pools, places, and the marks of distributions and providers. */
const LABEL_DOMAINS = new Set([
  'nvidia.com/',
  'node-role.kubernetes.io/',
  'topology.kubernetes.io/',
  'failure-domain.beta.kubernetes.io/',
  'node.kubernetes.io/',
  'run.ai/',
  'runai/',
  'node.openshift.io/',
  'eks.amazonaws.com/',
  'alpha.eksctl.io/',
  'k8s.amazonaws.com/',
  'karpenter.sh/',
  'cloud.google.com/',
  'kubernetes.azure.com/',
  'rke.cattle.io/',
  'cattle.io/',
  'hpe.com/',
  'kops.k8s.io/',
  'minikube.k8s.io/',
  'oci.oraclecloud.com/',
  'oke.oraclecloud.com/',
  'ibm-cloud.kubernetes.io/',
  'microk8s.io/',
  'doks.digitalocean.com/',
  'node.alibabacloud.com/',
  'alibabacloud.com/',
]);
/** Node feature discovery sets dozens of labels on each node; these are looked at. */
const FEATURE_DOMAIN = 'feature.node.kubernetes.io/';
const FEATURE_LABEL = /\/(pci-|system-os_release\.)/;
const LABEL_KEYS = new Set([
  'agentpool',
  'accelerator',
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
  /^(kubeadm\.alpha\.kubernetes\.io|k3s\.io|rke2\.io|rke\.cattle\.io|machine\.openshift\.io|machineconfiguration\.openshift\.io|cluster\.x-k8s\.io|hpe\.com)\//;

const ROLE_PREFIX = 'node-role.kubernetes.io/';

/**
 * Reduces a Node to what is judged and shown.
 *
 * @param item - an item of a node list, trusted in nothing: any field may be absent or of another type.
 * @param options - what is shared between nodes, and label keys to keep besides the usual ones.
 * @returns undefined for an item without a name: no API server stores one, and nothing could be said of it.
 */
export function projectNode(
  item: Node,
  options: { interner: Interner; keepLabels?: ReadonlySet<string> },
): NodeFact | undefined {
  const { interner, keepLabels } = options;
  const node = record(item);
  const metadata = record(node?.metadata);
  const name = text(metadata?.name);
  if (!name) {
    return undefined;
  }
  const spec = record(node?.spec);
  const status = record(node?.status);
  const labels = keepStrings(
    metadata?.labels,
    MAX_LABEL_VALUE,
    (key, value) => keepsLabel(key, keepLabels) && value,
  );
  return {
    name,
    labels: interner.object(labels),
    roles: interner.object(rolesOf(labels)),
    taints: interner.object(array(spec?.taints).flatMap(projectTaint)),
    unschedulable: spec?.unschedulable === true,
    conditions: projectConditions(status?.conditions).map(condition =>
      interner.object(condition),
    ),
    ...optional('capacity', quantities(status?.capacity, interner)),
    ...optional('allocatable', quantities(status?.allocatable, interner)),
    ...optional('nodeInfo', projectNodeInfo(status?.nodeInfo, interner)),
    ...optional('providerID', text(spec?.providerID)),
    annotations: interner.object(
      keepStrings(metadata?.annotations, MAX_TEXT, keptAnnotation),
    ),
    ...optional('createdAt', text(metadata?.creationTimestamp)),
  };
}

function keepsLabel(
  key: string,
  keepLabels: ReadonlySet<string> | undefined,
): boolean {
  return (
    keepLabels?.has(key) ||
    LABEL_KEYS.has(key) ||
    (isOfKnownDomain(key) && !LABELS_LEFT_OUT.has(key))
  );
}

function isOfKnownDomain(key: string): boolean {
  const domain = key.slice(0, key.indexOf('/') + 1);
  return (
    LABEL_DOMAINS.has(domain) ||
    (domain === FEATURE_DOMAIN && FEATURE_LABEL.test(key))
  );
}

function keptAnnotation(key: string, value: string): string | false {
  if (ANNOTATION_VALUE.test(key)) {
    return value;
  }
  return ANNOTATION_PRESENCE.test(key) && 'present';
}

function rolesOf(labels: Readonly<Record<string, string>>): string[] {
  const roles = Object.keys(labels)
    .filter(
      key =>
        key.startsWith(ROLE_PREFIX) &&
        key.length > ROLE_PREFIX.length &&
        labels[key] !== 'false',
    )
    .map(key => key.slice(ROLE_PREFIX.length));
  const older = labels['kubernetes.io/role'];
  return [...new Set(older ? [...roles, older] : roles)].sort();
}

function projectTaint(value: unknown): NodeTaint[] {
  const taint = record(value);
  const key = text(taint?.key);
  const effect = text(taint?.effect);
  return key && effect
    ? [{ key, ...optional('value', text(taint?.value)), effect }]
    : [];
}

function projectNodeInfo(
  value: unknown,
  interner: Interner,
): NodeInfo | undefined {
  const info = record(value);
  return (
    info &&
    interner.object({
      ...optional('kubeletVersion', text(info.kubeletVersion)),
      ...optional('osImage', text(info.osImage)),
      ...optional('kernelVersion', text(info.kernelVersion)),
      ...optional('architecture', text(info.architecture)),
      ...optional('operatingSystem', text(info.operatingSystem)),
      ...optional(
        'containerRuntimeVersion',
        text(info.containerRuntimeVersion),
      ),
    })
  );
}

function quantities(
  value: unknown,
  interner: Interner,
): Quantities | undefined {
  return record(value)
    ? interner.object(
        keepStrings(value, MAX_LABEL_VALUE, (_key, quantity) => quantity),
      )
    : undefined;
}

/** The entries whose value `keep` gives back, keys sorted, so that equal maps are equal as JSON. */
function keepStrings(
  value: unknown,
  maxLength: number,
  keep: (key: string, value: string) => string | false | undefined,
): Record<string, string> {
  const kept: Record<string, string> = {};
  const entries = record(value) ?? {};
  for (const key of sorted(Object.keys(entries))) {
    const entry = entries[key];
    // Quantities may also be written as plain numbers.
    const written = typeof entry === 'number' ? String(entry) : entry;
    if (
      typeof written === 'string' &&
      written.length <= maxLength &&
      key.length <= MAX_KEY &&
      key !== '__proto__'
    ) {
      const result = keep(key, written);
      if (typeof result === 'string') {
        kept[key] = result;
      }
    }
  }
  return kept;
}

/** An API server writes maps with their keys sorted: then there is nothing to do. */
function sorted(keys: string[]): string[] {
  return keys.every((key, index) => index === 0 || keys[index - 1] < key)
    ? keys
    : keys.sort();
}
