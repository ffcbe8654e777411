import { list, at } from '../objects/values';
import type { KubeObject } from '../objects/KubeObject';

/** A kubelet renews its Lease every 10 s; that of a node that is not ready is as old as that. */
export function leaseOf(node: KubeObject, now: Date): KubeObject {
  const { name, creationTimestamp } = node.metadata;
  const ready = list(at(node, 'status.conditions')).find(
    ({ type }) => type === 'Ready',
  );
  const renewed =
    ready?.status === 'True'
      ? new Date(now.getTime() - 4_000)
      : new Date(String(ready?.lastTransitionTime ?? creationTimestamp));
  return {
    apiVersion: 'coordination.k8s.io/v1',
    kind: 'Lease',
    metadata: { name, namespace: 'kube-node-lease', creationTimestamp },
    spec: {
      holderIdentity: name,
      leaseDurationSeconds: 40,
      renewTime: `${renewed.toISOString().slice(0, 19)}.000000Z`,
    },
  };
}
