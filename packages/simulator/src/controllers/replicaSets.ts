import { at, record } from '../objects/values';
import type { KubeObject } from '../objects/KubeObject';
import { suffix, uidOf } from './hash';

/** The ReplicaSet of a Deployment, named as the owner of pods that are declared where there are such. */
export function replicaSetOf(
  deployment: KubeObject,
  declaredPods: KubeObject[],
): KubeObject {
  const { name, namespace, labels, creationTimestamp } = deployment.metadata;
  const key = `${namespace}/${name}`;
  const named = declaredPods
    .filter(pod => pod.metadata.namespace === namespace)
    .flatMap(pod => pod.metadata.ownerReferences ?? [])
    .find(
      owner =>
        owner.kind === 'ReplicaSet' &&
        owner.name.slice(0, owner.name.lastIndexOf('-')) === name,
    );
  const hash = named?.name.slice(name.length + 1) ?? suffix(key, 10);
  const hashLabel = { 'pod-template-hash': hash };
  const template = record(at(deployment, 'spec.template'));
  const replicas = at(deployment, 'spec.replicas') ?? 1;
  const podLabels = {
    ...record(at(template, 'metadata.labels')),
    ...hashLabel,
  };
  return {
    apiVersion: 'apps/v1',
    kind: 'ReplicaSet',
    metadata: {
      name: `${name}-${hash}`,
      namespace,
      uid: named?.uid ?? uidOf(`${key}-${hash}`),
      creationTimestamp,
      generation: 1,
      labels: { ...labels, ...hashLabel },
      annotations: {
        'deployment.kubernetes.io/desired-replicas': String(replicas),
        'deployment.kubernetes.io/revision': '1',
      },
      ownerReferences: [
        {
          apiVersion: 'apps/v1',
          kind: 'Deployment',
          name,
          uid: deployment.metadata.uid ?? uidOf(key),
          controller: true,
          blockOwnerDeletion: true,
        },
      ],
    },
    spec: {
      replicas,
      selector: { matchLabels: podLabels },
      template: { ...template, metadata: { labels: podLabels } },
    },
    status: {
      replicas,
      fullyLabeledReplicas: replicas,
      observedGeneration: 1,
      ...counted(deployment, 'readyReplicas'),
      ...counted(deployment, 'availableReplicas'),
    },
  };
}

function counted(deployment: KubeObject, counter: string): object {
  const value = at(deployment, `status.${counter}`);
  return value ? { [counter]: value } : {};
}
