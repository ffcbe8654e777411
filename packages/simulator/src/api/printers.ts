import { isRecord, type KubeObject } from '../objects/KubeObject';

/** One column of a table, and what stands in it. */
export interface Column {
  name: string;
  type: string;
  format?: string;
  description?: string;
  /** 1: shown on demand alone. */
  priority?: number;
  cell: (object: KubeObject, now: Date) => unknown;
}

const text = (name: string, cell: Column['cell'], priority = 0): Column => ({
  name,
  type: 'string',
  priority,
  cell,
});
const integer = (name: string, path: string): Column => ({
  name,
  type: 'integer',
  cell: object => at(object, path) ?? 0,
});
const age = text('Age', (object, now) => ageOf(object, now));
const field = (name: string, path: string, priority = 0) =>
  text(name, object => at(object, path) ?? '<none>', priority);
const address = (name: string, type: string) =>
  text(name, object => addressOf(object, type), 1);
const containers = [
  text('Containers', object => containersOf(object, 'name'), 1),
  text('Images', object => containersOf(object, 'image'), 1),
];
const selector = (path: string) =>
  text('Selector', object => pairs(at(object, path)), 1);

/** The columns beside the name that kube-apiserver prints, of the types that people browse most. */
export const printers: Record<string, Column[]> = {
  nodes: [
    text('Status', nodeStatus),
    text('Roles', rolesOf),
    age,
    field('Version', 'status.nodeInfo.kubeletVersion'),
    address('Internal-IP', 'InternalIP'),
    address('External-IP', 'ExternalIP'),
    field('OS-Image', 'status.nodeInfo.osImage', 1),
    field('Kernel-Version', 'status.nodeInfo.kernelVersion', 1),
    field('Container-Runtime', 'status.nodeInfo.containerRuntimeVersion', 1),
  ],
  namespaces: [field('Status', 'status.phase'), age],
  configmaps: [
    text('Data', object => Object.keys(record(object.data)).length),
    age,
  ],
  deployments: [
    text(
      'Ready',
      object =>
        `${at(object, 'status.readyReplicas') ?? 0}/${
          at(object, 'spec.replicas') ?? 0
        }`,
    ),
    // The server names these two with types of their own.
    text('Up-to-date', object => at(object, 'status.updatedReplicas') ?? 0),
    text('Available', object => at(object, 'status.availableReplicas') ?? 0),
    age,
    ...containers,
    selector('spec.selector.matchLabels'),
  ],
  daemonsets: [
    integer('Desired', 'status.desiredNumberScheduled'),
    integer('Current', 'status.currentNumberScheduled'),
    integer('Ready', 'status.numberReady'),
    integer('Up-to-date', 'status.updatedNumberScheduled'),
    integer('Available', 'status.numberAvailable'),
    text('Node Selector', object =>
      pairs(at(object, 'spec.template.spec.nodeSelector')),
    ),
    age,
    ...containers,
    selector('spec.selector.matchLabels'),
  ],
  statefulsets: [
    text(
      'Ready',
      object =>
        `${at(object, 'status.readyReplicas') ?? 0}/${
          at(object, 'spec.replicas') ?? 0
        }`,
    ),
    age,
    ...containers,
  ],
  storageclasses: [
    field('Provisioner', 'provisioner'),
    field('ReclaimPolicy', 'reclaimPolicy'),
    field('VolumeBindingMode', 'volumeBindingMode'),
    text(
      'AllowVolumeExpansion',
      object => object.allowVolumeExpansion ?? false,
    ),
    age,
  ],
};

function at(object: unknown, path: string): unknown {
  let value = object;
  for (const part of path.split('.')) {
    value = record(value)[part];
  }
  return value;
}

function record(value: unknown): Record<string, unknown> {
  return isRecord(value) ? value : {};
}

function list(value: unknown): Record<string, unknown>[] {
  return Array.isArray(value) ? value.filter(isRecord) : [];
}

function pairs(value: unknown): string {
  const entries = Object.entries(record(value));
  return entries.length
    ? entries.map(([key, item]) => `${key}=${item}`).join(',')
    : '<none>';
}

function containersOf(object: KubeObject, key: string): string {
  return list(at(object, 'spec.template.spec.containers'))
    .map(container => container[key])
    .join(',');
}

function nodeStatus(node: KubeObject): string {
  const ready = list(at(node, 'status.conditions')).find(
    condition => condition.type === 'Ready',
  );
  const known = ready?.status === 'True' ? 'Ready' : 'NotReady';
  const words = [
    ready ? known : 'Unknown',
    ...(at(node, 'spec.unschedulable') ? ['SchedulingDisabled'] : []),
  ];
  return words.join(',');
}

const roleLabel = 'node-role.kubernetes.io/';

function rolesOf(node: KubeObject): string {
  const roles = Object.keys(node.metadata.labels ?? {})
    .filter(label => label.startsWith(roleLabel))
    .map(label => label.slice(roleLabel.length))
    .sort();
  return roles.join(',') || '<none>';
}

function addressOf(node: KubeObject, type: string): unknown {
  const found = list(at(node, 'status.addresses')).find(
    item => item.type === type,
  );
  return found?.address ?? '<none>';
}

/** Roughly, as kubectl shows it: `41m`, `5h`, `12d`. */
function ageOf(object: KubeObject, now: Date): string {
  const created = Date.parse(object.metadata.creationTimestamp ?? '');
  if (Number.isNaN(created)) {
    return '<unknown>';
  }
  const seconds = Math.max(0, Math.floor((now.getTime() - created) / 1000));
  const units: [size: number, unit: string][] = [
    [86_400, 'd'],
    [3_600, 'h'],
    [60, 'm'],
  ];
  const [size, unit] = units.find(([length]) => seconds >= 2 * length) ?? [
    1,
    's',
  ];
  return `${Math.floor(seconds / size)}${unit}`;
}
