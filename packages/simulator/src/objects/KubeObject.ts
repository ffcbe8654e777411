/**
 * The part of every Kubernetes object that the simulator itself reads; the rest is served as it was written.
 *
 * @public
 */
export interface KubeObject {
  apiVersion: string;
  kind: string;
  metadata: KubeObjectMeta;
  [field: string]: unknown;
}

/** @public */
export interface KubeObjectMeta {
  name: string;
  namespace?: string;
  uid?: string;
  resourceVersion?: string;
  generation?: number;
  creationTimestamp?: string;
  deletionTimestamp?: string;
  labels?: Record<string, string>;
  annotations?: Record<string, string>;
  ownerReferences?: OwnerReference[];
  finalizers?: string[];
  [field: string]: unknown;
}

/** @public */
export interface OwnerReference {
  apiVersion: string;
  kind: string;
  name: string;
  uid: string;
  controller?: boolean;
  blockOwnerDeletion?: boolean;
}

/**
 * Takes any value for a Kubernetes object.
 *
 * @param value - plain JSON, e.g. an object of `kubernetes-types` or of a file
 * @throws Error that says which of `apiVersion`, `kind` and `metadata.name` is missing
 * @public
 */
export function asKubeObject(value: unknown): KubeObject {
  if (!isKubeObject(value)) {
    throw new Error(
      `not a Kubernetes object (apiVersion, kind and metadata.name are needed): ${JSON.stringify(
        value,
      )?.slice(0, 120)}`,
    );
  }
  return value;
}

function isKubeObject(value: unknown): value is KubeObject {
  if (!isRecord(value) || !isRecord(value.metadata)) {
    return false;
  }
  return (
    typeof value.apiVersion === 'string' &&
    typeof value.kind === 'string' &&
    typeof value.metadata.name === 'string'
  );
}

/** @internal */
export function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
