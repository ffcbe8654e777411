import { at, list, record } from '../objects/values';
import type { KubeObject } from '../objects/KubeObject';
import { pod, type PodOptions } from '../objects/pod';
import type { ContainerOptions } from '../objects/workloads';
import { suffix, uidOf } from './hash';
import { nodesFor } from './nodesFor';

interface PodsOptions {
  owner: KubeObject;
  nodes: KubeObject[];
  declaredPods: KubeObject[];
}

/**
 * The pods of a workload: as many as it counts as ready, less those that are declared. What else it wants waits in its first init
 * container, where it has one; otherwise nothing can be told of it, and it has to be declared.
 */
export function podsOf(options: PodsOptions): KubeObject[] {
  const { owner, declaredPods, nodes } = options;
  const { namespace = '', name } = owner.metadata;
  const declared = declaredPods.filter(
    ({ metadata }) =>
      metadata.namespace === namespace &&
      metadata.ownerReferences?.some(
        one => one.kind === owner.kind && one.name === name,
      ),
  );
  const { wanted, ready } = countsOf(owner);
  const isReady = (one: KubeObject) =>
    list(at(one, 'status.conditions')).some(
      ({ type, status }) => type === 'Ready' && status === 'True',
    );
  const readyLeft = ready - declared.filter(isReady).length;
  const waiting = wanted - ready - declared.filter(one => !isReady(one)).length;
  const initializing = initContainersOf(owner).length ? waiting : 0;
  const taken = declared.map(one => String(at(one, 'spec.nodeName')));
  const hosts = nodesFor({ owner, nodes, taken });
  return Array.from(
    { length: Math.max(0, readyLeft) + Math.max(0, initializing) },
    (_, index) =>
      onePod(options, {
        index: declared.length + index,
        node: hosts[index % Math.max(1, hosts.length)],
        initializing: index >= readyLeft,
      }),
  );
}

function onePod(
  { owner }: PodsOptions,
  made: { index: number; node: string | undefined; initializing: boolean },
): KubeObject {
  const { namespace = '', name, creationTimestamp: created } = owner.metadata;
  const { index, node, initializing } = made;
  const template = record(at(owner, 'spec.template'));
  const containers = containersOf(owner);
  const initContainers = initContainersOf(owner);
  const options: PodOptions = {
    node,
    created,
    labels: {
      ...stringsOf(at(template, 'metadata.labels')),
      ...(owner.kind === 'DaemonSet' && {
        'controller-revision-hash': suffix(name, 10),
        'pod-template-generation': '1',
      }),
    },
    owners: [
      {
        apiVersion: 'apps/v1',
        kind: owner.kind,
        name,
        uid: owner.metadata.uid ?? uidOf(`${namespace}/${name}`),
        controller: true,
        blockOwnerDeletion: true,
      },
    ],
    containers,
    initContainers,
    initializing,
  };
  const ending =
    owner.kind === 'StatefulSet'
      ? String(index)
      : suffix(`${namespace}/${name}/${index}`, 5);
  return pod(namespace, `${name}-${ending}`, options);
}

function countsOf(owner: KubeObject): { wanted: number; ready: number } {
  const status = record(owner.status);
  const [wanted, ready] =
    owner.kind === 'DaemonSet'
      ? [status.desiredNumberScheduled, status.numberReady]
      : [status.replicas, status.readyReplicas];
  return { wanted: Number(wanted ?? 0), ready: Number(ready ?? 0) };
}

function containersOf(owner: KubeObject): ContainerOptions[] {
  return list(at(owner, 'spec.template.spec.containers')).map(asOptions);
}

function initContainersOf(owner: KubeObject): ContainerOptions[] {
  return list(at(owner, 'spec.template.spec.initContainers')).map(asOptions);
}

function asOptions(container: Record<string, unknown>): ContainerOptions {
  return {
    name: String(container.name),
    image: String(container.image),
    requests: stringsOf(at(container, 'resources.requests')),
    limits: stringsOf(at(container, 'resources.limits')),
  };
}

function stringsOf(value: unknown): Record<string, string> {
  return Object.fromEntries(
    Object.entries(record(value)).map(([key, one]) => [key, String(one)]),
  );
}
