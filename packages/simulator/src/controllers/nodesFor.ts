import { at, list, record } from '../objects/values';
import type { KubeObject } from '../objects/KubeObject';

/**
 * The names of the nodes that the pods of a workload stand on, in turn: for a DaemonSet those that its selector and taints leave,
 * for others the ones that are meant for services, else any without GPUs, else any.
 *
 * @param taken - nodes that have a pod of it already
 */
export function nodesFor(options: {
  owner: KubeObject;
  nodes: KubeObject[];
  taken: string[];
}): string[] {
  const { owner, nodes, taken } = options;
  const fitting = nodes.filter(node => fits(owner, node));
  if (owner.kind === 'DaemonSet') {
    return names(fitting).filter(name => !taken.includes(name));
  }
  const meant = fitting.filter(
    ({ metadata }) =>
      metadata.labels?.['node-role.kubernetes.io/runai-system'] !== undefined,
  );
  const plain = fitting.filter(
    ({ metadata }) => metadata.labels?.['nvidia.com/gpu.present'] === undefined,
  );
  const [chosen = nodes] = [meant, plain, fitting].filter(one => one.length);
  return rotated(names(chosen), owner.metadata.name.length);
}

function fits(owner: KubeObject, node: KubeObject): boolean {
  const spec = record(at(owner, 'spec.template.spec'));
  const labels = node.metadata.labels ?? {};
  const tolerations = list(spec.tolerations);
  return (
    Object.entries(record(spec.nodeSelector)).every(
      ([key, value]) => labels[key] === value,
    ) &&
    list(at(node, 'spec.taints'))
      .filter(({ effect }) => effect !== 'PreferNoSchedule')
      .every(taint =>
        tolerations.some(({ key, operator }) =>
          key === undefined ? operator === 'Exists' : key === taint.key,
        ),
      )
  );
}

function names(nodes: KubeObject[]): string[] {
  return nodes.map(node => node.metadata.name);
}

/** So that not everything stands on the first of them. */
function rotated(items: string[], by: number): string[] {
  const from = items.length ? by % items.length : 0;
  return [...items.slice(from), ...items.slice(0, from)];
}
