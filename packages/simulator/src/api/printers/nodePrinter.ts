import type { KubeObject } from '../../objects/KubeObject';
import { age, type Column, field, text } from './Column';
import { at, list } from '../../objects/values';

const info = (name: string, path: string) =>
  text(name, object => at(object, path) || '<unknown>', 1);
const address = (name: string, type: string) =>
  text(name, object => addressOf(object, type), 1);

export const nodePrinter: Column[] = [
  text('Status', statusOf),
  text('Roles', rolesOf),
  age,
  field('Version', 'status.nodeInfo.kubeletVersion', { none: '' }),
  address('Internal-IP', 'InternalIP'),
  address('External-IP', 'ExternalIP'),
  info('OS-Image', 'status.nodeInfo.osImage'),
  info('Kernel-Version', 'status.nodeInfo.kernelVersion'),
  info('Container-Runtime', 'status.nodeInfo.containerRuntimeVersion'),
];

function statusOf(node: KubeObject): string {
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
  return (
    list(at(node, 'status.addresses')).find(entry => entry.type === type)
      ?.address ?? '<none>'
  );
}
