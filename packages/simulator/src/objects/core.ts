import type { KubeObject, OwnerReference } from './KubeObject';
import { object } from './object';

/** @public */
export function namespace(
  name: string,
  options: {
    labels?: Record<string, string>;
    phase?: 'Active' | 'Terminating';
    created?: string;
  } = {},
): KubeObject {
  return object(
    'v1',
    'Namespace',
    {
      name,
      labels: { 'kubernetes.io/metadata.name': name, ...options.labels },
      ...(options.created && { creationTimestamp: options.created }),
    },
    {
      spec: { finalizers: ['kubernetes'] },
      status: { phase: options.phase ?? 'Active' },
    },
  );
}

/** @public */
export function configMap(
  namespaceName: string,
  name: string,
  data: Record<string, string>,
  labels?: Record<string, string>,
): KubeObject {
  return object(
    'v1',
    'ConfigMap',
    { name, namespace: namespaceName, labels },
    { data },
  );
}

/** @public */
export function service(
  namespaceName: string,
  name: string,
  options: {
    port: number;
    targetPort?: number;
    portName?: string;
    selector?: Record<string, string>;
    labels?: Record<string, string>;
    clusterIP?: string;
  },
): KubeObject {
  return object(
    'v1',
    'Service',
    { name, namespace: namespaceName, labels: options.labels },
    {
      spec: {
        type: 'ClusterIP',
        clusterIP: options.clusterIP ?? '10.96.14.20',
        ports: [
          {
            name: options.portName ?? 'http',
            port: options.port,
            targetPort: options.targetPort ?? options.port,
            protocol: 'TCP',
          },
        ],
        selector: options.selector ?? { app: name },
      },
      status: { loadBalancer: {} },
    },
  );
}

/** @public */
export function runtimeClass(
  name: string,
  options: {
    handler?: string;
    labels?: Record<string, string>;
    owners?: OwnerReference[];
    version?: 'v1' | 'v1beta1';
  } = {},
): KubeObject {
  return object(
    `node.k8s.io/${options.version ?? 'v1'}`,
    'RuntimeClass',
    {
      name,
      labels: options.labels,
      ...(options.owners && { ownerReferences: options.owners }),
    },
    { handler: options.handler ?? name },
  );
}

/** Who made an object, with the controller flag. @public */
export function owner(
  apiVersion: string,
  kind: string,
  name: string,
): OwnerReference {
  return {
    apiVersion,
    kind,
    name,
    uid: '97430d97-c9f5-4fa0-8ed3-12db5f6cea92',
    controller: true,
    blockOwnerDeletion: true,
  };
}
